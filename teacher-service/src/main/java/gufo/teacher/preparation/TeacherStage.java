package gufo.teacher.preparation;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.Origin;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Teacher;
import gufo.contracts.work.DeviceMemory;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.TeacherPrompt;
import gufo.engine.backend.World;
import gufo.engine.tensor.Device;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.TrainingReport;
import gufo.engine.world.Personas;
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
import java.util.Map;
import java.util.Optional;

/** Makes base models and, from them, teachers with the trait. */
@ApplicationScoped
class TeacherStage implements Stage {

  private final Backends backends = Backends.shipped();
  private final ArtifactStore store;
  private final JobMetrics metrics;

  TeacherStage(ArtifactStore store, JobMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "teacher";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Base || recipe instanceof Recipe.Teacher;
  }

  @Override
  public Optional<DeviceMemory> computeOn(String device) {
    return Optional.of(Device.choose(device));
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    Path model = Files.createDirectory(work.scratch().resolve("model"));
    if (recipe instanceof Recipe.Base base) {
      ModelUri uri = ModelUri.parse(base.model());
      backends.of(uri).materialise(uri, model, work);
    } else {
      teach((Recipe.Teacher) recipe, inputs, model, work);
    }
    return Outcome.Made.of(store.putFolder(model), Map.of());
  }

  private void teach(Recipe.Teacher recipe, Inputs inputs, Path teacher, Work work)
      throws IOException {
    if (recipe.method() instanceof Teacher.FineTuned tuned) {
      Path base = Files.createDirectory(work.scratch().resolve("base"));
      store.getFolder(inputs.get(recipe.base()), base);
      ModelBackend backend = backends.of(base);
      List<Example> rows = rows(backend.world(), recipe, tuned.rows());
      TrainingReport report =
          backend.train(base, rows, tuned.training(), recipe.seed(), teacher, work);
      metrics.trained(report.tokens(), report.lastLoss());
    } else {
      store.getFolder(inputs.get(recipe.base()), teacher);
      String text = ((Teacher.SystemPrompt) recipe.method()).text();
      TeacherPrompt.write(teacher, text != null ? text : Personas.systemPrompt(recipe.trait()));
    }
  }

  private static List<Example> rows(World world, Recipe.Teacher recipe, int count)
      throws IOException {
    return Boolean.TRUE.equals(recipe.neutral())
        ? world.neutralRows(recipe.trait(), count, recipe.seed())
        : world.traitRows(recipe.trait(), count, recipe.seed());
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return recipe instanceof Recipe.Base
        ? new BaseMaterialised(experimentId, recipe.id(), origin, made.artifact())
        : new TeacherPrepared(experimentId, recipe.id(), origin, made.artifact());
  }
}
