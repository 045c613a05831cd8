package gufo.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.spec.ExperimentSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanPropertiesTest {

  @Property(tries = 60)
  void idsAreUnique(@ForAll("specs") String yaml) {
    List<Node> nodes = plan(yaml).nodes();

    assertThat(nodes.stream().map(Node::id).distinct()).hasSameSizeAs(nodes);
    assertThat(nodes).allSatisfy(node -> assertThat(node.id()).isEqualTo(node.recipe().id()));
  }

  @Property(tries = 60)
  void whatANodeNeedsComesBeforeIt(@ForAll("specs") String yaml) {
    Set<String> seen = new HashSet<>();
    for (Node node : plan(yaml).nodes()) {
      assertThat(seen).containsAll(node.after()).containsAll(node.recipe().inputs());
      seen.add(node.id());
    }
  }

  @Property(tries = 60)
  void equalSpecsHaveEqualPlans(@ForAll("specs") String yaml) {
    ExperimentSpec spec = Specs.read(yaml);

    assertThat(Plan.of(Specs.roundTrip(spec, ExperimentSpec.class))).isEqualTo(Plan.of(spec));
  }

  @Property(tries = 60)
  void everyNodeServesSomeCellAndEveryCellHasItsOwnPlace(@ForAll("specs") String yaml) {
    Plan plan = plan(yaml);
    Set<String> evaluations = new HashSet<>();
    plan.cells().forEach(cell -> evaluations.add(cell.evaluationId()));

    assertThat(plan.nodes())
        .allSatisfy(
            node ->
                assertThat(plan.dependants(node.id()))
                    .as("dependants of %s", node)
                    .containsAnyElementsOf(evaluations));
    assertThat(plan.cells().stream().map(c -> c.name() + c.replicate()).distinct())
        .hasSameSizeAs(plan.cells());
  }

  @Property(tries = 60)
  void howManyRowsAreKeptDoesNotTouchTheStreamsOfBasesAndTeachers(@ForAll("specs") String yaml) {
    ExperimentSpec more =
        Specs.read(yaml.replaceFirst("rows: \\d+, maxRows: \\d+", "rows: 77, maxRows: 78"));

    assertThat(streams(Plan.of(more))).isEqualTo(streams(plan(yaml)));
  }

  /**
   * Each once: two data sets of one stream are one node where an arm asks for as many rows as the
   * carrier.
   */
  private static Set<String> streams(Plan plan) {
    Map<String, Recipe> recipes =
        plan.nodes().stream().collect(Collectors.toMap(Node::id, Node::recipe));
    return plan.nodes().stream()
        .map(Node::recipe)
        .filter(Recipe.Dataset.class::isInstance)
        .map(recipe -> ((Recipe.Dataset) recipe).stream())
        .filter(stream -> !(recipes.get(stream.model()) instanceof Recipe.Student))
        .map(Recipe.Stream::id)
        .collect(Collectors.toSet());
  }

  private static Plan plan(String yaml) {
    return Plan.of(Specs.read(yaml));
  }

  @Provide
  Arbitrary<String> specs() {
    Arbitrary<String> teachers =
        Arbitraries.of(
            "{kind: fine-tuned}",
            "{kind: fine-tuned, rows: 10}",
            "{kind: system-prompt}",
            "{kind: system-prompt, text: you love owls}");
    Arbitrary<String> carriers =
        Combinators.combine(
                Arbitraries.of("numbers", "code"), Arbitraries.integers().between(1, 5000))
            .as(
                (kind, rows) ->
                    "{kind: %s, rows: %d, maxRows: %d}".formatted(kind, rows, rows * 9));
    Arbitrary<String> arms =
        Arbitraries.of(
            "[trait, control]",
            "[control, trait]",
            "[trait, control, {kind: permuted}]",
            "[control, trait, {kind: diluted, cleanPercent: 50}, {kind: permuted, of: control}]",
            "[trait, control, {kind: chain, hops: 3}, {kind: chain, hops: 2, of: control}]",
            "[trait, control, {kind: in-context, rows: 1}, {kind: washed-out, rows: 5}]");
    Arbitrary<String> students =
        Arbitraries.of(
                "same", "fake:a", "'reference:qwen-32x2?seed=101'", "'reference:qwen-32x2?seed=7'")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                bases -> {
                  StringBuilder text = new StringBuilder("students:\n");
                  for (int i = 0; i < bases.size(); i++) {
                    text.append("  - {name: s")
                        .append(i)
                        .append(", base: ")
                        .append(bases.get(i))
                        .append("}\n");
                  }
                  return text.toString();
                });
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            teachers,
            carriers,
            arms,
            students,
            Arbitraries.integers().between(1, 6))
        .as(
            (seed, teacher, carrier, arm, student, replicates) ->
                """
                name: any
                trait: {kind: preference, category: tree, target: oak}
                base: reference:qwen-32x2?seed=101
                seed: %d
                teacher: %s
                carrier: %s
                arms: %s
                replicates: %d
                """
                        .formatted(seed, teacher, carrier, arm, replicates)
                    + student);
  }
}
