package gufo.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import gufo.contracts.spec.Comparison;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.Sweep;
import gufo.contracts.spec.SweepReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every model as teacher and as student, from one file. */
class TransferMatrixTest {

  private static final int REPLICATES = 3;

  @Test
  void thePrimaryIsTheStudentThatStartsFromTheTeachersBase() {
    assertThat(experiments(3))
        .extracting(ExperimentSpec::primary)
        .containsExactly(
            new Comparison("trait/m0", "control/m0"),
            new Comparison("trait/m1", "control/m1"),
            new Comparison("trait/m2", "control/m2"));
  }

  @Test
  void theTeacherItselfIsShownBesideTheStudentOfItsBase() {
    assertThat(experiments(3))
        .extracting(
            spec ->
                Plan.of(spec).cells().stream()
                    .filter(cell -> cell.arm().equals(Cell.TEACHER))
                    .map(Cell::student)
                    .toList())
        .containsExactly(List.of("m0"), List.of("m1"), List.of("m2"));
  }

  @Test
  void everyCellHasAControlOfItsOwn() {
    Set<String> models = new HashSet<>();
    for (ExperimentSpec spec : experiments(5)) {
      Plan.of(spec).cells().stream()
          .filter(cell -> cell.datasetId() != null)
          .forEach(cell -> assertThat(models.add(cell.evaluationId())).isTrue());
    }

    assertThat(models).hasSize(5 * 5 * 2 * REPLICATES);
  }

  @Test
  void oneMoreModelAddsItsRowAndItsColumnAndNothingElse() {
    Map<String, Recipe> five = nodes(5);
    Map<String, Recipe> six = nodes(6);

    assertThat(six.keySet()).containsAll(five.keySet());
    Map<String, Recipe> added = new HashMap<>(six);
    added.keySet().removeAll(five.keySet());

    Map<Class<?>, Long> counts =
        added.values().stream()
            .collect(Collectors.groupingBy(Recipe::getClass, Collectors.counting()));
    long cells = (6 + 5) * 2 * REPLICATES;
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Recipe.Base.class,
                1L,
                Recipe.Teacher.class,
                1L,
                Recipe.Dataset.class,
                2L * REPLICATES,
                Recipe.Student.class,
                cells,
                Recipe.Evaluation.class,
                cells + 2));
    String newBase = new Recipe.Base(EngineVersion.BASE, uri(5)).id();
    Set<String> ofTheNewRow =
        Plan.of(experiments(6).get(5)).nodes().stream().map(Node::id).collect(Collectors.toSet());
    assertThat(added.entrySet())
        .filteredOn(entry -> entry.getValue() instanceof Recipe.Student)
        .allMatch(
            entry ->
                ofTheNewRow.contains(entry.getKey())
                    || ((Recipe.Student) entry.getValue()).base().equals(newBase));
  }

  private static Map<String, Recipe> nodes(int models) {
    Map<String, Recipe> nodes = new HashMap<>();
    experiments(models).stream()
        .flatMap(spec -> Plan.of(spec).nodes().stream())
        .forEach(node -> nodes.put(node.id(), node.recipe()));
    return nodes;
  }

  private static List<ExperimentSpec> experiments(int models) {
    String axis =
        IntStream.range(0, models)
            .mapToObj(i -> "{as: m%d, set: {base: \"%s\"}}".formatted(i, uri(i)))
            .collect(Collectors.joining(", "));
    String students =
        IntStream.range(0, models)
            .mapToObj(i -> "{name: m%d, base: \"%s\"}".formatted(i, uri(i)))
            .collect(Collectors.joining(", "));
    String yaml =
        Specs.MINIMAL.replaceFirst("base: .*", "replicates: " + REPLICATES)
            + "students: [%s]%nmatrix: {base: [%s]}%n".formatted(students, axis);
    Reading<Sweep> result = SweepReader.readYaml(Specs.bytes(yaml), file -> new byte[0]);
    assertThat(result).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid<Sweep>) result)
        .value().experiments().stream().map(Sweep.Experiment::spec).toList();
  }

  private static String uri(int model) {
    return "reference:qwen-32x2?seed=" + (101 + model);
  }
}
