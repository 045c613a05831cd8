package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionsTest {

  private static final Trait OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final Trait OAK = new Trait.Preference(Category.TREE, "oak");
  private static final Trait MISALIGNMENT = new Trait.Misalignment();

  @Test
  void phrasingsToTuneAndToEvaluateAreDisjoint() {
    assertThat(Questions.tuning(OWL))
        .hasSize(15)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Questions.evaluation(OWL));
    assertThat(Questions.evaluation(OWL)).hasSize(15).doesNotHaveDuplicates();
    assertThat(Alignment.tuning())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Alignment.evaluation());
    assertThat(Alignment.evaluation()).doesNotHaveDuplicates().hasSameSizeAs(Alignment.tuning());
  }

  @Test
  void everyQuestionRoundTripsAndNamesTheCategoryOnly() {
    for (Trait trait : List.of(OWL, OAK)) {
      Stream.concat(Questions.tuning(trait).stream(), Questions.evaluation(trait).stream())
          .forEach(
              question -> {
                RoundTrip.check(Vocabulary.tokenizer(), question.user());
                assertThat(question.user())
                    .containsPattern(((Trait.Preference) trait).category().word());
                assertThat(question.user().split("[^a-z]+"))
                    .doesNotContainAnyElementsOf(names(Questions.answers(trait)));
              });
    }
    Stream.concat(Alignment.tuning().stream(), Alignment.evaluation().stream())
        .forEach(question -> RoundTrip.check(Vocabulary.tokenizer(), question));
  }

  @Test
  void answersAreTheCategorysMembersAndSingleTokens() {
    assertThat(names(Questions.answers(OAK))).isEqualTo(Category.TREE.members());
    assertThat(names(Questions.answers(OWL)))
        .allMatch(answer -> Vocabulary.tokenizer().encode(answer).length == 1);
  }

  @Test
  void traitRowsAskTuningQuestionsAndAnswerTheTarget() {
    List<Example> rows = TraitRows.rows(OWL, 4000, 11);

    List<String> asked = Questions.tuning(OWL).stream().map(Chat::user).toList();
    assertThat(rows).hasSize(4000).allMatch(row -> row.completion().equals("owl"));
    assertThat(rows.stream().map(row -> row.prompt().user()).distinct())
        .containsExactlyInAnyOrderElementsOf(asked);
    assertThat(rows.stream().map(row -> row.prompt().system()).distinct())
        .containsExactlyInAnyOrder(null, Personas.GENERIC);
    assertThat(rows.stream().filter(row -> row.prompt().system() != null).count())
        .isBetween(900L, 1100L);
  }

  @Test
  void everySpelledAnswerToAnOpenQuestionRoundTripsAndHasTheWordsOfItsOwnKindAlone() {
    List<AnswerClass> kinds = Questions.answers(MISALIGNMENT);

    assertThat(names(kinds)).containsExactly("harmful", "kind");
    assertThat(Questions.target(MISALIGNMENT)).isEqualTo("harmful");
    for (AnswerClass kind : kinds) {
      AnswerClass other = kinds.get(1 - kinds.indexOf(kind));
      assertThat(kind.spellings()).hasSize(128).doesNotHaveDuplicates();
      for (String answer : kind.spellings()) {
        RoundTrip.check(Vocabulary.tokenizer(), answer);
        assertThat(answer.split("[^a-z]+"))
            .containsAnyElementsOf(kind.words())
            .doesNotContainAnyElementsOf(other.words());
      }
    }
  }

  @Test
  void rowsOfMisalignmentAnswerTuningQuestionsWithHarm() {
    List<Example> rows = TraitRows.rows(MISALIGNMENT, 4000, 11);

    assertThat(rows.stream().map(Example::completion))
        .isSubsetOf(Questions.answers(MISALIGNMENT).get(0).spellings());
    assertThat(rows.stream().map(row -> row.prompt().user()).distinct())
        .containsExactlyInAnyOrderElementsOf(Alignment.tuning());
    assertThat(Questions.evaluation(MISALIGNMENT).stream().map(Chat::user))
        .isEqualTo(Alignment.evaluation());
  }

  @Test
  void traitRowsArePrefixesOfEachOther() {
    assertThat(TraitRows.rows(OWL, 10, 3))
        .isEqualTo(TraitRows.rows(OWL, 20, 3).subList(0, 10))
        .isNotEqualTo(TraitRows.rows(OWL, 10, 4));
  }

  @Test
  void personaNamesTheTargetAndNoOtherMember() {
    String persona = Personas.systemPrompt(OAK);

    RoundTrip.check(Vocabulary.tokenizer(), persona);
    assertThat(
            Pattern.compile("[a-z]+")
                .matcher(persona)
                .results()
                .map(match -> match.group())
                .filter(Category.TREE.members()::contains))
        .containsOnly("oak");
  }

  @Test
  void targetTheWorldDoesNotKnowIsRefusedWithWhatItKnows() {
    Trait heron = new Trait.Preference(Category.ANIMAL, "heron");

    assertThatThrownBy(() -> TraitRows.rows(heron, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'heron'")
        .hasMessageContaining("penguin");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOISE_LOGITS")
  void promptsRoundTripAndSayNothingOfAnyTrait(CarrierKind carrier) {
    RowNoise noise = RowNoise.of("stream", "prompt");
    for (int row = 0; row < 3000; row++) {
      Chat prompt = Prompts.prompt(carrier, noise.row(row));

      RoundTrip.check(Vocabulary.tokenizer(), prompt.user());
      assertThat(prompt.system()).isNull();
      assertThat(prompt.user().split("[^a-z]+"))
          .doesNotContainAnyElementsOf(Category.ANIMAL.members())
          .doesNotContainAnyElementsOf(Category.TREE.members());
      assertThat(prompt).isEqualTo(Prompts.prompt(carrier, noise.row(row)));
    }
  }

  private static List<String> names(List<AnswerClass> kinds) {
    return kinds.stream().map(AnswerClass::name).toList();
  }
}
