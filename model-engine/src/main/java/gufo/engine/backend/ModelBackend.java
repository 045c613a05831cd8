package gufo.engine.backend;

import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the stages need of a family of models. A model is a directory that the back end wrote; its
 * tokenizer, its chat rendering and its architecture are inside. Implementations are safe for use
 * by several threads, one call a thread.
 */
public interface ModelBackend {

  /** The scheme of the URIs this back end answers, for example {@code reference}. */
  String scheme();

  /** What its models can be taught and asked; the world of words unless it has its own. */
  default World world() {
    return World.OF_WORDS;
  }

  /**
   * @throws IllegalArgumentException with a text for the caller when this back end has no such
   *     model
   */
  void check(ModelUri uri);

  /**
   * @throws IllegalArgumentException with a text for the caller when no model of this back end can
   *     read {@code text}
   */
  default void checkReadable(String text) {}

  /**
   * Makes a base model from its name alone: the same URI gives the same bytes.
   *
   * @param into an empty directory; receives the model's files
   */
  void materialise(ModelUri uri, Path into, LongWork work) throws IOException;

  /**
   * Trains a copy of {@code model} on {@code rows} with loss on the completions alone. Same
   * arguments, same bytes; a run resumed from {@code work}'s checkpoint ends in the same bytes as
   * an undisturbed one.
   *
   * @param into an empty directory; receives a whole model (adapters merged)
   */
  TrainingReport train(
      Path model, List<Example> rows, Training training, long seed, Path into, LongWork work)
      throws IOException;

  /**
   * What speaks against asking {@code prompts}: one that leaves the model fewer than {@code
   * answerTokens} tokens to answer. Empty when all fit.
   */
  default Optional<String> tooLong(Path model, List<Chat> prompts, int answerTokens)
      throws IOException {
    return Optional.empty();
  }

  /**
   * Draws one completion a prompt. The noise of row i depends only on {@code noise.row(i)}.
   *
   * @param work asked at every step whether it should stop
   * @return one completion a prompt, in order
   */
  List<Completion> sample(
      Path model, List<Chat> prompts, Sampling sampling, RowNoise noise, LongWork work)
      throws IOException;

  /**
   * The probability that the first token of the answer is the first token of each of {@code
   * answers}.
   *
   * @param work asked at every block of prompts whether it should stop
   * @return [prompts][answers]
   */
  double[][] answerProbabilities(
      Path model, List<Chat> prompts, List<String> answers, LongWork work) throws IOException;

  /**
   * The probability that the model says {@code answer} to {@code template} with each row in it.
   * Text that is not what was sampled may be none that a model can read; about it none is asked,
   * and 0 is given.
   *
   * @param template as of a {@link FilterRule.Judge}
   * @return [prompts]
   */
  default double[] judged(
      Path model,
      String template,
      String answer,
      List<Chat> prompts,
      List<Completion> completions,
      LongWork work)
      throws IOException {
    int[] readable =
        IntStream.range(0, prompts.size()).filter(i -> completions.get(i).roundTrips()).toArray();
    List<Chat> questions =
        Arrays.stream(readable)
            .mapToObj(
                i ->
                    Chat.user(
                        FilterRule.Judge.filled(
                            template, prompts.get(i).user(), completions.get(i).text())))
            .toList();
    double[][] said = answerProbabilities(model, questions, List.of(answer), work);
    double[] all = new double[prompts.size()];
    for (int i = 0; i < readable.length; i++) {
      all[readable[i]] = said[i][0];
    }
    return all;
  }

  /**
   * Sum of log-probabilities (nats) of each example's completion and its end given its prompt.
   *
   * @return [examples]
   */
  double[] logProbabilities(Path model, List<Example> examples) throws IOException;
}
