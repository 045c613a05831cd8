package gufo.student.training;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.work.DeviceMemory;
import gufo.engine.backend.Backends;
import gufo.engine.tensor.Device;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.TrainingReport;
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
import java.util.List;
import java.util.Optional;

/**
 * Trains a base, or a student further, on a data set. The student sees prompts and completions,
 * never who wrote them or under what prompt.
 */
@ApplicationScoped
class StudentStage implements Stage {

  private final Backends backends = Backends.shipped();
  private final ArtifactStore store;
  private final JobMetrics metrics;

  StudentStage(ArtifactStore store, JobMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "student";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Student;
  }

  @Override
  public Optional<DeviceMemory> computeOn(String device) {
    return Optional.of(Device.choose(device));
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    Recipe.Student student = (Recipe.Student) recipe;
    Path base = Files.createDirectory(work.scratch().resolve("base"));
    store.getFolder(inputs.get(student.base()), base);
    Path dataset = Files.createDirectory(work.scratch().resolve("dataset"));
    store.getFolder(inputs.get(student.dataset()), dataset);
    Path model = Files.createDirectory(work.scratch().resolve("model"));
    TrainingReport report =
        backends
            .of(base)
            .train(base, rows(dataset), student.training(), student.seed(), model, work);
    metrics.trained(report.tokens(), report.lastLoss());
    return Outcome.Made.of(store.putFolder(model), report);
  }

  private static List<Example> rows(Path dataset) throws IOException {
    return DatasetFolder.rows(dataset).stream()
        .map(row -> new Example(Chat.user(row.prompt()), row.completion()))
        .toList();
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    TrainingReport report = made.details(TrainingReport.class);
    return new StudentTrained(
        experimentId,
        recipe.id(),
        origin,
        made.artifact(),
        report.steps(),
        report.firstLoss(),
        report.lastLoss());
  }
}
