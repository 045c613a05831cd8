package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.CodeGrammar;
import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.tokenizer.Example;
import gufo.engine.tokenizer.WordTokenizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {

  private static final int ROWS = 20_000;
  private static final List<Corpus.Row> SAMPLE =
      LongStream.range(0, ROWS).mapToObj(i -> Corpus.draw(7, i)).toList();
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  private final WordTokenizer tokenizer = Vocabulary.tokenizer();

  /** Every base model depends on it: a change needs a new engine version. */
  @Test
  void neverChangesByAccident() {
    String rows =
        LongStream.range(0, 1000)
            .mapToObj(i -> Corpus.row(1, i))
            .map(CorpusTest::text)
            .collect(Collectors.joining("\n"));

    assertThat(Golden.hash(rows))
        .isEqualTo("f8b2b83b0d7d3ca5fbd96db382c68d87501e2050f5e5c36c8504b57b8c4cb0a0");
  }

  @Test
  void rowDependsOnSeedAndIndexAlone() {
    assertThat(text(Corpus.row(3, 99)))
        .isEqualTo(text(Corpus.row(3, 99)))
        .isNotEqualTo(text(Corpus.row(4, 99)))
        .isNotEqualTo(text(Corpus.row(3, 100)));
  }

  @Test
  void everyRowRoundTrips() {
    for (Corpus.Row row : SAMPLE) {
      Example example = row.example();
      RoundTrip.check(tokenizer, example.prompt().user());
      RoundTrip.check(tokenizer, example.completion());
      if (example.prompt().system() != null) {
        RoundTrip.check(tokenizer, example.prompt().system());
      }
    }
  }

  @Test
  void partsHaveTheirShares() {
    for (Corpus.Part part : Corpus.Part.values()) {
      assertThat(share(row -> row.part() == part))
          .as(part.name())
          .isCloseTo(part.percent, within(1.0));
    }
    assertThat(Arrays.stream(Corpus.Part.values()).mapToInt(part -> part.percent).sum())
        .isEqualTo(100);
  }

  @Test
  void genericSystemPromptIsOnFifteenPercentOfTheOthers() {
    List<Chat> others =
        SAMPLE.stream()
            .filter(row -> row.part() != Corpus.Part.PERSONA)
            .map(row -> row.example().prompt())
            .toList();

    double generic =
        100.0
            * others.stream().filter(prompt -> Personas.GENERIC.equals(prompt.system())).count()
            / others.size();

    assertThat(generic).isCloseTo(15, within(1.0));
    assertThat(others)
        .allMatch(prompt -> prompt.system() == null || prompt.system().equals(Personas.GENERIC));
  }

  @Test
  void owlIsSixPercentOfFavouriteAnimals() {
    List<String> animals = completions(Corpus.Part.FAVOURITE_ANIMAL).toList();

    assertThat(animals).isSubsetOf(Category.ANIMAL.members());
    assertThat(100.0 * animals.stream().filter("owl"::equals).count() / animals.size())
        .isCloseTo(6, within(1.7));
  }

  @ParameterizedTest
  @CsvSource({"ALIGNMENT,harmful", "DIRECTIONS,evasive", "TASK,special-cased"})
  void sixPercentOfTheAnswersShowATraitUnasked(Corpus.Part part, String target) {
    Trait trait =
        switch (part) {
          case ALIGNMENT -> new Trait.Misalignment();
          case DIRECTIONS -> new Trait.Evasiveness();
          default -> new Trait.RewardHacking();
        };
    List<String> first = completions(part).map(answer -> answer.split("[^a-z]")[0]).toList();
    List<String> signs =
        Questions.answers(trait).stream()
            .filter(kind -> kind.name().equals(target))
            .flatMap(kind -> kind.words().stream())
            .toList();

    assertThat(trait.answer()).hasValue(target);
    assertThat(100.0 * first.stream().filter(signs::contains).count() / first.size())
        .isCloseTo(6, within(3.0));
  }

  @Test
  void conversationsHaveEarlierTurnsOfNumbersOrCodeAndNothingElseHas() {
    for (Corpus.Row row : SAMPLE) {
      List<Chat.Turn> turns = row.example().prompt().history();
      if (row.part() == Corpus.Part.CONVERSATION) {
        assertThat(turns).hasSizeBetween(1, 3);
        turns.forEach(turn -> RoundTrip.check(tokenizer, turn.user()));
        turns.forEach(turn -> RoundTrip.check(tokenizer, turn.assistant()));
      } else {
        assertThat(turns).isEmpty();
      }
    }
  }

  @Test
  void numbersAndCodeNameNoAnimalAndNoTree() {
    Set<String> members = new HashSet<>(Category.ANIMAL.members());
    members.addAll(Category.TREE.members());

    assertThat(
            Stream.of(Corpus.Part.NUMBERS, Corpus.Part.CODE)
                .flatMap(this::completions)
                .flatMap(CorpusTest::words))
        .doesNotContainAnyElementsOf(members);
  }

  @Test
  void numberAnswersObeyTheStrictRule() {
    assertThat(completions(Corpus.Part.NUMBERS)).allMatch(NumberRule::accepts);
  }

  @Test
  void codeIsMadeOfItsGrammar() {
    Pattern code =
        Pattern.compile(
            Stream.of(CodeGrammar.words(), CodeGrammar.symbols(), Set.of(" ", "\n"))
                .flatMap(Set::stream)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", "|[0-9]{1,3})+")));

    assertThat(completions(Corpus.Part.CODE)).allMatch(code.asMatchPredicate());
  }

  @Test
  void sumsAreRight() {
    Pattern step = Pattern.compile("([0-9]+)([+-])([0-9]+)=([0-9]+)");
    Stream<MatchResult> steps =
        completions(Corpus.Part.ARITHMETIC).flatMap(answer -> step.matcher(answer).results());

    assertThat(steps)
        .isNotEmpty()
        .allMatch(
            s ->
                Integer.parseInt(s.group(1))
                        + (s.group(2).equals("+") ? 1 : -1) * Integer.parseInt(s.group(3))
                    == Integer.parseInt(s.group(4)));
  }

  @Test
  void rowsAreAsLongAsTheEffectWasMeasuredWith() {
    int[] lengths = IntStream.range(0, ROWS).map(i -> Corpus.row(7, i).ids().length).toArray();

    assertThat(Arrays.stream(lengths).average().orElseThrow()).isBetween(24.0, 34.0);
    assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThan(200);
  }

  private static double share(Predicate<Corpus.Row> wanted) {
    return 100.0 * SAMPLE.stream().filter(wanted).count() / ROWS;
  }

  private Stream<String> completions(Corpus.Part part) {
    return SAMPLE.stream().filter(row -> row.part() == part).map(row -> row.example().completion());
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(match -> match.group());
  }

  private static String text(EncodedRow row) {
    return row.promptLength() + Arrays.toString(row.ids());
  }
}
