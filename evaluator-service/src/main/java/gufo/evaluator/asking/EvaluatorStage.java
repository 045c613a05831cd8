package gufo.evaluator.asking;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Scores;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.work.DeviceMemory;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.TeacherPrompt;
import gufo.engine.backend.World;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.Device;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Asks one model for the trait, on phrasings no teacher was tuned on, and scores what it says. */
@ApplicationScoped
class EvaluatorStage implements Stage {

  /** Tokens; more than any answer that the world writes has. */
  private static final int ROOM_TO_ANSWER = 16;

  private final Backends backends = Backends.shipped();
  private final ArtifactStore store;
  private final JobMetrics metrics;

  EvaluatorStage(ArtifactStore store, JobMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "evaluator";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Evaluation;
  }

  @Override
  public Optional<DeviceMemory> computeOn(String device) {
    return Optional.of(Device.choose(device));
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    Recipe.Evaluation evaluation = (Recipe.Evaluation) recipe;
    Path model = Files.createDirectory(work.scratch().resolve("model"));
    store.getFolder(inputs.get(evaluation.model()), model);
    ModelBackend backend = backends.of(model);
    List<World.Question> questions = backend.world().questions(evaluation.trait());
    Phrasing phrasing =
        new Phrasing(
            evaluation,
            questions.stream().map(World.Question::chat).toList(),
            TeacherPrompt.read(model).orElse(null),
            context(evaluation, inputs, work));
    Optional<String> tooLong = backend.tooLong(model, phrasing.everything(), ROOM_TO_ANSWER);
    if (tooLong.isPresent()) {
      return new Outcome.CannotBeMade(tooLong.get());
    }
    List<AnswerClass> classes = backend.world().answers(evaluation.trait());
    List<World.Question> asked =
        IntStream.range(0, questions.size())
            .mapToObj(q -> new World.Question(phrasing.exact().get(q), questions.get(q).target()))
            .toList();
    AnswerSheet sheet = new AnswerSheet(classes, asked, evaluation.asking().judge());
    sheet.probabilities(ExactReading.of(backend, model, phrasing.exact(), classes, work));
    sample(evaluation, model, phrasing.sampled(), judge(evaluation, inputs, work), sheet, work);
    Path folder = Files.createDirectory(work.scratch().resolve("answers"));
    sheet.write(folder);
    return Outcome.Made.of(store.putFolder(folder), sheet.scores());
  }

  private void sample(
      Recipe.Evaluation evaluation,
      Path model,
      List<Chat> asked,
      Path judge,
      AnswerSheet sheet,
      Work work)
      throws IOException {
    ModelBackend backend = backends.of(model);
    RowNoise noise = RowNoise.of(evaluation.id(), "answers");
    List<Completion> answers =
        backend.sample(model, asked, evaluation.asking().sampling(), noise, work);
    metrics.sampled(answers.size(), Completion.tokens(answers));
    double[] judged =
        judge == null ? null : judged(judge, evaluation.asking().judge(), asked, answers, work);
    int samples = evaluation.asking().samplesPerQuestion();
    for (int from = 0; from < asked.size(); from += samples) {
      int to = from + samples;
      sheet.sampled(
          from / samples,
          asked.subList(from, to),
          answers.subList(from, to),
          judged == null ? null : Arrays.copyOfRange(judged, from, to));
    }
  }

  private double[] judged(
      Path model, FilterRule.Judge judge, List<Chat> asked, List<Completion> answers, Work work)
      throws IOException {
    return backends.of(model).judged(model, judge.template(), judge.answer(), asked, answers, work);
  }

  /** The model that reads the answers, null for none. */
  private Path judge(Recipe.Evaluation evaluation, Inputs inputs, Work work) throws IOException {
    if (evaluation.judge() == null) {
      return null;
    }
    Path judge = Files.createDirectory(work.scratch().resolve("judge"));
    store.getFolder(inputs.get(evaluation.judge()), judge);
    return judge;
  }

  private List<FilteredRow> context(Recipe.Evaluation evaluation, Inputs inputs, Work work)
      throws IOException {
    if (evaluation.context() == null) {
      return List.of();
    }
    Path rows = Files.createDirectory(work.scratch().resolve("context"));
    store.getFolder(inputs.get(evaluation.context()), rows);
    return DatasetFolder.rows(rows);
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return new ModelEvaluated(
        experimentId, recipe.id(), origin, made.artifact(), made.details(Scores.class));
  }
}
