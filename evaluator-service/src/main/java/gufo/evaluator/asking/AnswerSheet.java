package gufo.evaluator.asking;

import gufo.contracts.event.Scores;
import gufo.contracts.row.JsonLines;
import gufo.engine.sample.Completion;
import gufo.engine.tokenizer.Chat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model's answers: the exact probability of every member as first answer token, and sampled
 * answers matched as whole words. An answer that was cut off is unscored, which is not the same as
 * wrong.
 */
final class AnswerSheet {

  /** Exact probabilities of one phrasing. */
  record Exact(String system, String question, Map<String, Double> probabilities) {}

  /** One sampled answer; {@code named} is the member it names, null for none. */
  record Sampled(String question, int sample, String answer, String finish, String named) {}

  private final String target;
  private final List<String> members;
  private final List<Chat> questions;
  private final List<Exact> exact = new ArrayList<>();
  private final List<Sampled> sampled = new ArrayList<>();
  private int unscored;

  AnswerSheet(String target, List<String> members, List<Chat> questions) {
    this.target = target;
    this.members = members;
    this.questions = questions;
  }

  List<String> members() {
    return members;
  }

  /**
   * @param probabilities [questions][members]
   */
  void probabilities(double[][] probabilities) {
    for (int q = 0; q < questions.size(); q++) {
      Map<String, Double> row = new LinkedHashMap<>();
      for (int m = 0; m < members.size(); m++) {
        row.put(members.get(m), probabilities[q][m]);
      }
      exact.add(new Exact(questions.get(q).system(), questions.get(q).user(), row));
    }
  }

  void sampled(int question, List<Completion> answers) {
    for (int i = 0; i < answers.size(); i++) {
      Completion answer = answers.get(i);
      boolean whole = answer.finish() == Completion.Finish.STOP;
      unscored += whole ? 0 : 1;
      sampled.add(
          new Sampled(
              questions.get(question).user(),
              i,
              answer.text(),
              whole ? "stop" : "length",
              whole ? WholeWords.named(answer.text(), members) : null));
    }
  }

  Scores scores() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String member : members) {
      means.put(
          member,
          exact.stream()
              .mapToDouble(row -> row.probabilities().get(member))
              .average()
              .orElseThrow());
    }
    int scored = sampled.size() - unscored;
    long hits = sampled.stream().filter(answer -> target.equals(answer.named())).count();
    long valid = sampled.stream().filter(answer -> answer.named() != null).count();
    return new Scores(
        questions.size(),
        means.get(target),
        means,
        sampled.size(),
        scored == 0 ? null : (double) hits / scored,
        sampled.isEmpty() ? null : (double) valid / sampled.size(),
        unscored);
  }

  void write(Path folder) throws IOException {
    lines(folder.resolve("probabilities.jsonl"), exact, Exact.class);
    lines(folder.resolve("samples.jsonl"), sampled, Sampled.class);
  }

  private static <T> void lines(Path file, List<T> values, Class<T> type) throws IOException {
    try (JsonLines.Writer<T> writer = JsonLines.writer(Files.newOutputStream(file), type)) {
      for (T value : values) {
        writer.write(value);
      }
    }
  }
}
