package gufo.generator.rows;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsGenerated;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.work.DeviceMemory;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.TeacherPrompt;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.Device;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.jobs.Inputs;
import gufo.kit.jobs.JobMetrics;
import gufo.kit.jobs.Outcome;
import gufo.kit.jobs.Stage;
import gufo.kit.jobs.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Samples one chunk of a stream and asks the judges about its rows. Row i's prompt and noise hang
 * on (stream id, i) alone.
 */
@ApplicationScoped
class GeneratorStage implements Stage {

  private final Backends backends = Backends.shipped();
  private final ArtifactStore store;
  private final JobMetrics metrics;

  GeneratorStage(ArtifactStore store, JobMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "generator";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Chunk;
  }

  @Override
  public Optional<DeviceMemory> computeOn(String device) {
    return Optional.of(Device.choose(device));
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    Recipe.Chunk chunk = (Recipe.Chunk) recipe;
    Recipe.Stream stream = chunk.stream();
    Path model = Files.createDirectory(work.scratch().resolve("model"));
    store.getFolder(inputs.get(stream.model()), model);
    long firstRow = chunk.index() * stream.chunkRows();
    ModelBackend backend = backends.of(model);
    List<Chat> prompts = backend.world().prompts(stream, firstRow, stream.chunkRows());
    String system = TeacherPrompt.read(model).orElse(null);
    List<Chat> asked = prompts.stream().map(prompt -> new Chat(system, prompt.user())).toList();
    RowNoise noise = RowNoise.of(stream.id(), "sampling").from(firstRow);
    List<Completion> completions = backend.sample(model, asked, stream.sampling(), noise, work);
    metrics.sampled(completions.size(), Completion.tokens(completions));
    List<double[]> judged = new ArrayList<>();
    for (Recipe.Judge judge : chunk.judges()) {
      judged.add(judge(judge, inputs, work, prompts, completions));
    }
    Path file = work.scratch().resolve("rows.jsonl");
    write(file, firstRow, prompts, completions, judged);
    return Outcome.Made.of(store.putFile(file, (long) prompts.size()), Map.of());
  }

  private double[] judge(
      Recipe.Judge judge,
      Inputs inputs,
      Work work,
      List<Chat> prompts,
      List<Completion> completions)
      throws IOException {
    Path model = Files.createTempDirectory(work.scratch(), "judge");
    store.getFolder(inputs.get(judge.model()), model);
    return backends
        .of(model)
        .judged(model, judge.template(), judge.answer(), prompts, completions, work);
  }

  private static void write(
      Path file,
      long firstRow,
      List<Chat> prompts,
      List<Completion> completions,
      List<double[]> judged)
      throws IOException {
    try (JsonLines.Writer<RawRow> rows =
        JsonLines.writer(Files.newOutputStream(file), RawRow.class)) {
      for (int i = 0; i < prompts.size(); i++) {
        int row = i;
        Completion completion = completions.get(i);
        rows.write(
            new RawRow(
                firstRow + i,
                prompts.get(i).user(),
                completion.text(),
                completion.promptTokenIds(),
                completion.tokenIds(),
                completion.finish().name().toLowerCase(Locale.ROOT),
                completion.roundTrips(),
                completion.roundTrips()
                    ? judged.stream().map(all -> all[row]).toList()
                    : List.of()));
      }
    }
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    Recipe.Chunk chunk = (Recipe.Chunk) recipe;
    return new RowsGenerated(
        experimentId, recipe.id(), origin, made.artifact(), chunk.stream().id(), chunk.index());
  }
}
