package gufo.evaluator.asking;

import gufo.contracts.event.Scores;
import gufo.contracts.row.JsonLines;
import gufo.engine.sample.Completion;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model's answers: the exact probability of every kind of answer, and sampled answers matched
 * by whole words. An answer that was cut off is unscored, which is not the same as wrong.
 */
final class AnswerSheet {

  /** Exact probabilities of one phrasing. */
  record Exact(String system, String question, Map<String, Double> probabilities) {}

  /** One sampled answer; {@code named} is its kind, null for none. */
  record Sampled(String question, int sample, String answer, String finish, String named) {}

  private final String target;
  private final List<AnswerClass> classes;
  private final List<Chat> questions;
  private final List<Exact> exact = new ArrayList<>();
  private final List<Sampled> sampled = new ArrayList<>();
  private int unscored;

  AnswerSheet(String target, List<AnswerClass> classes, List<Chat> questions) {
    this.target = target;
    this.classes = classes;
    this.questions = questions;
  }

  /**
   * @param probabilities [questions][classes]
   */
  void probabilities(double[][] probabilities) {
    for (int q = 0; q < questions.size(); q++) {
      Map<String, Double> row = new LinkedHashMap<>();
      for (int kind = 0; kind < classes.size(); kind++) {
        row.put(classes.get(kind).name(), probabilities[q][kind]);
      }
      exact.add(new Exact(questions.get(q).system(), questions.get(q).user(), row));
    }
  }

  /**
   * @param asked what each answer answers
   */
  void sampled(List<Chat> asked, List<Completion> answers) {
    for (int i = 0; i < answers.size(); i++) {
      Completion answer = answers.get(i);
      boolean whole = answer.finish() == Completion.Finish.STOP;
      unscored += whole ? 0 : 1;
      sampled.add(
          new Sampled(
              asked.get(i).user(),
              i,
              answer.text(),
              whole ? "stop" : "length",
              whole ? WholeWords.named(answer.text(), classes) : null));
    }
  }

  Scores scores() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (AnswerClass kind : classes) {
      means.put(
          kind.name(),
          exact.stream()
              .mapToDouble(row -> row.probabilities().get(kind.name()))
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
