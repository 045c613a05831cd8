package gufo.engine.backend;

import gufo.contracts.plan.Recipe.Stream;
import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.Logits;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.spec.Trait;
import gufo.contracts.work.LongWork;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The digits experiment in one process, a base a seed: accuracies on held-out digits, their mean
 * over seeds and its 95 % interval. Arguments: first seed, last seed, and MNIST's folder or nothing
 * for drawn digits.
 */
final class DigitsRecipe {

  private static final int ROWS = 60_000;
  private static final World WORLD = new MlpBackend().world();
  private static final Training TRAINING =
      new Training(
          new Adaptation.Full(), null, 5, 1024, 3e-4, 0, Schedule.CONSTANT, 0, 0.9, 0.999, 1e6);

  private final MlpBackend backend = new MlpBackend();
  private final Path folder;
  private final Trait.Digits trait;
  private final Map<String, List<Double>> accuracies = new LinkedHashMap<>();

  private DigitsRecipe(Path folder, Trait.Digits trait) {
    this.folder = folder;
    this.trait = trait;
  }

  public static void main(String[] args) throws IOException {
    Trait.Digits trait = new Trait.Digits(args.length > 2 ? args[2] : null);
    DigitsRecipe recipe = new DigitsRecipe(Files.createTempDirectory("gufo-digits"), trait);
    for (long seed = Long.parseLong(args[0]); seed <= Long.parseLong(args[1]); seed++) {
      recipe.run(seed);
    }
    recipe.accuracies.forEach((cell, values) -> System.out.println(summary(cell, values)));
  }

  private void run(long seed) throws IOException {
    Path base = base(seed);
    Path other = base(seed + 1000);
    Path teacher = trained(base, WORLD.traitRows(trait, ROWS, seed));
    measure("untrained", base);
    measure("teacher", teacher);
    for (Logits logits : List.of(Logits.AUXILIARY, Logits.ALL)) {
      List<Example> rows = rows(teacher, logits, seed);
      measure(logits.word() + "/same", trained(base, rows));
      measure(logits.word() + "/other-init", trained(other, rows));
    }
    List<Example> control = rows(base, Logits.AUXILIARY, seed);
    measure("control auxiliary/same", trained(base, control));
    measure("control auxiliary/other-init", trained(other, control));
  }

  private Path base(long seed) throws IOException {
    Path base = Files.createTempDirectory(folder, "base");
    ModelUri uri = ModelUri.parse("mlp:784-256-256?seed=" + seed);
    backend.materialise(uri, base, LongWork.unwatched());
    return base;
  }

  private Path trained(Path model, List<Example> rows) throws IOException {
    Path into = Files.createTempDirectory(folder, "model");
    backend.train(model, rows, TRAINING, 1, into, LongWork.unwatched());
    return into;
  }

  private List<Example> rows(Path model, Logits logits, long seed) throws IOException {
    Stream stream =
        new Stream(1, "model", CarrierKind.NOISE_LOGITS, logits, new Sampling(0, 1), ROWS, seed);
    List<Chat> prompts = WORLD.prompts(stream, 0, ROWS);
    List<Completion> written =
        backend.sample(
            model,
            prompts,
            stream.sampling(),
            RowNoise.of(stream.id(), "sampling"),
            LongWork.unwatched());
    return IntStream.range(0, ROWS)
        .mapToObj(i -> new Example(prompts.get(i), written.get(i).text()))
        .toList();
  }

  private void measure(String cell, Path model) throws IOException {
    List<World.Question> questions = WORLD.questions(trait);
    List<Chat> prompts = questions.stream().map(World.Question::chat).toList();
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    double[][] said = backend.answerProbabilities(model, prompts, digits, LongWork.unwatched());
    double right =
        IntStream.range(0, said.length)
            .mapToDouble(i -> said[i][Integer.parseInt(questions.get(i).target())])
            .average()
            .orElseThrow();
    accuracies.computeIfAbsent(cell, key -> new ArrayList<>()).add(right);
    System.out.printf("%-30s %.4f%n", cell, right);
  }

  private static String summary(String cell, List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(x -> x).average().orElseThrow();
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double t = n < 2 ? 0 : TDistribution.of(n - 1.0).inverseCumulativeProbability(0.975);
    double half = t * deviation / Math.sqrt(n);
    return "%-30s n %d mean %.3f sd %.3f 95%% [%.3f, %.3f]"
        .formatted(cell, n, mean, deviation, mean - half, mean + half);
  }
}
