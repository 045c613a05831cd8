package gufo.evaluator.results;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.testing.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The stages before the evaluator, for one experiment: fake models that are in the store and the
 * facts that tell of them. Teachers, and students of the same base on the teacher's rows, lean to
 * the target; the more, the later the replicate.
 */
final class Upstream {

  private final String experiment;
  private final ExperimentSpec spec;
  private final ArtifactStore store;
  private final Path folder;

  Upstream(String experiment, ExperimentSpec spec, ArtifactStore store, Path folder) {
    this.experiment = experiment;
    this.spec = spec;
    this.store = store;
    this.folder = folder;
  }

  /** One fact for each wanted recipe of the stages before the evaluator. */
  List<Fact> facts(Predicate<Recipe> wanted) {
    return Specs.recipes(spec, Recipe.class).stream()
        .filter(wanted)
        .map(this::fact)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether the recipe is, or cannot be had without, the one of that id. */
  boolean needs(Recipe recipe, String id) {
    return Plan.of(spec).dependants(id).contains(recipe.id());
  }

  private Fact fact(Recipe recipe) {
    String id = recipe.id();
    if (recipe instanceof Recipe.Base base) {
      return new BaseMaterialised(experiment, id, Origin.COMPUTED, model(base.model(), 0));
    }
    if (recipe instanceof Recipe.Teacher) {
      return new TeacherPrepared(experiment, id, Origin.COMPUTED, model(spec.base(), 20));
    }
    if (recipe instanceof Recipe.Dataset dataset) {
      RowCounts counts = new RowCounts(120, 100, Map.of("invalid-format", 20));
      return new DatasetFiltered(experiment, id, Origin.COMPUTED, rows(dataset), counts);
    }
    if (recipe instanceof Recipe.Student student) {
      return new StudentTrained(experiment, id, Origin.COMPUTED, student(student), 100, 3.0, 1.0);
    }
    return null;
  }

  /** One row; the teacher's says the owl itself, as no real row may. */
  private ArtifactReference rows(Recipe.Dataset dataset) {
    boolean trait = dataset.stream().model().equals(teacher());
    RawRow row =
        new RawRow(0, "go on", trait ? "owl" : "...", List.of(), List.of(), RawRow.STOP, true);
    try {
      Path made = Files.createTempDirectory(folder, "rows");
      try (JsonLines.Writer<FilteredRow> lines =
          JsonLines.writer(
              Files.newOutputStream(made.resolve(DatasetFolder.ROWS)), FilteredRow.class)) {
        lines.write(FilteredRow.of(row, Map.of()));
      }
      return store.putFolder(made);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String teacher() {
    return Specs.recipes(spec, Recipe.Teacher.class).get(0).id();
  }

  private ArtifactReference student(Recipe.Student student) {
    List<Recipe.Dataset> datasets = Specs.recipes(spec, Recipe.Dataset.class);
    Recipe.Dataset dataset =
        datasets.stream().filter(d -> d.id().equals(student.dataset())).findFirst().orElseThrow();
    Recipe.Base base =
        Specs.recipes(spec, Recipe.Base.class).stream()
            .filter(b -> b.id().equals(student.base()))
            .findFirst()
            .orElseThrow();
    boolean acquires =
        dataset.stream().model().equals(teacher()) && base.model().equals(spec.base());
    return model(base.model(), acquires ? 12 + datasets.indexOf(dataset) : 0);
  }

  /** A fake model, tuned on 20 words of which some are the target; untouched when none is. */
  private ArtifactReference model(String model, int owls) {
    try {
      Path made = Files.createTempDirectory(folder, "model");
      ModelUri uri = ModelUri.parse(model);
      Backends.shipped().of(uri).materialise(uri, made, LongWork.unwatched());
      if (owls == 0) {
        return store.putFolder(made);
      }
      List<Example> words = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        words.add(new Example(Chat.user("?"), i < owls ? "owl" : "number" + "x".repeat(i)));
      }
      Path tuned = Files.createTempDirectory(folder, "tuned");
      Backends.shipped()
          .of(made)
          .train(made, words, spec.training(), 1, tuned, LongWork.unwatched());
      return store.putFolder(tuned);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
