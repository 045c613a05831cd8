package gufo.evaluator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The report's last section: what exactly was run, and how to run it again. */
final class RecipeSection {

  private static final String TEMPLATE =
      """
        ## Recipe

        Repeat: `./gufo run %s`. It is this recipe if it shows the same spec hash.

        - Spec hash: `%s`
        - Experiment: `%s`, %s, %s
        - Nodes: %d computed, %d reused
        - Root seed: %d; every other seed follows from it, the bases' own are in their names.

        | replicate | seed of its rows | seed of its students |
        | --- | --- | --- |
        %s

        The resolved spec, every default filled in:

        ```json
        %s
        ```
        """;

  private RecipeSection() {}

  static String of(ExperimentResult result, ExperimentSpec spec) {
    return String.format(
        Locale.ROOT,
        TEMPLATE,
        result.experiment(),
        result.specHash(),
        result.id(),
        result.status().word(),
        MarkdownReport.seconds(result.seconds()),
        result.computed(),
        result.reused(),
        spec.seed(),
        String.join("\n", seeds(Plan.of(spec))),
        json(spec));
  }

  /** Of the students that learn from a base's or a teacher's rows; later hops have seeds alike. */
  private static Set<String> seeds(Plan plan) {
    Map<String, Recipe> recipes =
        plan.nodes().stream().collect(Collectors.toMap(Node::id, Node::recipe));
    Set<String> lines = new LinkedHashSet<>();
    for (Cell cell : plan.cells()) {
      Recipe.Evaluation asked = (Recipe.Evaluation) recipes.get(cell.evaluationId());
      if (recipes.get(asked.model()) instanceof Recipe.Student student) {
        Recipe.Student first = first(student, recipes);
        Recipe.Stream rows = written(first.dataset(), recipes).stream();
        if (!(recipes.get(rows.model()) instanceof Recipe.Student)) {
          lines.add(
              String.format(
                  Locale.ROOT, "| %d | %d | %d |", cell.replicate(), rows.seed(), first.seed()));
        }
      }
    }
    return lines;
  }

  /** The student before it was trained further. */
  private static Recipe.Student first(Recipe.Student student, Map<String, Recipe> recipes) {
    return recipes.get(student.base()) instanceof Recipe.Student earlier ? earlier : student;
  }

  /** The data set a model wrote, behind any transforms. */
  private static Recipe.Dataset written(String id, Map<String, Recipe> recipes) {
    return recipes.get(id) instanceof Recipe.Derived derived
        ? written(derived.datasets().get(0), recipes)
        : (Recipe.Dataset) recipes.get(id);
  }

  private static String json(ExperimentSpec spec) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return Json.mapper().writer(printer).writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a resolved spec is always JSON", e);
    }
  }
}
