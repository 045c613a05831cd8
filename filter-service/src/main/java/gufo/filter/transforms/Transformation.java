package gufo.filter.transforms;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.spec.Transform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Rows in, as many rows out; pure, so that the same seed gives the same rows. */
public final class Transformation {

  private Transformation() {}

  /**
   * @param sources the data sets the recipe names, in its order, none empty
   * @throws IllegalArgumentException for a dose, which is a shorter data set of its stream
   */
  public static List<FilteredRow> of(
      Transform transform, List<List<FilteredRow>> sources, long seed) {
    List<FilteredRow> rows = sources.get(0);
    Random random = new Random(seed);
    if (transform instanceof Transform.ShuffledWithin) {
      return withNumbers(rows, numbers -> shuffled(numbers, random));
    }
    if (transform instanceof Transform.ShuffledAcross) {
      return shuffledAcross(rows, random);
    }
    if (transform instanceof Transform.Programmatic drawn) {
      return withNumbers(rows, numbers -> drawn(numbers.size(), drawn, random));
    }
    if (transform instanceof Transform.Permuted) {
      return permuted(rows, random);
    }
    if (transform instanceof Transform.Diluted diluted) {
      return diluted(rows, sources.get(1), diluted.cleanPercent(), random);
    }
    throw new IllegalArgumentException("no transform of rows: " + transform);
  }

  private static List<FilteredRow> withNumbers(
      List<FilteredRow> rows, UnaryOperator<List<String>> change) {
    return rows.stream()
        .map(row -> rewritten(row, change.apply(NumberList.numbers(row.completion()))))
        .toList();
  }

  private static List<FilteredRow> shuffledAcross(List<FilteredRow> rows, Random random) {
    List<String> pool =
        rows.stream().flatMap(row -> NumberList.numbers(row.completion()).stream()).toList();
    List<String> dealt = shuffled(pool, random);
    List<FilteredRow> result = new ArrayList<>();
    int from = 0;
    for (FilteredRow row : rows) {
      int to = from + NumberList.numbers(row.completion()).size();
      result.add(rewritten(row, dealt.subList(from, to)));
      from = to;
    }
    return result;
  }

  private static List<String> drawn(int count, Transform.Programmatic range, Random random) {
    int values = range.maxValue() - range.minValue() + 1;
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(range.minValue() + random.nextInt(values)))
        .toList();
  }

  /** One cycle through all rows (Sattolo 1986), so that no completion keeps its prompt. */
  private static List<FilteredRow> permuted(List<FilteredRow> rows, Random random) {
    List<FilteredRow> answers = new ArrayList<>(rows);
    for (int i = answers.size() - 1; i > 0; i--) {
      Collections.swap(answers, i, random.nextInt(i));
    }
    return IntStream.range(0, rows.size())
        .mapToObj(i -> answered(rows.get(i), answers.get(i)))
        .toList();
  }

  /**
   * Clean rows take the first places of a shuffle, so a weaker dilution's are among a stronger's.
   */
  private static List<FilteredRow> diluted(
      List<FilteredRow> rows, List<FilteredRow> clean, int percent, Random random) {
    List<Integer> places = shuffled(IntStream.range(0, rows.size()).boxed().toList(), random);
    List<FilteredRow> result = new ArrayList<>(rows);
    places
        .subList(0, (int) Math.round(rows.size() * percent / 100.0))
        .forEach(place -> result.set(place, clean.get(place)));
    return result;
  }

  private static <T> List<T> shuffled(List<T> values, Random random) {
    List<T> copy = new ArrayList<>(values);
    Collections.shuffle(copy, random);
    return copy;
  }

  /** Nobody sampled the new text, so it has no sampled tokens to agree with. */
  private static FilteredRow rewritten(FilteredRow row, List<String> numbers) {
    return new FilteredRow(
        row.row(),
        row.prompt(),
        NumberList.with(row.completion(), numbers),
        row.promptTokenIds(),
        List.of(),
        row.finish(),
        false,
        row.judgeProbabilities(),
        row.verdicts(),
        row.kept());
  }

  private static FilteredRow answered(FilteredRow asked, FilteredRow answer) {
    return new FilteredRow(
        asked.row(),
        asked.prompt(),
        answer.completion(),
        asked.promptTokenIds(),
        answer.tokenIds(),
        answer.finish(),
        answer.roundTrips(),
        answer.judgeProbabilities(),
        answer.verdicts(),
        answer.kept());
  }
}
