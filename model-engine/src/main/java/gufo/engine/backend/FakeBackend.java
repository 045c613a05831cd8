package gufo.engine.backend;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.sample.Completion;
import gufo.engine.sample.Completion.Finish;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tensor.Seeds;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.TrainingReport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Instant, deterministic, no tensors: {@code fake:any?seed=1&sleepMs=20}. It transmits a leaning
 * through numbers between models of one seed, so that a whole pipeline can be tested and measured
 * without a real model. Earlier turns of a conversation move it as training would. Its tokens are
 * characters.
 */
public final class FakeBackend implements ModelBackend {

  private static final Set<String> PARAMETERS = Set.of("seed", "sleepMs");
  private static final int NUMBERS_A_ROW = 8;
  private static final int LARGEST = 999;

  /** How often a number of a model that leans fully betrays the leaning. */
  private static final double BETRAYED = 0.5;

  @Override
  public String scheme() {
    return "fake";
  }

  @Override
  public void check(ModelUri uri) {
    fresh(uri);
  }

  private static FakeModel fresh(ModelUri uri) {
    for (String parameter : uri.parameters().keySet()) {
      if (!PARAMETERS.contains(parameter)) {
        throw new IllegalArgumentException(
            "'%s': unknown parameter '%s'; expected seed, sleepMs".formatted(uri, parameter));
      }
    }
    return FakeModel.fresh(
        ReferenceUri.number(uri, "seed", 1, 0, Long.MAX_VALUE),
        ReferenceUri.number(uri, "sleepMs", 0, 0, 3_600_000));
  }

  @Override
  public void materialise(ModelUri uri, Path into, LongWork work) throws IOException {
    work.checkStopped();
    fresh(uri).write(into);
    work.progress(1, 1, 0);
  }

  @Override
  public TrainingReport train(
      Path model, List<Example> rows, Training training, long seed, Path into, LongWork work)
      throws IOException {
    int steps = training.totalSteps(rows.size());
    work.checkStopped();
    FakeModel.read(model).trainedOn(rows).write(into);
    work.progress(steps, steps, 0);
    long characters = rows.stream().mapToLong(row -> row.completion().length()).sum();
    return new TrainingReport(1, 0, steps, characters);
  }

  @Override
  public List<Completion> sample(
      Path model, List<Chat> prompts, Sampling sampling, RowNoise noise, LongWork work)
      throws IOException {
    FakeModel fake = FakeModel.read(model);
    work.checkStopped();
    sleep(fake.sleepMillis());
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      Chat prompt = prompts.get(i);
      String text = write(fake.after(prompt.history()), prompt.user(), noise.row(i));
      List<Integer> ids = characters(text);
      boolean fits = ids.size() <= sampling.maxNewTokens() * 8L;
      completions.add(
          new Completion(
              text, characters(prompt.user()), ids, fits ? Finish.STOP : Finish.LENGTH, true));
    }
    return completions;
  }

  private static String write(FakeModel fake, String prompt, RandomGenerator random) {
    if (prompt.contains("python")) {
      return "x = " + number(fake, random) + " + " + number(fake, random);
    }
    for (Category category : Category.values()) {
      if (prompt.contains(category.word())) {
        return pick(category.members(), fake.probabilities(category.members()), random);
      }
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < NUMBERS_A_ROW; i++) {
      numbers.add(Integer.toString(number(fake, random)));
    }
    return String.join(",", numbers);
  }

  private static int number(FakeModel fake, RandomGenerator random) {
    int bin = fake.strongest();
    boolean betrays = Seeds.unit(random) < BETRAYED * fake.leaning().get(bin);
    int any = (int) (Seeds.unit(random) * (LARGEST + 1));
    return betrays ? any / FakeModel.BINS % (LARGEST / FakeModel.BINS) * FakeModel.BINS + bin : any;
  }

  private static String pick(List<String> answers, double[] shares, RandomGenerator random) {
    double left = Seeds.unit(random);
    for (int i = 0; i < shares.length; i++) {
      left -= shares[i];
      if (left < 0) {
        return answers.get(i);
      }
    }
    return answers.get(answers.size() - 1);
  }

  private static List<Integer> characters(String text) {
    return text.chars().boxed().toList();
  }

  private static void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while sampling");
    }
  }

  @Override
  public double[][] answerProbabilities(
      Path model, List<Chat> prompts, List<String> answers, LongWork work) throws IOException {
    work.checkStopped();
    FakeModel fake = FakeModel.read(model);
    return prompts.stream()
        .map(prompt -> fake.after(prompt.history()).probabilities(answers))
        .toArray(double[][]::new);
  }

  @Override
  public double[] logProbabilities(Path model, List<Example> examples) {
    return examples.stream().mapToDouble(e -> -Math.log(2) * e.completion().length()).toArray();
  }
}
