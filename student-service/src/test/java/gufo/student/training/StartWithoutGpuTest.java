package gufo.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A runner that is to compute on a GPU, where there is none. */
@QuarkusMainTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(value = StartWithoutGpuTest.OnGpu.class, restrictToAnnotatedClass = true)
class StartWithoutGpuTest {

  /** Told at start, not at build: one image. */
  public static final class OnGpu implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of("gufo.engine.device", "cuda");
    }

    @Override
    public void stop() {}
  }

  @Test
  @Launch(
      value = {},
      exitCode = 1)
  void itDoesNotStartAndSaysWhy(LaunchResult launched) {
    assertThat(launched.getOutput() + launched.getErrorOutput())
        .contains("gufo.engine.device is 'cuda'; libtorch has no CUDA here");
  }
}
