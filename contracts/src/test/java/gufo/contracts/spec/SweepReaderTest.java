package gufo.contracts.spec;

import static gufo.contracts.Specs.MINIMAL;
import static gufo.contracts.Specs.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepReaderTest {

  private static final Function<String, byte[]> NO_FILES = name -> new byte[0];

  @Test
  void aPlainSpecIsASweepOfItself() {
    Sweep sweep = sweep("");

    assertThat(sweep.varies()).isFalse();
    assertThat(specs(sweep)).containsExactly(Specs.read(MINIMAL));
  }

  @Test
  void everyCombinationIsAnExperimentWhoseNameSaysItsValues() {
    Sweep sweep =
        sweep("matrix: {trait.target: [owl, wolf], training.learningRate: [0.03, 6.0e-2]}\n");

    assertThat(sweep.axes()).containsExactly("trait.target", "training.learningRate");
    assertThat(specs(sweep))
        .extracting(ExperimentSpec::name)
        .containsExactly(
            "minimal-owl-learning-rate-0-03",
            "minimal-owl-learning-rate-0-06",
            "minimal-wolf-learning-rate-0-03",
            "minimal-wolf-learning-rate-0-06");
  }

  @Test
  void eachExperimentIsTheSpecThatItsAuthorWouldHaveWrittenAlone() {
    Sweep sweep = sweep("matrix: {trait.target: [owl, wolf], training.learningRate: [0.03]}\n");

    ExperimentSpec alone =
        Specs.read(
            MINIMAL.replace("target: owl", "target: wolf").replace("minimal", "minimal-wolf-x")
                + "training: {learningRate: 0.03}\n");
    assertThat(specs(sweep).get(1).namelessHash()).isEqualTo(alone.namelessHash());
  }

  @Test
  void theDocumentOfAnExperimentReadsAsItsSpec() {
    Sweep sweep = sweep("matrix: {seed: [1, 2], base: [\"fake:a\", \"fake:b\"]}\n");

    assertThat(sweep.experiments())
        .allSatisfy(
            one ->
                assertThat(SpecReader.readJson(bytes(one.document().toString())))
                    .isEqualTo(new Reading.Valid<>(one.spec())));
  }

  @Test
  void aValueMaySetSeveralFieldsTogether() {
    Sweep sweep =
        sweep(
            """
            students: [{name: same, base: same}, {name: other, base: "fake:x"}]
            matrix:
              model:
                - {as: one, set: {base: "fake:a?seed=1", "students[1].base": "fake:a?seed=1001"}}
                - {as: two, set: {base: "fake:a?seed=2", "students[1].base": "fake:a?seed=1002"}}
            """);

    assertThat(specs(sweep))
        .extracting(ExperimentSpec::name, spec -> spec.students().get(1).base())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("minimal-one", "fake:a?seed=1001"),
            org.assertj.core.groups.Tuple.tuple("minimal-two", "fake:a?seed=1002"));
    assertThat(specs(sweep)).allMatch(spec -> spec.students().get(0).base().equals(spec.base()));
  }

  @Property(tries = 40)
  void aValueAppendedToAListLeavesTheOtherExperimentsAsTheyWere(
      @ForAll @IntRange(min = 1, max = 6) int seeds, @ForAll @IntRange(min = 1, max = 3) int rows) {
    List<ExperimentSpec> fewer = specs(sweep(grid(seeds, rows)));
    List<ExperimentSpec> more = specs(sweep(grid(seeds + 1, rows)));

    assertThat(fewer).hasSize(seeds * rows);
    assertThat(more).hasSize((seeds + 1) * rows).containsSubsequence(fewer);
  }

  private static String grid(int seeds, int rows) {
    return "matrix: {seed: %s, carrier.rows: %s}\n".formatted(upTo(seeds), upTo(rows));
  }

  private static List<Integer> upTo(int most) {
    return java.util.stream.IntStream.rangeClosed(1, most).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "matrix: 7 | matrix | 7 | an object from field paths",
        "matrix: {} | matrix | {} | an object from field paths",
        "matrix: {seed: 1} | matrix.seed | 1 | a list of 1 to 1000 values",
        "matrix: {seed: []} | matrix.seed | [] | a list of 1 to 1000 values",
        "matrix: {seed: [null]} | matrix.seed[0] | null | a text, a number",
        "matrix: {seed: [1, [2]]} | matrix.seed[1] | [2] | or {as: LABEL, set: {FIELD: VALUE}}",
        "matrix: {seed: ['!!']} | matrix.seed[0] | '!!' | a text, a number",
        "matrix: {seed: [1, 1]} | matrix.seed[1] | labelled 'seed-1', as a value before it | that differ",
        "matrix: {name: [a]} | matrix.name | no field to vary | the path of a field",
        "matrix: {a..b: [a]} | matrix.a..b | no field to vary | the path of a field",
        "matrix: {x: [{as: a}]} | matrix.x[0].set | | an object from field paths to values",
        "matrix: {x: [{as: A b, set: {seed: 1}}]} | matrix.x[0].as | 'A b' | lower-case letters",
        "matrix: {x: [{as: a, sets: {seed: 1}}]} | matrix.x[0].set | | an object from",
        "matrix: {x: [{as: a, set: {matrix: 1}}]} | matrix.x[0].set.matrix | no field to vary | the path",
        "matrix: {seed: [1], x: [{as: a, set: {seed: 1}}]} | matrix.x[0].set.seed | set by matrix.seed[0], too | each field once",
        "matrix: {x: [{as: a, set: {trait: {}, trait.kind: preference}}]} | matrix.x[0].set.trait.kind | set by matrix.x[0].set.trait, too | each field once",
        "matrix: {seed: [1, one]} | matrix.seed[1] | 'one' | a whole number",
        "matrix: {trait.target: [owl, owll]} | matrix.trait.target[1] | 'owll' | one of owl",
        "matrix: {colour: [red]} | matrix.colour[0] | an unknown field | the fields name",
        "matrix: {training.speed: [1]} | matrix.training.speed[0] | an unknown field | the fields steps, epochs, adaptation",
        "matrix: {x: [{as: a, set: {trait: {kind: x}}}]} | matrix.x[0].set.trait.kind | 'x' | preference",
        "matrix: {\"students[2].base\": [same]} | matrix.students[2].base[0] | nowhere in this spec | the path of a field",
        "matrix: {name.first: [a]} | matrix.name.first | no field to vary | the path of a field",
        "matrix: {base.seed: [1]} | matrix.base.seed[0] | nowhere in this spec | the path of a field",
      })
  void whatIsWrongIsToldOfThePathAndTheIndexOfItsValue(
      String matrix, String path, String value, String accepted) {
    SpecProblem problem = problems(matrix + "\n").get(0);

    assertThat(problem.path()).isEqualTo(path);
    assertThat(problem.value()).isEqualTo(value);
    assertThat(problem.accepted()).contains(accepted);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndOnce() {
    List<SpecProblem> problems =
        problems("replicates: 0\nmatrix: {trait.target: [owll, wolf], seed: [-1, 2, -3]}\n");

    assertThat(problems)
        .extracting(SpecProblem::path)
        .containsExactlyInAnyOrder(
            "replicates", "matrix.trait.target[0]", "matrix.seed[0]", "matrix.seed[2]");
  }

  @Test
  void whatValuesBringInTogetherIsToldWithTheExperimentsName() {
    String yaml = MINIMAL.replace("{kind: numbers}", "{kind: numbers, maxRows: 50}");

    List<SpecProblem> problems =
        problemsOf(yaml + "matrix: {carrier.rows: [40, 60], seed: [1, 2]}\n");

    assertThat(problems)
        .extracting(SpecProblem::message)
        .containsExactly(
            "carrier.maxRows is 50 in minimal-rows-60-seed-1; accepted: at least the 60 rows that"
                + " must be kept");
  }

  @Test
  void aThousandExperimentsAreTheMost() {
    String seeds = upTo(40).toString();

    assertThat(specs(sweep("matrix: {seed: %s, replicates: %s}\n".formatted(seeds, upTo(25)))))
        .hasSize(1000);
    assertThat(problems("matrix: {seed: %s, replicates: %s}\n".formatted(seeds, upTo(26))))
        .containsExactly(new SpecProblem("matrix", "40 x 26 experiments", "at most 1000"));
  }

  @Test
  void aNameThatGrowsTooLongAsksForShorterLabels() {
    String uri = "fake:" + "x".repeat(70);

    assertThat(problems("matrix: {base: [\"%s\"]}\n".formatted(uri)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("matrix");
              assertThat(problem.accepted()).contains("60 characters").contains("as: LABEL");
            });
  }

  @Test
  void labelsThatJoinToOneNameAreRefused() {
    String matrix =
        """
        matrix:
          x: [{as: a, set: {seed: 1}}, {as: a-b, set: {seed: 2}}]
          y: [{as: b-c, set: {replicates: 1}}, {as: c, set: {replicates: 2}}]
        """;

    assertThat(problems(matrix))
        .containsExactly(
            new SpecProblem(
                "matrix",
                "two experiments named 'minimal-a-b-c'",
                "labels that tell all experiments apart"));
  }

  private static List<ExperimentSpec> specs(Sweep sweep) {
    return sweep.experiments().stream().map(Sweep.Experiment::spec).toList();
  }

  private static Sweep sweep(String more) {
    Reading<Sweep> result = SweepReader.readYaml(bytes(MINIMAL + more), NO_FILES);
    if (result instanceof Reading.Valid<Sweep> valid) {
      return valid.value();
    }
    throw new AssertionError(result);
  }

  private static List<SpecProblem> problems(String more) {
    return problemsOf(MINIMAL + more);
  }

  private static List<SpecProblem> problemsOf(String yaml) {
    Reading<Sweep> result = SweepReader.readYaml(bytes(yaml), NO_FILES);
    if (result instanceof Reading.Invalid<Sweep> invalid) {
      return invalid.problems();
    }
    throw new AssertionError("accepted: " + result);
  }
}
