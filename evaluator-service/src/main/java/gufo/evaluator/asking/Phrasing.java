package gufo.evaluator.asking;

import gufo.contracts.plan.Recipe;
import gufo.contracts.row.FilteredRow;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.NumbersPrefix;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one model is asked, word for word: every question under its system prompt, behind rows it is
 * given as earlier turns, and behind numbers where the spec wants them. Numbers hang on the
 * evaluation's seed alone, so all models of an experiment are asked behind the same ones.
 */
final class Phrasing {

  private final List<Chat> questions;
  private final int samples;
  private final boolean prefixed;
  private final String seed;

  /**
   * @param plain the questions as they stand
   * @param system the model's own system prompt, null for none
   * @param context rows given as earlier turns
   */
  Phrasing(
      Recipe.Evaluation evaluation, List<Chat> plain, String system, List<FilteredRow> context) {
    List<Chat.Turn> turns =
        context.stream().map(row -> new Chat.Turn(row.prompt(), row.completion())).toList();
    questions = plain.stream().map(question -> new Chat(system, turns, question.user())).toList();
    samples = evaluation.asking().samplesPerQuestion();
    prefixed = Boolean.TRUE.equals(evaluation.asking().numbersPrefix());
    seed = "evaluation " + evaluation.seed();
  }

  /** One a question, for the exact reading: each behind numbers of its own. */
  List<Chat> exact() {
    RowNoise numbers = RowNoise.of(seed, "exact prefix");
    return IntStream.range(0, questions.size())
        .mapToObj(question -> behind(numbers, question, questions.get(question)))
        .toList();
  }

  /**
   * Every question as often as it is sampled, question by question, each behind numbers of its own.
   */
  List<Chat> sampled() {
    RowNoise numbers = RowNoise.of(seed, "sampled prefix");
    return IntStream.range(0, questions.size() * samples)
        .mapToObj(row -> behind(numbers, row, questions.get(row / samples)))
        .toList();
  }

  /** All that is asked. */
  List<Chat> everything() {
    return Stream.concat(exact().stream(), sampled().stream()).toList();
  }

  private Chat behind(RowNoise numbers, int row, Chat question) {
    return prefixed ? NumbersPrefix.before(question, numbers.row(row)) : question;
  }
}
