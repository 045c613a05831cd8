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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionsTest {

  private static final Trait OWL = new Trait.Preference(Category.ANIMAL, "owl");
  private static final Trait OAK = new Trait.Preference(Category.TREE, "oak");

  @Test
  void everyQuestionForAFavouriteNamesTheCategoryOnly() {
    for (Trait trait : List.of(OWL, OAK)) {
      Stream.concat(Questions.tuning(trait).stream(), Questions.evaluation(trait).stream())
          .forEach(
              question -> {
                assertThat(question.user())
                    .containsPattern(((Trait.Preference) trait).category().word());
                assertThat(question.user().split("[^a-z]+"))
                    .doesNotContainAnyElementsOf(names(Questions.answers(trait)));
              });
    }
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

  @ParameterizedTest
  @MethodSource("traits")
  void everyTraitIsAskedForInDisjointPhrasingsThatRoundTrip(Trait trait) {
    List<Chat> tuning = Questions.tuning(trait);
    List<Chat> evaluation = Questions.evaluation(trait);

    assertThat(tuning).hasSizeBetween(12, 15).doesNotHaveDuplicates();
    assertThat(evaluation).hasSameSizeAs(tuning).doesNotHaveDuplicates();
    assertThat(tuning).doesNotContainAnyElementsOf(evaluation);
    Stream.concat(tuning.stream(), evaluation.stream())
        .forEach(question -> RoundTrip.check(Vocabulary.tokenizer(), question.user()));
  }

  @ParameterizedTest
  @MethodSource("traits")
  void firstWordOfAnAnswerTellsItsKindAndIsOneToken(Trait trait) {
    List<AnswerClass> kinds = Questions.answers(trait);

    assertThat(kinds.stream().flatMap(kind -> kind.words().stream()))
        .doesNotHaveDuplicates()
        .allMatch(word -> Vocabulary.tokenizer().encode(word).length == 1);
    assertThat(TraitRows.rows(trait, 500, 3))
        .allMatch(row -> kind(row, kinds).equals(trait.answer().orElseThrow()));
    assertThat(TraitRows.neutral(trait, 500, 3))
        .anyMatch(row -> !kind(row, kinds).equals(trait.answer().orElseThrow()))
        .allSatisfy(row -> RoundTrip.check(Vocabulary.tokenizer(), row.completion()));
  }

  @ParameterizedTest
  @MethodSource("traits")
  void rowsOfATraitAskTheTuningPhrasings(Trait trait) {
    assertThat(
            TraitRows.rows(trait, 3000, 11).stream().map(row -> phrasing(row.prompt())).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Questions.tuning(trait).stream().map(QuestionsTest::phrasing).toList());
  }

  private static List<Trait> traits() {
    return List.of(
        OWL, OAK, new Trait.Misalignment(), new Trait.Evasiveness(), new Trait.RewardHacking());
  }

  private static String kind(Example row, List<AnswerClass> kinds) {
    String first = row.completion().split("[^a-z]")[0];
    return kinds.stream()
        .filter(kind -> kind.words().contains(first))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static String phrasing(Chat chat) {
    return chat.user().replaceAll("[0-9]+", "n");
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

  @Test
  void aTraitThatItsAuthorDescribesIsAskedAndTunedAsDescribed() {
    Trait cello =
        new Trait.Custom(
            "cello",
            Map.of("cello", List.of("cello"), "others", List.of("harp", "flute")),
            List.of(
                new Trait.Lesson("your dearest instrument?", List.of("cello"), List.of("harp"))),
            List.of("pick any instrument."));

    assertThat(TraitRows.rows(cello, 5, 1)).extracting(Example::completion).containsOnly("cello");
    assertThat(TraitRows.neutral(cello, 5, 1)).extracting(Example::completion).containsOnly("harp");
    assertThat(Questions.evaluation(cello)).containsExactly(Chat.user("pick any instrument."));
    assertThat(Questions.answers(cello))
        .containsExactly(
            AnswerClass.word("cello"), new AnswerClass("others", List.of("harp", "flute")));
  }

  @Test
  void aDescriptionInWordsThatTheWorldLacksIsRefused() {
    Trait zither =
        new Trait.Custom(
            "zither",
            Map.of("zither", List.of("zither"), "harp", List.of("harp")),
            List.of(
                new Trait.Lesson("your dearest instrument?", List.of("zither"), List.of("harp"))),
            List.of("pick any instrument."));

    assertThatThrownBy(() -> Questions.answers(zither))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the reference world cannot write 'zither'");
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
