package gufo.kit.jobs;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.Fact;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.RowsGenerated;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.Scores;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.id.ContentId;
import gufo.contracts.plan.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * All five stages in one: makes every recipe of a plan at once, from nothing but names. Bytes are a
 * hash of the recipe and its inputs' hashes, so what an undisturbed run makes is known beforehand.
 */
final class SimulatedStage implements Stage {

  static final int ROWS_A_CHUNK = 4;
  static final int MOST_CHUNKS = 5;

  /** Recipes that no attempt can make. */
  final Set<String> impossible = new HashSet<>();

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return true;
  }

  /** The first chunk is asked for before any work; the others as their turn comes. */
  @Override
  public List<String> inputs(Recipe recipe) {
    return recipe instanceof Recipe.Dataset dataset
        ? List.of(dataset.chunk(0).id())
        : recipe.inputs();
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) {
    if (impossible.contains(recipe.id())) {
      return new Outcome.CannotBeMade("impossible");
    }
    if (recipe instanceof Recipe.Dataset dataset) {
      return assemble(dataset, inputs);
    }
    return made(recipe, recipe.inputs(), inputs);
  }

  private Outcome assemble(Recipe.Dataset dataset, Inputs inputs) {
    int kept = 0;
    List<String> read = new ArrayList<>();
    while (kept < dataset.rows()) {
      String chunk = dataset.chunk(read.size()).id();
      if (read.size() == MOST_CHUNKS) {
        return new Outcome.CannotBeMade("too few rows");
      }
      if (!inputs.has(chunk)) {
        return new Outcome.NeedsMore(
            LongStream.rangeClosed(0, read.size()).mapToObj(i -> dataset.chunk(i).id()).toList());
      }
      kept += (int) (ContentId.seed(1, chunk) % ROWS_A_CHUNK);
      read.add(chunk);
    }
    return made(dataset, read, inputs);
  }

  private static Outcome.Made made(Recipe recipe, List<String> read, Inputs inputs) {
    Map<String, String> bytes = new TreeMap<>();
    read.forEach(id -> bytes.put(id, inputs.get(id).sha256()));
    String sha256 = ContentId.of(List.of(recipe.id(), bytes));
    return Outcome.Made.of(new ArtifactReference("gufo-file:" + sha256, sha256, 1, null), Map.of());
  }

  /** What a run without any fault makes of a recipe. */
  ArtifactReference undisturbed(String id) {
    Recipe recipe = SimulatedPlans.RECIPES.get(id);
    Map<String, ArtifactReference> inputs = new HashMap<>();
    recipe.inputs().forEach(input -> inputs.put(input, undisturbed(input)));
    while (true) {
      Outcome outcome = work(recipe, new Inputs(inputs), null);
      if (outcome instanceof Outcome.Made made) {
        return made.artifact();
      }
      ((Outcome.NeedsMore) outcome)
          .recipeIds()
          .forEach(input -> inputs.computeIfAbsent(input, this::undisturbed));
    }
  }

  @Override
  public ArtifactMade fact(String experiment, Recipe recipe, Origin origin, Outcome.Made made) {
    ArtifactReference artifact = made.artifact();
    String id = recipe.id();
    if (recipe instanceof Recipe.Base) {
      return new BaseMaterialised(experiment, id, origin, artifact);
    }
    if (recipe instanceof Recipe.Teacher) {
      return new TeacherPrepared(experiment, id, origin, artifact);
    }
    if (recipe instanceof Recipe.Chunk chunk) {
      return new RowsGenerated(
          experiment, id, origin, artifact, chunk.stream().id(), chunk.index());
    }
    if (recipe instanceof Recipe.Rows) {
      return new DatasetFiltered(experiment, id, origin, artifact, RowCounts.NONE);
    }
    if (recipe instanceof Recipe.Student) {
      return new StudentTrained(experiment, id, origin, artifact, 1, 0, 0);
    }
    Scores none = new Scores(0, 0, Map.of(), 0, null, null, 0, null);
    return new ModelEvaluated(experiment, id, origin, artifact, none);
  }

  @Override
  public Optional<Fact> request(String experiment, Recipe recipe, List<String> inputs) {
    return recipe instanceof Recipe.Dataset dataset
        ? Optional.of(
            new RowsRequested(
                experiment, recipe.id(), dataset.stream(), 0, inputs.size() - 1L, List.of()))
        : Optional.empty();
  }
}
