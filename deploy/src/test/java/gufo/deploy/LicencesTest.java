package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a module brings may be passed on with it: each component of its bill of materials has one
 * licence, of those it may be had under, that asks for no more than notices and changes to itself.
 */
class LicencesTest {

  /** As SPDX names them; the last two are what components say that have no such name. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Go License",
          "Public Domain");

  private static final Set<String> NOT_PASSED_ON = Set.of("bench", "deploy");

  static Stream<String> modules() throws IOException {
    String parent = Files.readString(Stages.ROOT.resolve("pom.xml"));
    return Stream.of(parent.split("<module>"))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('<')))
        .filter(module -> !NOT_PASSED_ON.contains(module));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyComponentHasAnAcceptedLicence(String module) {
    assertThat(components(module))
        .allSatisfy(
            component ->
                assertThat(licences(component))
                    .as("licences of %s", component.path("purl").asText())
                    .containsAnyElementsOf(ACCEPTED));
  }

  private static List<JsonNode> components(String module) {
    Path file = Stages.ROOT.resolve(module).resolve("target/bom.json");
    assumeThat(file)
        .as("no bill of materials, for Maven is offline or did not package: licences not checked")
        .exists();
    try {
      JsonNode bill = new ObjectMapper().readTree(file.toFile());
      assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
      return elements(bill.path("components")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> licences(JsonNode component) {
    return elements(component.path("licenses"))
        .flatMap(
            choice ->
                Stream.of(
                    choice.path("expression"),
                    choice.path("license").path("id"),
                    choice.path("license").path("name")))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
