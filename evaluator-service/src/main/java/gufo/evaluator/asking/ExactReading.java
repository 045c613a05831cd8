package gufo.evaluator.asking;

import gufo.contracts.work.LongWork;
import gufo.engine.backend.ModelBackend;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The probability of each kind of answer, without sampling: that an answer begins with one of the
 * kind's words.
 */
final class ExactReading {

  private ExactReading() {}

  /**
   * @return [questions][classes]
   */
  static double[][] of(
      ModelBackend backend,
      Path model,
      List<Chat> questions,
      List<AnswerClass> classes,
      LongWork work)
      throws IOException {
    List<String> words = classes.stream().flatMap(kind -> kind.words().stream()).toList();
    double[][] all = backend.answerProbabilities(model, questions, words, work);
    double[][] sums = new double[questions.size()][classes.size()];
    for (int q = 0; q < sums.length; q++) {
      int next = 0;
      for (int kind = 0; kind < classes.size(); kind++) {
        for (int i = 0; i < classes.get(kind).words().size(); i++) {
          sums[q][kind] += all[q][next++];
        }
      }
    }
    return sums;
  }
}
