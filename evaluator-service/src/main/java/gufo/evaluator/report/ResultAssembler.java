package gufo.evaluator.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.StageFailed;
import gufo.contracts.plan.Cell;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.result.ArmResult;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Failure;
import gufo.contracts.result.RowYield;
import gufo.contracts.result.SpecificityResult;
import gufo.contracts.result.Status;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Preregistration;
import gufo.evaluator.verdict.Judge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts an experiment's result together from what is known about the nodes of its plan. A failed run
 * is missing from its arm and never replaced; what the rest shows is still compared, and flagged.
 */
public final class ResultAssembler {

  private final String experimentId;
  private final ExperimentSpec spec;
  private final Plan plan;
  private final Preregistration preregistration;

  /**
   * @param preregistration the experiment's mark, null when nothing was registered under its name
   */
  public ResultAssembler(
      String experimentId, ExperimentSpec spec, Plan plan, Preregistration preregistration) {
    this.experimentId = experimentId;
    this.spec = spec;
    this.plan = plan;
    this.preregistration = preregistration;
  }

  /**
   * The result of an experiment whose nodes are all settled: failed when any recipe could not be
   * had, else concluded.
   *
   * @param seconds from submission to the last fact
   */
  public ExperimentResult concluded(NodeFacts facts, double seconds) {
    List<ArmResult> arms = Arms.of(spec, plan, facts);
    List<ComparisonResult> comparisons =
        Judge.judge(Contrasts.of(spec, arms, plan, facts), spec.marginPoints() / 100);
    Status status = facts.failures().isEmpty() ? Status.CONCLUDED : Status.FAILED;
    return result(status, facts, arms, comparisons, seconds);
  }

  /**
   * What a cancelled experiment had measured. It compares nothing: whoever stops an experiment may
   * have looked first, and a test on what was there by then would not hold its level.
   */
  public ExperimentResult cancelled(NodeFacts facts, double seconds) {
    return result(Status.CANCELLED, facts, Arms.of(spec, plan, facts), List.of(), seconds);
  }

  private ExperimentResult result(
      Status status,
      NodeFacts facts,
      List<ArmResult> arms,
      List<ComparisonResult> comparisons,
      double seconds) {
    List<RowYield> rows = rows(facts);
    List<SpecificityResult> specificity = Specificities.of(spec, plan, facts, comparisons);
    return new ExperimentResult(
        spec.name(),
        experimentId,
        spec.hash(),
        status,
        primaryVerdict(comparisons),
        arms,
        comparisons,
        rows,
        failures(facts),
        seconds,
        null,
        facts.count(plan, Origin.COMPUTED),
        facts.count(plan, Origin.REUSED),
        Flags.of(spec, arms, rows),
        specificity,
        preregistration);
  }

  private static Verdict primaryVerdict(List<ComparisonResult> comparisons) {
    return comparisons.stream()
        .filter(ComparisonResult::primary)
        .map(ComparisonResult::verdict)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** In the order of the plan's cells. Students mostly share an arm's data set. */
  private List<RowYield> rows(NodeFacts facts) {
    Map<String, Set<String>> datasets =
        plan.cells().stream()
            .collect(groupingBy(ResultAssembler::run, mapping(Cell::datasetId, toSet())));
    Set<RowYield> yields = new LinkedHashSet<>();
    for (Cell cell : plan.cells()) {
      RowCounts counts = cell.datasetId() == null ? null : facts.rows().get(cell.datasetId());
      if (counts != null) {
        yields.add(
            new RowYield(
                cell.arm(),
                cell.replicate(),
                datasets.get(run(cell)).size() == 1 ? null : cell.student(),
                counts.generated(),
                counts.kept(),
                counts.rejected()));
      }
    }
    return List.copyOf(yields);
  }

  private static String run(Cell cell) {
    return cell.arm() + "/" + cell.replicate();
  }

  /** In the order of the plan; failures of things that are no node of it come last, by id. */
  private List<Failure> failures(NodeFacts facts) {
    List<String> order = plan.nodes().stream().map(Node::id).toList();
    List<String> ids = new ArrayList<>(new TreeSet<>(facts.failures().keySet()));
    ids.sort(Comparator.comparingInt(id -> order.contains(id) ? order.indexOf(id) : order.size()));
    return ids.stream().map(id -> failure(facts.failures().get(id), id, facts)).toList();
  }

  private Failure failure(StageFailed failed, String id, NodeFacts facts) {
    Set<String> lost = plan.dependants(id);
    List<String> cells =
        plan.cells().stream()
            .filter(cell -> lost.contains(cell.evaluationId()))
            .filter(cell -> !facts.scores().containsKey(cell.evaluationId()))
            .map(cell -> cell.name() + "/" + cell.replicate())
            .toList();
    return new Failure(failed.stage(), id, failed.reason(), cells);
  }
}
