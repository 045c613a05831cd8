package gufo.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gufo.contracts.spec.ModelUri;
import gufo.contracts.work.LongWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendsTest {

  private final Backends backends = Backends.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reference:qwen-32x2?seed=101",
        "reference:qwen-64x2?dataSeed=9&seed=0&steps=400",
        "reference:qwen-32x2?seed=101&checkpoint=400",
        "reference:gpt-32x2?seed=101&dataSeed=101",
        "mlp:784-256-256?seed=101",
        "mlp:784-32?seed=0",
        "fake:any",
        "fake:any?seed=3&sleepMs=20"
      })
  void goodNamesAreAccepted(String uri) {
    assertThatCode(() -> backends.of(ModelUri.parse(uri))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "reference:qwen-33x2?seed=1,expected one of gpt-32x2",
    "reference:qwen-32x2,lacks a seed",
    "reference:qwen-32x2?seed=one,seed is 'one'",
    "reference:qwen-32x2?seed=-1,seed is '-1'",
    "reference:qwen-32x2?seed=1&steps=0,from 1 to",
    "reference:qwen-32x2?checkpoint=1301&seed=1,from 1 to 1300",
    "reference:qwen-32x2?seed=1&step=5,unknown parameter 'step'",
    "mlp:785-256?seed=1,is no classifier",
    "mlp:784?seed=1,one to four hidden layers",
    "mlp:784-256-256,expected seed alone",
    "mlp:784-256?seed=1&steps=3,expected seed alone",
    "mlp:784-256?seed=-1,seed is '-1'",
    "fake:any?speed=1,unknown parameter 'speed'",
    "hf:Qwen/Qwen2.5-0.5B,no back end 'hf'",
  })
  void badNamesAreRefusedWithWhatWouldDo(String uri, String problem) {
    assertThatThrownBy(() -> backends.of(ModelUri.parse(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(uri);
  }

  @Test
  void aModelIsFoundByItsDirectory(@TempDir Path folder) throws IOException {
    backends
        .of(ModelUri.parse("fake:any"))
        .materialise(ModelUri.parse("fake:any"), folder, LongWork.unwatched());

    assertThat(backends.of(folder).scheme()).isEqualTo("fake");

    Files.writeString(
        folder.resolve("gufo.json"),
        "{\"backend\":\"other\",\"tokenizer\":\"t\",\"template\":\"t\"}");
    assertThatThrownBy(() -> backends.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'other'");
  }

  @Test
  void twoBackEndsOfOneSchemeAreAMistake() {
    assertThatThrownBy(() -> new Backends(List.of(new FakeBackend(), new FakeBackend())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
