package gufo.contracts.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUriTest {

  @Test
  void partsAreReadAndParametersSorted() {
    ModelUri uri = ModelUri.parse("reference:qwen-32x2?steps=400&seed=101");

    assertThat(uri)
        .isEqualTo(new ModelUri("reference", "qwen-32x2", Map.of("seed", "101", "steps", "400")));
    assertThat(uri).hasToString("reference:qwen-32x2?seed=101&steps=400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fake:echo",
        "reference:qwen?seed=1",
        "hf:Qwen/Qwen2.5-0.5B@main",
        "vllm:n@http://h:80/v1",
        "fake:x?a="
      })
  void theTextOfAUriIsItself(String text) {
    assertThat(ModelUri.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "qwen",
        ":qwen",
        "reference:",
        "reference:?seed=1",
        "fake:x?",
        "fake:x?seed",
        "fake:x?=1",
        "fake:x?a=1&a=2",
        "fake:x?a=1&",
        "fake:x?a=%zz"
      })
  void anythingElseIsRefusedWithTheTextInTheMessage(String text) {
    assertThatThrownBy(() -> ModelUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Property(tries = 300)
  void parsingTheTextGivesTheUriBack(
      @ForAll @AlphaChars @NotBlank String scheme,
      @ForAll @AlphaChars @NotBlank String name,
      @ForAll @Size(max = 3)
          Map<@AlphaChars @StringLength(min = 1, max = 5) String, String> parameters) {
    ModelUri uri = new ModelUri(scheme, name, wellFormed(parameters));

    assertThat(ModelUri.parse(uri.toString())).isEqualTo(uri);
  }

  /** A text with half a surrogate pair is no Unicode and cannot be written in UTF-8. */
  private static Map<String, String> wellFormed(Map<String, String> parameters) {
    Map<String, String> values = new java.util.TreeMap<>();
    parameters.forEach((key, value) -> values.put(key, value.replaceAll("\\p{Cs}", "-")));
    return values;
  }
}
