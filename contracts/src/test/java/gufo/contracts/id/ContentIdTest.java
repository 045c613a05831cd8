package gufo.contracts.id;

import static gufo.contracts.id.ContentId.canonicalJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ContentIdTest {

  @Test
  void howANumberIsTypedDoesNotMatter() {
    String expected = "{\"rate\":0.03}";

    assertThat(canonicalJson(Map.of("rate", 0.030))).isEqualTo(expected);
    assertThat(canonicalJson(Map.of("rate", 3e-2))).isEqualTo(expected);
    assertThat(canonicalJson(Map.of("rate", new BigDecimal("0.0300")))).isEqualTo(expected);
    assertThat(canonicalJson(List.of(1, 1L, 1.0, new BigDecimal("1.00"), 1e0)))
        .isEqualTo("[1,1,1,1,1]");
    assertThat(canonicalJson(List.of(0, 0.0, -0.0, 1e21, 1e-7, 100)))
        .isEqualTo("[0,0,0,1000000000000000000000,0.0000001,100]");
    assertThat(canonicalJson(List.of(Long.MAX_VALUE, -5))).isEqualTo("[9223372036854775807,-5]");
  }

  @Test
  void keysAreSortedAtEveryDepth() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("z", 1);
    inner.put("B", 2);
    inner.put("a", 3);

    assertThat(canonicalJson(Map.of("k", List.of(inner))))
        .isEqualTo("{\"k\":[{\"B\":2,\"a\":3,\"z\":1}]}");
  }

  @Test
  void absentAndNullAreTheSameButAnEmptyListIsNot() {
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("a", 1);
    withNull.put("b", null);

    assertThat(canonicalJson(withNull)).isEqualTo(canonicalJson(Map.of("a", 1)));
    assertThat(canonicalJson(Map.of("a", List.of()))).isEqualTo("{\"a\":[]}");
    assertThat(canonicalJson(Map.of())).isEqualTo("{}");
    assertThat(canonicalJson(Arrays.asList(1, null))).isEqualTo("[1,null]");
  }

  @Test
  void textsKeepEveryCharacter() throws IOException {
    String text = "g\u00fcfo \ud83e\udd89 \"\\\n\t\u0001/ \u2028";

    String json = canonicalJson(Map.of(text, text));

    assertThat(json).contains("g\u00fcfo \ud83e\udd89");
    assertThat(Json.mapper().readTree(json).get(text).textValue()).isEqualTo(text);
  }

  @Test
  void anIdIsTheHashOfTheCanonicalText() {
    assertThat(ContentId.of(Map.of()))
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void seedsAreFixedForeverAndNeverNegative() {
    assertThat(ContentId.seed(1, "teacher")).isEqualTo(SEED_1_TEACHER);
    assertThat(ContentId.seed(1, "rows/1")).isNotEqualTo(ContentId.seed(1, "rows/2"));
    assertThat(ContentId.seed(11, "rows/1")).isNotEqualTo(ContentId.seed(1, "1/rows/1"));
  }

  @Property(tries = 300)
  void canonicalTextIsItsOwnCanonicalText(
      @ForAll @Size(max = 6) Map<@StringLength(max = 12) String, @Size(max = 4) List<Double>> value)
      throws IOException {
    String once = canonicalJson(value);
    JsonNode again = Json.mapper().readTree(once);

    assertThat(canonicalJson(again)).isEqualTo(once);
  }

  @Property(tries = 300)
  void aSeedIsNeverNegative(@ForAll long root, @ForAll @StringLength(max = 20) String purpose) {
    assertThat(ContentId.seed(root, purpose)).isNotNegative();
  }

  private static final long SEED_1_TEACHER = 5064975169101656172L;
}
