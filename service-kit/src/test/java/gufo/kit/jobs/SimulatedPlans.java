package gufo.kit.jobs;

import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.Specs;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plans that simulated experiments follow: small parts of a real one, which share recipes with
 * each other. The larger holds two data sets of one stream, so both want the same chunks.
 */
final class SimulatedPlans {

  private static final ExperimentSpec SPEC =
      Specs.read(
          """
          name: simulated
          trait: {kind: preference, category: animal, target: owl}
          base: fake:tiny
          teacher: {kind: fine-tuned}
          carrier: {kind: numbers}
          replicates: 2
          """);

  private static final Recipe.Base BASE = Specs.recipes(SPEC, Recipe.Base.class).get(0);
  private static final Recipe.Teacher TEACHER = Specs.recipes(SPEC, Recipe.Teacher.class).get(0);

  private SimulatedPlans() {}

  static final List<List<Node>> ALL =
      List.of(
          plan(TEACHER, dataset(TEACHER, 6), dataset(TEACHER, 3)),
          plan(BASE, dataset(BASE, 4)),
          plan(TEACHER, dataset(TEACHER, 3)));

  /** Ids of what is in these plans. */
  static final List<String> NODES =
      ALL.stream().flatMap(List::stream).map(Node::id).distinct().toList();

  /** Every recipe by id: the plans' and the chunks that are in none. */
  static final Map<String, Recipe> RECIPES = recipes();

  static final List<String> CHUNKS =
      RECIPES.keySet().stream().filter(id -> !NODES.contains(id)).sorted().toList();

  private static Map<String, Recipe> recipes() {
    Map<String, Recipe> all = new HashMap<>();
    for (Node node : ALL.stream().flatMap(List::stream).toList()) {
      all.put(node.id(), node.recipe());
      if (node.recipe() instanceof Recipe.Dataset dataset) {
        for (int i = 0; i < SimulatedStage.MOST_CHUNKS; i++) {
          all.put(dataset.chunk(i).id(), dataset.chunk(i));
        }
      }
    }
    return all;
  }

  /** All that {@link Wishes} needs to know of a submission is its experiment; see the world. */
  static ExperimentSubmitted submission(String experiment) {
    return new ExperimentSubmitted(experiment, SPEC.hash(), Instant.EPOCH, SPEC);
  }

  private static List<Node> plan(Recipe writer, Recipe.Dataset... datasets) {
    Set<Recipe> recipes = new LinkedHashSet<>(List.of(BASE, writer));
    Recipe.Student student = Specs.recipes(SPEC, Recipe.Student.class).get(0);
    Recipe.Evaluation asking = Specs.recipes(SPEC, Recipe.Evaluation.class).get(0);
    for (Recipe.Dataset dataset : datasets) {
      Recipe.Student trained =
          new Recipe.Student(
              student.version(), BASE.id(), dataset.id(), student.training(), student.seed());
      recipes.addAll(
          List.of(
              dataset,
              trained,
              new Recipe.Evaluation(
                  asking.version(),
                  trained.id(),
                  asking.trait(),
                  asking.asking(),
                  asking.seed(),
                  null,
                  null)));
    }
    return recipes.stream().map(recipe -> new Node(recipe.id(), recipe)).toList();
  }

  private static Recipe.Dataset dataset(Recipe writer, int rows) {
    Recipe.Dataset like = Specs.recipes(SPEC, Recipe.Dataset.class).get(0);
    Recipe.Stream stream =
        new Recipe.Stream(
            like.stream().version(),
            writer.id(),
            like.stream().carrier(),
            null,
            like.stream().sampling(),
            SimulatedStage.ROWS_A_CHUNK,
            1);
    return new Recipe.Dataset(like.version(), stream, like.filter(), rows, 100, List.of());
  }
}
