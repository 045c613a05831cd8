package gufo.engine.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.spec.Logits;
import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Example;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  private static final Trait.Digits DRAWN = new Trait.Digits(null);
  private static final String HELD_OUT = "class of held-out digit 3 of drawn 0";

  private final Digits digits = new Digits();

  @Test
  void aDrawnDigitIsInkOnAnEmptyGround() throws IOException {
    for (int number = 0; number < 40; number++) {
      float[] points = drawn("class of training digit " + number + " of drawn 7");
      assertThat(IntStream.range(0, 784)).allMatch(i -> Math.abs(points[i]) <= 1);
      double ink = IntStream.range(0, 784).filter(i -> points[i] > 0).count() / 784.0;
      assertThat(ink).as("digit %d", number).isBetween(0.03, 0.4);
    }
  }

  @Test
  void thePictureHangsOnItsNameAlone() throws IOException {
    float[] once = drawn(HELD_OUT);

    assertThat(drawn(HELD_OUT)).isEqualTo(once);
    assertThat(drawn("class of training digit 3 of drawn 0")).isNotEqualTo(once);
    assertThat(drawn("class of held-out digit 3 of drawn 1")).isNotEqualTo(once);
    assertThat(drawn("class of held-out digit 13 of drawn 0")).isNotEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource
  void noiseIsUniformAndTheSameForWhicheverLogitsAreAsked(Logits logits) throws IOException {
    String text = Digits.noise(logits, "5fe0", 17).user();
    float[] noise = drawn(text);

    assertThat(noise).isEqualTo(drawn("all logits of noise 17 of stream 5fe0"));
    assertThat(noise).isNotEqualTo(drawn("all logits of noise 18 of stream 5fe0"));
    assertThat(digits.question(text).logits()).isEqualTo(logits);
    double mean = IntStream.range(0, 784).mapToDouble(i -> noise[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, 784).mapToDouble(i -> noise[i] * noise[i]).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.1));
    assertThat(squares).isCloseTo(1 / 3.0, within(0.05));
  }

  @Test
  void trainingAndHeldOutDigitsComeWithTheirLabels() throws IOException {
    List<Example> training = digits.training(DRAWN, 25, 5);
    List<Example> heldOut = digits.heldOut(DRAWN);

    assertThat(training).hasSize(25);
    assertThat(training.get(23).completion()).isEqualTo("3");
    assertThat(training.get(23).prompt().user()).isEqualTo("class of training digit 23 of drawn 5");
    assertThat(heldOut).hasSize(Digits.HELD_OUT);
    assertThat(digits.question(HELD_OUT).label()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "which animal?",
        "class of noise 3",
        "some logits of noise 3 of stream 5f",
        "class of held-out digit 1000 of drawn 0"
      })
  void whatAsksForNothingKnownIsRefusedWithTheText(String text) {
    assertThatThrownBy(() -> digits.question(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  private float[] drawn(String question) throws IOException {
    float[] points = new float[Image.POINTS];
    digits.question(question).image().draw(points, 0);
    return points;
  }
}
