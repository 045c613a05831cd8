package gufo.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource({"cuda, 0", "cuda:0, 0", "cuda:1, 1", "auto, 0"})
  void aGpuIsTakenByNumberAndTheFirstWithoutOne(String setting, int number) {
    assertThat(Device.gpu(setting, true, 2)).hasValue(number);
  }

  @Test
  void whereThereIsNoGpuAutoTakesTheCpu() {
    assertThat(Device.gpu("auto", true, 0)).isEqualTo(OptionalInt.empty());
    assertThat(Device.gpu("auto", false, 0)).isEqualTo(OptionalInt.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cuda   | true  | 0 | libtorch finds no GPU here; accepted here: cpu, auto
          cuda:2 | true  | 2 | the last GPU here is cuda:1
          cuda:0 | false | 0 | libtorch has no CUDA here: this is the build for the CPU, or the CUDA run-time is missing; accepted here: cpu, auto
          """)
  void aGpuThatIsNotThereIsRefusedWithTheReason(
      String setting, boolean hasCuda, int gpus, String reason) {
    assertThatThrownBy(() -> Device.gpu(setting, hasCuda, gpus))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gufo.engine.device is '" + setting + "'; " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "CUDA", "cuda:", "cuda:-1", "cuda:x", "cuda:100", "", "cpu:0"})
  void anythingElseIsRefusedAndWhatIsAcceptedIsSaid(String setting) {
    assertThatThrownBy(() -> Device.choose(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gufo.engine.device is '%s'; accepted: cpu, cuda, cuda:N with the number of a GPU, auto",
            setting);
  }

  /** This module's tests run with the CPU's build. */
  @Test
  void thisBuildComputesOnTheCpuAndSaysSoWhereAGpuIsWanted() {
    assertThat(Device.choose("cpu")).hasToString("cpu");
    assertThat(Device.choose("auto")).hasToString("cpu");
    assertThatThrownBy(() -> Device.choose("cuda")).hasMessageContaining("has no CUDA here");
    assertThat(Device.current()).hasToString("cpu");
  }

  @Test
  void aGpuIsToldToComputeTheSameEveryTimeAndInFullPrecision() {
    Context context = torch.globalContext();
    try {

      Gpu.computeTheSameEveryTime();

      assertThat(context.deterministicAlgorithms()).isTrue();
      assertThat(context.deterministicAlgorithmsWarnOnly()).isFalse();
      assertThat(context.allowTF32CuBLAS()).isFalse();
      assertThat(context.allowTF32CuDNN()).isFalse();
      assertThat(torch.get_env("CUBLAS_WORKSPACE_CONFIG").get().getString()).isEqualTo(":4096:8");
    } finally {
      context.setDeterministicAlgorithms(false, false);
      context.setDeterministicFillUninitializedMemory(true);
    }
  }
}
