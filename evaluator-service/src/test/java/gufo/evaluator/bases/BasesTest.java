package gufo.evaluator.bases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.BasesSummary;
import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Status;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BasesTest {

  /** The five bases of owl-numbers in docs/experiments.md. */
  @Test
  void sumsUpAsTheLogOfExperimentsDoes() {
    double[] same = {0.850, 0.768, 0.643, 0.536, 0.541};

    BasesSummary.OverBases over =
        summed(
                IntStream.range(0, 5)
                    .mapToObj(i -> ended(101 + i, same[i], Verdict.TRANSMITTED))
                    .toList())
            .comparisons()
            .get(0);

    assertThat(over.of()).isEqualTo("trait/same");
    assertThat(over.difference()).isCloseTo(0.668, within(0.0005));
    assertThat(over.ci95().lower()).isCloseTo(0.495, within(0.0005));
    assertThat(over.ci95().upper()).isCloseTo(0.840, within(0.0005));
    assertThat(over.median()).isEqualTo(0.643);
    assertThat(over.differences()).containsExactly(0.850, 0.768, 0.643, 0.536, 0.541);
    assertThat(over.transmitted()).isEqualTo(5);
    assertThat(over.bases()).isEqualTo(5);
    assertThat(over.transmittedCi95().lower()).isCloseTo(0.478, within(0.0005));
    assertThat(over.transmittedCi95().upper()).isEqualTo(1);
  }

  @Test
  void aBaseWithoutADifferenceCountsAsNotTransmitted() {
    BasesSummary summary =
        summed(
            List.of(
                ended(101, 0.5, Verdict.TRANSMITTED),
                ended(102, null, null),
                new EndedExperiment(spec(103), result("e103", Status.CANCELLED, List.of())),
                ended(104, 0.4, Verdict.UNDERPOWERED)));

    assertThat(summary.experiments())
        .extracting(BasesSummary.Repetition::base)
        .contains("fake:tiny?seed=103");
    assertThat(summary.comparisons()).hasSize(1);
    assertThat(summary.comparisons().get(0).bases()).isEqualTo(4);
    assertThat(summary.comparisons().get(0).transmitted()).isEqualTo(1);
    assertThat(summary.comparisons().get(0).differences()).containsExactly(0.5, 0.4);
    assertThat(summary.comparisons().get(0).difference()).isCloseTo(0.45, within(1e-12));
  }

  @Test
  void withoutAnyDifferenceThereIsOnlyACount() {
    BasesSummary.OverBases over =
        summed(List.of(ended(101, null, null), ended(102, null, null))).comparisons().get(0);

    assertThat(over.difference()).isNull();
    assertThat(over.ci95()).isNull();
    assertThat(over.median()).isNull();
    assertThat(over.transmitted()).isZero();
  }

  @Test
  void nameDescriptionSeedAndBaseMayDiffer() {
    String other = YAML.replace("name: bases", "name: again\ndescription: Once more.\nseed: 9");

    assertThat(Bases.of(List.of(ended(spec(YAML, 101)), ended(spec(other, 102)))))
        .isInstanceOf(Bases.Summed.class);
  }

  @Test
  void aSettingThatDiffersIsNamedWithBothValues() {
    assertThat(problem("replicates: 3", "replicates: 4"))
        .isEqualTo(new SpecProblem("replicates", "4 in e102", "3, as in e101"));
    assertThat(problem("target: owl", "target: fox").path()).isEqualTo("trait.target");
    assertThat(problem("epochs: 2", "epochs: 3").path()).isEqualTo("training.epochs");
    assertThat(problem("text: Love owls.", "text: Adore owls.").path()).isEqualTo("teacher.text");
    assertThat(problem(", text: Love owls.", ""))
        .isEqualTo(
            new SpecProblem("teacher.text", "nothing in e102", "\"Love owls.\", as in e101"));
    assertThat(problem("arms: [trait, control]", "arms: [control, trait]").path())
        .isEqualTo("arms[0]");
    assertThat(problem("[{name: same, base: same}, ", "[").path()).isEqualTo("students");
  }

  @Test
  void aStudentOfAnotherKindOfBaseIsAnotherExperiment() {
    assertThat(problem("fake:tiny?seed=7", "fake:tiny?seed=7&sleepMillis=1"))
        .isEqualTo(
            new SpecProblem(
                "students[1].base",
                "\"fake:tiny?seed=any&sleepMillis=1\" in e102",
                "\"fake:tiny?seed=any\", as in e101"));
    assertThat(problem("name: other, base: \"fake:tiny?seed=7\"", "name: other, base: same").path())
        .isEqualTo("students[1].base");
  }

  @Test
  void oneBaseTwiceIsNoSecondUnit() {
    Bases.Summary summary = Bases.of(List.of(ended(spec(101)), ended(spec(101))));

    assertThat(((Bases.Unlike) summary).problem())
        .isEqualTo(
            new SpecProblem(
                "base",
                "'fake:tiny?seed=101' in both e101 and e101",
                "another base in each experiment"));
  }

  private static final String YAML =
      """
      name: bases
      trait: {kind: preference, category: animal, target: owl}
      base: fake:tiny?seed=SEED
      teacher: {kind: system-prompt, text: Love owls.}
      carrier: {kind: numbers}
      arms: [trait, control]
      students: [{name: same, base: same}, {name: other, base: "fake:tiny?seed=7"}]
      replicates: 3
      training: {epochs: 2}
      primary: {of: trait/other, against: control/other}
      """;

  private static SpecProblem problem(String first, String other) {
    assertThat(YAML).contains(first);
    String changed = YAML.replace(first, other);
    return ((Bases.Unlike) Bases.of(List.of(ended(spec(YAML, 101)), ended(spec(changed, 102)))))
        .problem();
  }

  private static BasesSummary summed(List<EndedExperiment> experiments) {
    return ((Bases.Summed) Bases.of(experiments)).summary();
  }

  private static ExperimentSpec spec(int seed) {
    return spec(YAML, seed);
  }

  private static ExperimentSpec spec(String yaml, int seed) {
    byte[] bytes = yaml.replace("SEED", String.valueOf(seed)).getBytes(StandardCharsets.UTF_8);
    return ((Reading.Valid<ExperimentSpec>) SpecReader.readYaml(bytes)).value();
  }

  private static EndedExperiment ended(ExperimentSpec spec) {
    String id = "e" + spec.base().substring(spec.base().indexOf('=') + 1);
    return new EndedExperiment(spec, result(id, Status.CONCLUDED, List.of()));
  }

  private static EndedExperiment ended(int seed, Double difference, Verdict verdict) {
    List<ComparisonResult> comparisons = new ArrayList<>();
    comparisons.add(
        new ComparisonResult(
            "trait/same",
            "control/same",
            difference,
            null,
            null,
            null,
            verdict,
            true,
            List.of(3, 3),
            null,
            null,
            null,
            null,
            List.of(),
            null));
    return new EndedExperiment(spec(seed), result("e" + seed, Status.CONCLUDED, comparisons));
  }

  private static ExperimentResult result(
      String id, Status status, List<ComparisonResult> comparisons) {
    return new ExperimentResult(
        "bases",
        id,
        "hash",
        status,
        null,
        List.of(),
        comparisons,
        List.of(),
        List.of(),
        1,
        null,
        1,
        0,
        List.of(),
        List.of(),
        null);
  }
}
