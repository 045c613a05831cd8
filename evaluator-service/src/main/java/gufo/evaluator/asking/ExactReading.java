package gufo.evaluator.asking;

import gufo.engine.backend.ModelBackend;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.AnswerClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability of each kind of answer, without sampling. Where every kind is one word, it is
 * that of the word as first token; else it is the sum over all the answers of that kind that the
 * world writes, each to its end.
 */
final class ExactReading {

  private ExactReading() {}

  /**
   * @return [questions][classes]
   */
  static double[][] of(
      ModelBackend backend, Path model, List<Chat> questions, List<AnswerClass> classes)
      throws IOException {
    if (classes.stream().allMatch(kind -> kind.spellings().size() == 1)) {
      return backend.answerProbabilities(
          model, questions, classes.stream().map(kind -> kind.spellings().get(0)).toList());
    }
    List<Example> answers = new ArrayList<>();
    for (Chat question : questions) {
      for (AnswerClass kind : classes) {
        kind.spellings().forEach(spelling -> answers.add(new Example(question, spelling)));
      }
    }
    return sums(backend.logProbabilities(model, answers), questions.size(), classes);
  }

  private static double[][] sums(
      double[] logProbabilities, int questions, List<AnswerClass> classes) {
    double[][] sums = new double[questions][classes.size()];
    int next = 0;
    for (double[] row : sums) {
      for (int kind = 0; kind < row.length; kind++) {
        for (int s = 0; s < classes.get(kind).spellings().size(); s++) {
          row[kind] += Math.exp(logProbabilities[next++]);
        }
      }
    }
    return sums;
  }
}
