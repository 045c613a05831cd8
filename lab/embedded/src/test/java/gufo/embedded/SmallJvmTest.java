package gufo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallJvmTest {

  @ParameterizedTest
  @ValueSource(ints = {SmallJvm.FIRST_COMPILER, SmallJvm.BOTH_COMPILERS})
  void thisSystemsJvmStartsWithItAndDoesNotComplain(int compilers) throws Exception {
    List<String> command = SmallJvm.command(compilers);
    command.add("-version");

    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();

    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).as(output).isZero();
    assertThat(output).containsIgnoringCase("version").doesNotContainIgnoringCase("warning");
  }
}
