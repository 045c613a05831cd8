package gufo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object as it would be sent to a cluster. */
record Manifest(JsonNode tree) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static List<Manifest> parse(String documents) {
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
      return values.readAll().stream().filter(JsonNode::isObject).map(Manifest::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The elements of an array, or none where it is absent. */
  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String kind() {
    return tree.path("kind").asText();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  String name() {
    return tree.at("/metadata/name").asText();
  }

  Map<String, String> labels() {
    return texts(tree.at("/metadata/labels"));
  }

  JsonNode spec() {
    return tree.path("spec");
  }

  /** What its pods are made from; missing where it makes none itself. */
  JsonNode podTemplate() {
    if (is("CronJob")) {
      return tree.at("/spec/jobTemplate/spec/template");
    }
    return is("Deployment") || is("StatefulSet")
        ? tree.at("/spec/template")
        : MissingNode.getInstance();
  }

  boolean makesPods() {
    return podTemplate().isObject();
  }

  Map<String, String> podLabels() {
    return texts(podTemplate().at("/metadata/labels"));
  }

  JsonNode podSpec() {
    return podTemplate().path("spec");
  }

  Stream<JsonNode> containers() {
    return Stream.of("initContainers", "containers").flatMap(list -> each(podSpec().path(list)));
  }

  JsonNode container() {
    return containers().findFirst().orElseThrow();
  }

  /** What its first container is told in so many words. */
  Map<String, String> environment() {
    return each(container().path("env"))
        .filter(variable -> variable.has("value"))
        .collect(
            Collectors.toMap(
                variable -> variable.path("name").asText(),
                variable -> variable.path("value").asText()));
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
