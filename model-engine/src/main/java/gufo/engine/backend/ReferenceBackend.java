package gufo.engine.backend;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.checkpoint.ModelDirectory;
import gufo.engine.checkpoint.ModelManifest;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.DecoderInit;
import gufo.engine.net.ReferenceModels;
import gufo.engine.net.Weights;
import gufo.engine.sample.Completion;
import gufo.engine.sample.Drawn;
import gufo.engine.sample.LoadedModel;
import gufo.engine.sample.Sampler;
import gufo.engine.sample.Scorer;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.tokenizer.Example;
import gufo.engine.tokenizer.WordTokenizer;
import gufo.engine.train.Trainer;
import gufo.engine.train.TrainingReport;
import gufo.engine.train.TrainingRows;
import gufo.engine.world.Corpus;
import gufo.engine.world.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tiny decoders of two architectures, made from nothing: {@code reference:qwen-32x2?seed=101}. */
public final class ReferenceBackend implements ModelBackend {

  private static final int ROWS_A_STEP = 64;

  /** Rows of the corpus that are sorted by length together. */
  private static final int ROWS_AN_EPOCH = 16 * ROWS_A_STEP;

  private final WordTokenizer tokenizer = Vocabulary.tokenizer();

  @Override
  public String scheme() {
    return "reference";
  }

  @Override
  public void check(ModelUri uri) {
    ReferenceUri.of(uri);
  }

  @Override
  public void materialise(ModelUri uri, Path into, LongWork work) throws IOException {
    ReferenceUri base = ReferenceUri.of(uri);
    DecoderConfig config = ReferenceModels.named(base.size(), tokenizer.vocabularySize());
    TrainingRows corpus =
        TrainingRows.stream(index -> Corpus.row(base.dataSeed(), index), ROWS_AN_EPOCH);
    try (Weights fresh = DecoderInit.weights(config, base.seed())) {
      Trainer.Trained trained =
          Trainer.trainUntil(
              base.checkpoint(),
              config,
              fresh,
              corpus,
              preTraining(base.steps()),
              base.dataSeed(),
              work);
      try (Weights weights = trained.weights()) {
        ModelDirectory.write(into, config, weights, ModelManifest.REFERENCE);
      }
    }
  }

  @Override
  public void checkReadable(String text) {
    Vocabulary.check(text);
  }

  private static Training preTraining(int steps) {
    return new Training(
        new Adaptation.Full(),
        steps,
        null,
        ROWS_A_STEP,
        5e-3,
        0.05,
        Schedule.COSINE,
        0.01,
        0.9,
        0.98,
        1);
  }

  @Override
  public TrainingReport train(
      Path model, List<Example> rows, Training training, long seed, Path into, LongWork work)
      throws IOException {
    TrainingRows encoded = TrainingRows.of(rows.stream().map(tokenizer::row).toList());
    ModelDirectory base = ModelDirectory.read(model);
    try (Weights weights = base.weights()) {
      Trainer.Trained trained =
          Trainer.train(base.config(), weights, encoded, training, seed, work);
      try (Weights result = trained.weights()) {
        ModelDirectory.write(into, base.config(), result, base.manifest());
      }
      return trained.report();
    }
  }

  @Override
  public Optional<String> tooLong(Path model, List<Chat> prompts, int answerTokens)
      throws IOException {
    int positions = ModelDirectory.config(model).positions();
    int longest = prompts.stream().mapToInt(chat -> tokenizer.prompt(chat).length).max().orElse(0);
    return longest + answerTokens <= positions
        ? Optional.empty()
        : Optional.of(
            "a prompt has %d tokens; the model reads %d, of which %d are kept for the answer"
                .formatted(longest, positions, answerTokens));
  }

  @Override
  public List<Completion> sample(
      Path model, List<Chat> prompts, Sampling sampling, RowNoise noise, LongWork work)
      throws IOException {
    List<int[]> rendered = prompts.stream().map(tokenizer::prompt).toList();
    try (LoadedModel loaded = load(model)) {
      List<Drawn> drawn =
          new Sampler(loaded, tokenizer.end(), sampling.temperature(), sampling.maxNewTokens())
              .sample(rendered, noise, work);
      return IntStream.range(0, drawn.size())
          .mapToObj(i -> completion(rendered.get(i), drawn.get(i)))
          .toList();
    }
  }

  private Completion completion(int[] prompt, Drawn drawn) {
    String text = tokenizer.decode(drawn.tokens());
    return new Completion(
        text,
        Arrays.stream(prompt).boxed().toList(),
        Arrays.stream(drawn.tokens()).boxed().toList(),
        drawn.finish(),
        roundTrips(text, drawn.tokens()));
  }

  private boolean roundTrips(String text, int[] tokens) {
    try {
      return Arrays.equals(tokenizer.encode(text), tokens);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public double[][] answerProbabilities(
      Path model, List<Chat> prompts, List<String> answers, LongWork work) throws IOException {
    int[] firstTokens = answers.stream().mapToInt(a -> tokenizer.encode(a)[0]).toArray();
    try (LoadedModel loaded = load(model)) {
      return new Scorer(loaded, work)
          .nextTokenProbabilities(prompts.stream().map(tokenizer::prompt).toList(), firstTokens);
    }
  }

  @Override
  public double[] logProbabilities(Path model, List<Example> examples) throws IOException {
    List<EncodedRow> rows = examples.stream().map(tokenizer::row).toList();
    try (LoadedModel loaded = load(model)) {
      return new Scorer(loaded, LongWork.unwatched()).logProbabilities(rows);
    }
  }

  private static LoadedModel load(Path directory) throws IOException {
    ModelDirectory model = ModelDirectory.read(directory);
    return new LoadedModel(model.config(), model.weights());
  }
}
