package gufo.engine.backend;

import gufo.contracts.spec.Logits;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Training;
import gufo.contracts.work.LongWork;
import gufo.engine.checkpoint.MlpDirectory;
import gufo.engine.digits.Digits;
import gufo.engine.digits.Image;
import gufo.engine.digits.ImageQuestion;
import gufo.engine.net.Mlp;
import gufo.engine.net.MlpConfig;
import gufo.engine.net.Weights;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.MlpTrainer;
import gufo.engine.train.Trainer;
import gufo.engine.train.TrainingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Classifiers of pictures, {@code mlp:784-256-256?seed=101}. A prompt names a picture and says
 * which logits are wanted; the completion is these logits, or a digit. Nothing is drawn at random:
 * a classifier answers with its most probable class.
 */
public final class MlpBackend implements ModelBackend {

  private static final int BLOCK = 1024;
  private static final World WORLD = new DigitsWorld();

  @Override
  public String scheme() {
    return "mlp";
  }

  @Override
  public World world() {
    return WORLD;
  }

  @Override
  public void check(ModelUri uri) {
    MlpUri.of(uri);
  }

  @Override
  public void materialise(ModelUri uri, Path into, LongWork work) throws IOException {
    MlpUri base = MlpUri.of(uri);
    try (Weights weights = Mlp.fresh(base.config(), base.seed())) {
      MlpDirectory.write(into, base.config(), weights);
    }
    work.progress(1, 1, 0);
  }

  /** Every parameter is trained, whatever the training's adaptation. */
  @Override
  public TrainingReport train(
      Path model, List<Example> rows, Training training, long seed, Path into, LongWork work)
      throws IOException {
    LogitRows read = new LogitRows(rows);
    MlpDirectory base = MlpDirectory.read(model);
    try (Weights weights = base.weights()) {
      Trainer.Trained trained =
          MlpTrainer.train(base.config(), weights, read, training, seed, work);
      try (Weights result = trained.weights()) {
        MlpDirectory.write(into, base.config(), result);
      }
      return trained.report();
    }
  }

  @Override
  public List<Completion> sample(
      Path model, List<Chat> prompts, Sampling sampling, RowNoise noise, LongWork work)
      throws IOException {
    List<ImageQuestion> questions = questions(prompts);
    List<Completion> completions = new ArrayList<>();
    for (float[] logits : logits(model, questions, work)) {
      ImageQuestion question = questions.get(completions.size());
      String text =
          question.label() ? Integer.toString(mostProbable(logits)) : LogitRows.text(logits);
      completions.add(new Completion(text, List.of(), List.of(), Completion.Finish.STOP, true));
    }
    return completions;
  }

  /** 1 for the most probable class, else 0: a mean over pictures is the share answered so. */
  @Override
  public double[][] answerProbabilities(
      Path model, List<Chat> prompts, List<String> answers, LongWork work) throws IOException {
    return logits(model, questions(prompts), work).stream()
        .map(logits -> Integer.toString(mostProbable(logits)))
        .map(said -> answers.stream().mapToDouble(answer -> answer.equals(said) ? 1 : 0).toArray())
        .toArray(double[][]::new);
  }

  /** Of the class that each completion names. */
  @Override
  public double[] logProbabilities(Path model, List<Example> examples) throws IOException {
    List<ImageQuestion> questions = questions(examples.stream().map(Example::prompt).toList());
    List<float[]> logits = logits(model, questions, LongWork.unwatched());
    return IntStream.range(0, examples.size())
        .mapToDouble(
            i -> logProbability(logits.get(i), Integer.parseInt(examples.get(i).completion())))
        .toArray();
  }

  private static List<ImageQuestion> questions(List<Chat> prompts) throws IOException {
    Digits digits = new Digits();
    List<ImageQuestion> questions = new ArrayList<>();
    for (Chat prompt : prompts) {
      questions.add(digits.question(prompt.user()));
    }
    return questions;
  }

  /** The logits that each question asks for; pictures are drawn a block at a time. */
  private static List<float[]> logits(Path model, List<ImageQuestion> questions, LongWork work)
      throws IOException {
    MlpDirectory directory = MlpDirectory.read(model);
    List<float[]> logits = new ArrayList<>();
    try (Weights weights = directory.weights()) {
      Mlp mlp = new Mlp(directory.config(), weights);
      for (int from = 0; from < questions.size(); from += BLOCK) {
        work.checkStopped();
        int to = Math.min(from + BLOCK, questions.size());
        float[] block = block(mlp, questions.subList(from, to));
        for (int i = from; i < to; i++) {
          Logits wanted = questions.get(i).logits();
          int first = (i - from) * MlpConfig.LOGITS + wanted.first();
          logits.add(Arrays.copyOfRange(block, first, first + wanted.count()));
        }
      }
    }
    return logits;
  }

  private static float[] block(Mlp mlp, List<ImageQuestion> questions) {
    float[] points = new float[questions.size() * Image.POINTS];
    for (int i = 0; i < questions.size(); i++) {
      questions.get(i).image().draw(points, i * Image.POINTS);
    }
    try (Scope scope = Scope.open()) {
      return Tensors.toFloats(mlp.logits(Tensors.floats(points, questions.size(), Image.POINTS)));
    }
  }

  private static int mostProbable(float[] logits) {
    int best = 0;
    for (int i = 1; i < Logits.CLASSES.count(); i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private static double logProbability(float[] logits, int label) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[label]);
    }
    return -Math.log(sum);
  }
}
