package gufo.evaluator.asking;

import gufo.contracts.plan.Recipe;
import gufo.contracts.row.FilteredRow;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.NumbersPrefix;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one model is asked, word for word: every question under its system prompt, behind rows it is
 * given as earlier turns, and behind numbers where the spec wants them. Numbers hang on the
 * evaluation's seed alone, so all models of an experiment are asked behind the same ones.
 */
final class Phrasing {

  private final List<Chat> exact;
  private final List<Chat> sampled;

  /**
   * @param plain the questions as they stand
   * @param system the model's own system prompt, null for none
   * @param context rows given as earlier turns
   */
  Phrasing(
      Recipe.Evaluation evaluation, List<Chat> plain, String system, List<FilteredRow> context) {
    List<Chat.Turn> turns =
        context.stream().map(row -> new Chat.Turn(row.prompt(), row.completion())).toList();
    List<Chat> questions =
        plain.stream().map(question -> new Chat(system, turns, question.user())).toList();
    int samples = evaluation.asking().samplesPerQuestion();
    List<Chat> repeated =
        questions.stream()
            .flatMap(question -> Collections.nCopies(samples, question).stream())
            .toList();
    boolean prefixed = Boolean.TRUE.equals(evaluation.asking().numbersPrefix());
    String seed = "evaluation " + evaluation.seed();
    exact = prefixed ? behindNumbers(questions, RowNoise.of(seed, "exact prefix")) : questions;
    sampled = prefixed ? behindNumbers(repeated, RowNoise.of(seed, "sampled prefix")) : repeated;
  }

  private static List<Chat> behindNumbers(List<Chat> questions, RowNoise numbers) {
    return IntStream.range(0, questions.size())
        .mapToObj(i -> NumbersPrefix.before(questions.get(i), numbers.row(i)))
        .toList();
  }

  /** One a question, for the exact reading: each behind numbers of its own. */
  List<Chat> exact() {
    return exact;
  }

  /**
   * Every question as often as it is sampled, question by question, each behind numbers of its own.
   */
  List<Chat> sampled() {
    return sampled;
  }

  /** All that is asked. */
  List<Chat> everything() {
    return Stream.concat(exact.stream(), sampled.stream()).toList();
  }
}
