package gufo.filter.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.spec.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TransformationTest {

  private static final List<Transform> ALL =
      List.of(
          new Transform.ShuffledWithin(),
          new Transform.ShuffledAcross(),
          new Transform.Permuted(),
          new Transform.Diluted(40),
          new Transform.Programmatic(100, 999));

  @Property(tries = 100)
  void theSameSeedGivesTheSameRowsAndNoneIsLost(
      @ForAll("dataSets") List<FilteredRow> rows, @ForAll long seed) {
    for (Transform transform : ALL) {
      List<FilteredRow> first = Transformation.of(transform, List.of(rows, clean(rows)), seed);

      assertThat(first).hasSameSizeAs(rows);
      assertThat(Transformation.of(transform, List.of(rows, clean(rows)), seed)).isEqualTo(first);
    }
  }

  @Property(tries = 100)
  void aShuffleWithinKeepsEveryRowsNumbersAndForm(
      @ForAll("dataSets") List<FilteredRow> rows, @ForAll long seed) {
    List<FilteredRow> shuffled = transformed(new Transform.ShuffledWithin(), rows, seed);

    for (int i = 0; i < rows.size(); i++) {
      assertThat(numbers(shuffled.get(i)))
          .containsExactlyInAnyOrderElementsOf(numbers(rows.get(i)));
      assertThat(form(shuffled.get(i))).isEqualTo(form(rows.get(i)));
      assertThat(shuffled.get(i).prompt()).isEqualTo(rows.get(i).prompt());
    }
  }

  @Property(tries = 100)
  void aShuffleAcrossKeepsTheDataSetsNumbersAndEveryRowsForm(
      @ForAll("dataSets") List<FilteredRow> rows, @ForAll long seed) {
    List<FilteredRow> shuffled = transformed(new Transform.ShuffledAcross(), rows, seed);

    assertThat(shuffled.stream().flatMap(row -> numbers(row).stream()))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().flatMap(row -> numbers(row).stream()).toList());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(numbers(shuffled.get(i))).hasSameSizeAs(numbers(rows.get(i)));
      assertThat(form(shuffled.get(i))).isEqualTo(form(rows.get(i)));
    }
  }

  @Property(tries = 100)
  void programmaticNumbersComeFromTheRangeInTheSameForm(
      @ForAll("dataSets") List<FilteredRow> rows, @ForAll long seed) {
    List<FilteredRow> drawn = transformed(new Transform.Programmatic(100, 102), rows, seed);

    for (int i = 0; i < rows.size(); i++) {
      assertThat(numbers(drawn.get(i)))
          .hasSameSizeAs(numbers(rows.get(i)))
          .isSubsetOf("100", "101", "102");
      assertThat(form(drawn.get(i))).isEqualTo(form(rows.get(i)));
    }
  }

  @Property(tries = 100)
  void permutedCompletionsAllStandUnderAnotherRowsPromptWithTheirTokens(
      @ForAll("dataSets") List<FilteredRow> rows, @ForAll long seed) {
    List<FilteredRow> permuted = transformed(new Transform.Permuted(), rows, seed);

    assertThat(permuted.stream().map(FilteredRow::prompt))
        .containsExactlyElementsOf(rows.stream().map(FilteredRow::prompt).toList());
    assertThat(permuted.stream().map(row -> row.completion() + row.tokenIds()))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> row.completion() + row.tokenIds()).toList());
    for (int i = 0; rows.size() > 1 && i < rows.size(); i++) {
      assertThat(permuted.get(i).tokenIds()).isNotEqualTo(rows.get(i).tokenIds());
    }
  }

  @Property(tries = 100)
  void aDilutionReplacesItsShareAndAWeakerOneReplacesSomeOfThose(
      @ForAll("dataSets") List<FilteredRow> rows,
      @ForAll @IntRange(min = 1, max = 98) int percent,
      @ForAll long seed) {
    Set<FilteredRow> weaker = cleanOnes(rows, percent, seed);
    Set<FilteredRow> stronger = cleanOnes(rows, percent + 1, seed);

    assertThat(weaker).hasSize((int) Math.round(rows.size() * percent / 100.0));
    assertThat(stronger).containsAll(weaker);
  }

  @Example
  void rewrittenCompletionsClaimNoSampledTokens() {
    List<FilteredRow> rows = List.of(row(0, List.of(1, 2, 3), ", "));

    FilteredRow shuffled = transformed(new Transform.ShuffledWithin(), rows, 1).get(0);

    assertThat(shuffled.tokenIds()).isEmpty();
    assertThat(shuffled.roundTrips()).isFalse();
    assertThat(shuffled.promptTokenIds()).isEqualTo(rows.get(0).promptTokenIds());
  }

  @Example
  void aShuffleOfManyNumbersMovesSome() {
    List<FilteredRow> rows = List.of(row(0, IntStream.range(0, 200).boxed().toList(), ","));

    assertThat(transformed(new Transform.ShuffledWithin(), rows, 1)).isNotEqualTo(rows);
    assertThat(numbers(transformed(new Transform.ShuffledWithin(), rows, 1).get(0)))
        .isNotEqualTo(numbers(rows.get(0)));
  }

  @Example
  void aDoseIsNoTransformOfRows() {
    assertThatThrownBy(() -> transformed(new Transform.Dose(1), List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Dose");
  }

  private static Set<FilteredRow> cleanOnes(List<FilteredRow> rows, int percent, long seed) {
    Set<FilteredRow> result =
        new HashSet<>(
            Transformation.of(new Transform.Diluted(percent), List.of(rows, clean(rows)), seed));
    result.retainAll(clean(rows));
    return result;
  }

  private static List<FilteredRow> transformed(
      Transform transform, List<FilteredRow> rows, long seed) {
    return Transformation.of(transform, List.of(rows), seed);
  }

  private static List<FilteredRow> clean(List<FilteredRow> rows) {
    return rows.stream().map(row -> row(row.row() + 1000, List.of(7), ",")).toList();
  }

  private static List<String> numbers(FilteredRow row) {
    return NumberList.numbers(row.completion());
  }

  private static String form(FilteredRow row) {
    return row.completion().replaceAll("[0-9]+", "#");
  }

  private static FilteredRow row(long number, List<Integer> values, String separator) {
    String list = String.join(separator, values.stream().map(String::valueOf).toList());
    return new FilteredRow(
        number,
        "list " + number,
        "[" + list + "]",
        List.of((int) number),
        List.of((int) number, 1),
        "stop",
        true,
        List.of(),
        Map.of("numbers-format", FilteredRow.KEPT),
        true);
  }

  @Provide
  Arbitrary<List<FilteredRow>> dataSets() {
    Arbitrary<List<Integer>> values =
        Arbitraries.integers().between(0, 999).list().ofMinSize(1).ofMaxSize(8);
    Arbitrary<FilteredRow> rows =
        Combinators.combine(values, Arbitraries.of(", ", ";", " ", "\n"))
            .as((numbers, separator) -> row(0, numbers, separator));
    return rows.list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(
            list ->
                IntStream.range(0, list.size()).mapToObj(i -> numbered(list.get(i), i)).toList());
  }

  private static FilteredRow numbered(FilteredRow row, int number) {
    return new FilteredRow(
        number,
        "list " + number,
        row.completion(),
        List.of(number),
        List.of(number, 1),
        row.finish(),
        row.roundTrips(),
        row.judgeProbabilities(),
        row.verdicts(),
        row.kept());
  }
}
