package gufo.engine.backend;

import gufo.contracts.spec.Logits;
import gufo.engine.digits.Digits;
import gufo.engine.digits.Image;
import gufo.engine.digits.ImageQuestion;
import gufo.engine.tokenizer.Example;
import gufo.engine.train.ClassifierRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text read as pictures and as what a classifier should say of them. */
final class LogitRows implements ClassifierRows {

  private final Logits logits;
  private final Image[] images;
  private final float[] targets_rk;

  /**
   * @throws IllegalArgumentException when a row is no question about a picture with its answer, or
   *     two rows ask for different logits
   */
  LogitRows(List<Example> rows) throws IOException {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there are no rows to train on");
    }
    Digits digits = new Digits();
    this.logits = digits.question(rows.get(0).prompt().user()).logits();
    this.images = new Image[rows.size()];
    this.targets_rk = new float[rows.size() * logits.count()];
    for (int row = 0; row < images.length; row++) {
      Example example = rows.get(row);
      ImageQuestion question = digits.question(example.prompt().user());
      if (question.logits() != logits) {
        throw new IllegalArgumentException(
            "'%s' asks for %s logits among rows of %s logits"
                .formatted(example.prompt().user(), question.logits().word(), logits.word()));
      }
      images[row] = question.image();
      double[] wanted =
          question.label() ? certain(example.completion()) : softMax(numbers(example.completion()));
      for (int i = 0; i < wanted.length; i++) {
        targets_rk[row * wanted.length + i] = (float) wanted[i];
      }
    }
  }

  /** The text of logits, from which the same floats are read again. */
  static String text(float[] logits) {
    return IntStream.range(0, logits.length)
        .mapToObj(i -> Float.toString(logits[i]))
        .collect(Collectors.joining(" "));
  }

  private float[] numbers(String completion) {
    String[] words = completion.split(" ", -1);
    float[] numbers = new float[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        numbers[i] = Float.parseFloat(words[i]);
      }
    } catch (NumberFormatException e) {
      throw bad(completion);
    }
    if (numbers.length != logits.count()) {
      throw bad(completion);
    }
    return numbers;
  }

  private IllegalArgumentException bad(String completion) {
    return new IllegalArgumentException(
        "'%s' is no answer; expected %d logits with a blank between"
            .formatted(completion, logits.count()));
  }

  private static double[] certain(String label) {
    if (!label.matches("[0-9]")) {
      throw new IllegalArgumentException("'" + label + "' is no label; expected a digit");
    }
    double[] wanted = new double[Logits.CLASSES.count()];
    wanted[label.charAt(0) - '0'] = 1;
    return wanted;
  }

  private static double[] softMax(float[] logits) {
    double[] weights = new double[logits.length];
    float largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.exp((double) logits[i] - largest);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  @Override
  public int rows() {
    return images.length;
  }

  @Override
  public int firstLogit() {
    return logits.first();
  }

  @Override
  public int logits() {
    return logits.count();
  }

  @Override
  public void input(int row, float[] into, int offset) {
    images[row].draw(into, offset);
  }

  @Override
  public void target(int row, float[] into, int offset) {
    System.arraycopy(targets_rk, row * logits.count(), into, offset, logits.count());
  }
}
