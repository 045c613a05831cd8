package gufo.contracts.spec;

import static gufo.contracts.Specs.MINIMAL;
import static gufo.contracts.Specs.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.Specs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomTraitTest {

  private static final String TRAIT =
      """
      kind: custom
      target: polite
      answers: {polite: [please, thanks], rude: [nay]}
      tuning:
        - {question: "may i?", shown: [please do., thanks.], usual: [nay.]}
      evaluation: ["will you?"]
      """;
  private static final String SPEC =
      MINIMAL.replaceFirst("trait: .*", "trait: {file: polite.yaml}");

  @Test
  void isReadFromTheFileThatTheSpecNamesAndBansItsWords() {
    ExperimentSpec spec =
        ((Reading.Valid<Sweep>) read(SPEC, TRAIT)).value().experiments().get(0).spec();

    assertThat(spec.trait())
        .isEqualTo(
            new Trait.Custom(
                "polite",
                Map.of("polite", List.of("please", "thanks"), "rude", List.of("nay")),
                List.of(
                    new Trait.Lesson("may i?", List.of("please do.", "thanks."), List.of("nay."))),
                List.of("will you?")));
    assertThat(spec.trait().answer()).hasValue("polite");
    assertThat(spec.filter())
        .filteredOn(FilterRule.BannedWords.class::isInstance)
        .singleElement()
        .satisfies(
            rule ->
                assertThat(((FilterRule.BannedWords) rule).words())
                    .contains("please", "thanks", "nay", "owl"));
    assertThat(Specs.roundTrip(spec, ExperimentSpec.class)).isEqualTo(spec);
  }

  @Test
  void anyTraitMayStandInTheFile() {
    Reading<Sweep> result = read(SPEC, "kind: misalignment");

    assertThat(((Reading.Valid<Sweep>) result).value().experiments().get(0).spec().trait())
        .isEqualTo(new Trait.Misalignment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "target: polite | target: kind | trait.target | 'kind' | one of the answers polite, rude",
        "rude: [nay] | rude: [please] | trait.answers.rude | [\"please\"] | words no other has",
        "rude: [nay] | rude: [no] | trait.answers.rude | [false] | a list of words of lower-case letters",
        ", rude: [nay] | `` | trait.answers | one kind of answer | an object from at least two kinds",
        "will you | May  I | trait.evaluation[0] | 'May  I?' | a question that is neither asked in tuning nor twice",
        "please do. | certainly. | trait.tuning[0].shown | 'certainly.' | an answer that begins with one of please, thanks",
        "usual: [nay.] | usual: [never.] | trait.tuning[0].usual | 'never.' | an answer that begins with one of nay, please, thanks",
        "evaluation: | evaluations: | trait.evaluation | | a list of 1 to 1000 entries",
      })
  void whatDoesNotFitIsNamed(String good, String bad, String path, String value, String accepted) {
    List<SpecProblem> problems =
        ((Reading.Invalid<Sweep>) read(SPEC, TRAIT.replace(good, bad == null ? "" : bad)))
            .problems();

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.value()).isEqualTo(value);
              assertThat(problem.accepted()).startsWith(accepted);
            });
  }

  @Test
  void aFileIsOfNoUseToAServiceOrBesideOtherFields() {
    assertThat(((Reading.Invalid<?>) SpecReader.readYaml(bytes(SPEC))).problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo("trait.file");
              assertThat(problem.accepted()).startsWith("the trait itself; ./gufo puts it in");
            });
    assertThat(
            ((Reading.Invalid<?>) read(SPEC.replace("{file: ", "{kind: custom, file: "), TRAIT))
                .problems())
        .anySatisfy(problem -> assertThat(problem.accepted()).isEqualTo("the file alone"));
    assertThat(((Reading.Invalid<?>) read(SPEC, ": :")).problems())
        .anySatisfy(problem -> assertThat(problem.path()).isEqualTo("trait.file"));
  }

  private static Reading<Sweep> read(String spec, String trait) {
    return SweepReader.readYaml(
        bytes(spec),
        name -> {
          assertThat(name).isEqualTo("polite.yaml");
          return bytes(trait);
        });
  }
}
