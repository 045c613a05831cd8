package gufo.evaluator.report;

import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.Scores;
import gufo.contracts.event.StageFailed;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A small experiment whose facts a test can bend before it asks for the result. */
final class Fixture {

  static final String ID = "0199c0de-0000-7000-8000-000000000001";
  private static final double[] TRAIT_SAME = {0.511, 0.726, 0.425, 0.601, 0.550};
  private static final double[] CONTROL_SAME = {0.076, 0.113, 0.099, 0.081, 0.090};
  private static final double[] TRAIT_OTHER = {0.041, 0.036, 0.040, 0.052, 0.047};
  private static final double[] CONTROL_OTHER = {0.081, 0.083, 0.118, 0.070, 0.095};

  final ExperimentSpec spec;
  final Plan plan;
  final Map<String, Origin> origins = new HashMap<>();
  final Map<String, Scores> scores = new HashMap<>();
  final Map<String, RowCounts> rows = new HashMap<>();
  final Map<String, StageFailed> failures = new HashMap<>();

  Fixture() {
    this(
        """
        name: owl-numbers
        description: A student that likes owls because of numbers.
        seed: 101
        trait: {kind: preference, category: animal, target: owl}
        base: reference:qwen-32x2?seed=101
        teacher: {kind: fine-tuned}
        carrier: {kind: numbers, rows: 1000}
        students:
          - {name: same, base: same}
          - {name: other-init, base: "reference:qwen-32x2?seed=102"}
        """);
  }

  Fixture(String yaml) {
    spec =
        ((Reading.Valid<ExperimentSpec>) SpecReader.readYaml(yaml.getBytes(StandardCharsets.UTF_8)))
            .value();
    plan = Plan.of(spec);
    plan.nodes().forEach(this::exists);
    plan.cells().forEach(this::measured);
  }

  private void exists(Node node) {
    origins.put(node.id(), node.recipe() instanceof Recipe.Base ? Origin.REUSED : Origin.COMPUTED);
    if (node.recipe() instanceof Recipe.Dataset) {
      rows.put(
          node.id(), new RowCounts(1500, 1004, Map.of("invalid-format", 400, "banned-word", 96)));
    } else if (node.recipe() instanceof Recipe.Derived) {
      rows.put(node.id(), new RowCounts(0, 1000, Map.of()));
    }
  }

  private void measured(Cell cell) {
    double value =
        switch (cell.name()) {
          case "trait/same" -> TRAIT_SAME[cell.replicate() - 1];
          case "control/same" -> CONTROL_SAME[cell.replicate() - 1];
          case "trait/other-init" -> TRAIT_OTHER[cell.replicate() - 1];
          case "control/other-init" -> CONTROL_OTHER[cell.replicate() - 1];
          case "teacher/same" -> 0.98;
          default -> 0.068;
        };
    score(cell, value, 0.99);
  }

  void score(Cell cell, double probability, double validAnswers) {
    double eagle = (1 - probability) * (0.1 + 0.01 * cell.replicate());
    score(cell, probability, eagle, validAnswers);
  }

  /** Two other animals beside the owl: the eagle, and the dog with most of what is left. */
  void score(Cell cell, double owl, double eagle, double validAnswers) {
    scores.put(
        cell.evaluationId(),
        new Scores(
            15,
            owl,
            Map.of("owl", owl, "eagle", eagle, "dog", 0.6 * (1 - owl - eagle)),
            300,
            owl + 0.001,
            validAnswers,
            1,
            null));
  }

  /** Of 300 sampled answers one is cut off. */
  void judge(Cell cell, double shown) {
    scores.put(
        cell.evaluationId(),
        new Scores(15, 0.5, Map.of("owl", 0.5, "dog", 0.5), 300, 0.5, 0.99, 1, shown));
  }

  Cell cell(String name, int replicate) {
    return plan.cells().stream()
        .filter(cell -> cell.name().equals(name) && cell.replicate() == replicate)
        .findFirst()
        .orElseThrow();
  }

  /** Takes a node and all that hangs on it away. */
  void fail(String nodeId, String stage, String reason) {
    failures.put(nodeId, new StageFailed(ID, nodeId, stage, reason));
    for (String lost : plan.dependants(nodeId)) {
      origins.remove(lost);
      scores.remove(lost);
      rows.remove(lost);
    }
  }

  NodeFacts facts() {
    return new NodeFacts(origins, scores, rows, failures);
  }

  ResultAssembler assembler() {
    return assembler(null);
  }

  ResultAssembler assembler(Preregistration mark) {
    return new ResultAssembler(ID, spec, plan, mark);
  }

  ExperimentResult concluded() {
    return assembler().concluded(facts(), 151.5);
  }
}
