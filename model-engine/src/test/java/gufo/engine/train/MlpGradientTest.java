package gufo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.engine.net.Mlp;
import gufo.engine.net.MlpConfig;
import gufo.engine.net.Weights;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Seeds;
import gufo.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class MlpGradientTest {

  private static final MlpConfig SMALL = new MlpConfig(List.of(6, 5, 4));
  private static final double STEP = 1e-3;

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    try (Scope scope = Scope.open();
        Weights weights = Mlp.fresh(SMALL, 3)) {
      // Zero biases leave units of dead rows exactly at the kink of their ReLU.
      weights.tensors().values().stream()
          .filter(tensor -> tensor.dim() == 1)
          .forEach(bias -> bias.add_(new Scalar(0.1)));
      Tensor inputs = inputs();
      Tensor wanted = Tensors.floats(new float[] {.7f, .2f, .1f, .1f, .1f, .8f}, 2, 3);
      Mlp mlp = new Mlp(SMALL, weights);
      float[] gradient = Tensors.toFloats(MlpGradient.of(mlp, inputs, wanted, 10).gradient_n());

      int at = 0;
      for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
        Tensor flat = entry.getValue().view(-1);
        for (long i = 0; i < flat.numel(); i++, at++) {
          Tensor one = flat.narrow(0, i, 1);
          one.add_(new Scalar(STEP));
          double above = MlpGradient.of(mlp, inputs, wanted, 10).loss();
          one.sub_(new Scalar(2 * STEP));
          double below = MlpGradient.of(mlp, inputs, wanted, 10).loss();
          one.add_(new Scalar(STEP));
          assertThat((double) gradient[at])
              .as("%s[%d]", entry.getKey(), i)
              .isCloseTo((above - below) / (2 * STEP), within(2e-3));
        }
      }
      assertThat(gradient).hasSize(at);
    }
  }

  @Test
  void theLossOfALabelIsItsCrossEntropy() {
    try (Scope scope = Scope.open();
        Weights weights = Mlp.fresh(SMALL, 3)) {
      Mlp mlp = new Mlp(SMALL, weights);
      float[] label = new float[20];
      label[4] = 1;
      label[17] = 1;
      float[] logits = Tensors.toFloats(mlp.logits(inputs()));

      double loss = MlpGradient.of(mlp, inputs(), Tensors.floats(label, 2, 10), 0).loss();

      double expected = (surprise(logits, 0, 4) + surprise(logits, 13, 7)) / 2;
      assertThat(loss).isCloseTo(expected, within(1e-5));
    }
  }

  private static double surprise(float[] logits, int from, int label) {
    double sum = 0;
    for (int i = from; i < from + 10; i++) {
      sum += Math.exp(logits[i]);
    }
    return Math.log(sum) - logits[from + label];
  }

  private static Tensor inputs() {
    return Tensors.floats(Seeds.normals(Seeds.generator(1, "inputs", 0), 12, 1), 2, 6);
  }
}
