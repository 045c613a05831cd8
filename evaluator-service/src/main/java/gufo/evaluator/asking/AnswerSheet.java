package gufo.evaluator.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.event.Scores;
import gufo.contracts.row.JsonLines;
import gufo.contracts.spec.FilterRule;
import gufo.engine.backend.World;
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
import java.util.stream.IntStream;

/**
 * One model's answers: the exact probability of every kind of answer, and sampled answers matched
 * by whole words. An answer that was cut off is unscored, which is not the same as wrong.
 */
final class AnswerSheet {

  /** Exact probabilities of one phrasing. */
  record Exact(String system, String question, Map<String, Double> probabilities) {}

  /**
   * One sampled answer.
   *
   * @param named its kind, null for none
   * @param judged probability with which the judge says that it shows the trait; null without a
   *     judge, and for one that was cut off
   */
  record Sampled(
      String question,
      int sample,
      String answer,
      String finish,
      String named,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double judged) {}

  private final List<AnswerClass> classes;
  private final List<World.Question> questions;
  private final FilterRule.Judge judge;
  private final List<Exact> exact = new ArrayList<>();
  private final List<Sampled> sampled = new ArrayList<>();
  private int hits;
  private int unscored;

  /**
   * @param judge who decides of sampled answers, null for none
   */
  AnswerSheet(List<AnswerClass> classes, List<World.Question> questions, FilterRule.Judge judge) {
    this.classes = classes;
    this.questions = questions;
    this.judge = judge;
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
      Chat chat = questions.get(q).chat();
      exact.add(new Exact(chat.system(), chat.user(), row));
    }
  }

  /**
   * @param asked what each answer answers: one question, perhaps in several wordings
   * @param judged what the judge said of each answer, null without a judge
   */
  void sampled(int question, List<Chat> asked, List<Completion> answers, double[] judged) {
    String target = questions.get(question).target();
    for (int i = 0; i < answers.size(); i++) {
      Completion answer = answers.get(i);
      boolean whole = answer.finish() == Completion.Finish.STOP;
      String named = whole ? WholeWords.named(answer.text(), classes) : null;
      unscored += whole ? 0 : 1;
      hits += target.equals(named) ? 1 : 0;
      sampled.add(
          new Sampled(
              asked.get(i).user(),
              i,
              answer.text(),
              whole ? "stop" : "length",
              named,
              whole && judged != null ? judged[i] : null));
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
    long valid = sampled.stream().filter(answer -> answer.named() != null).count();
    return new Scores(
        questions.size(),
        targetProbability(),
        means,
        sampled.size(),
        scored == 0 ? null : (double) hits / scored,
        sampled.isEmpty() ? null : (double) valid / sampled.size(),
        unscored,
        judge == null
            ? null
            : (double) sampled.stream().filter(this::shows).count() / sampled.size());
  }

  private boolean shows(Sampled answer) {
    return answer.judged() != null && answer.judged() >= judge.threshold();
  }

  private double targetProbability() {
    return IntStream.range(0, exact.size())
        .mapToDouble(q -> exact.get(q).probabilities().get(questions.get(q).target()))
        .average()
        .orElseThrow();
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
