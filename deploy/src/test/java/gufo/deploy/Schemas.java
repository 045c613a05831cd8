package gufo.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The published schemas: Kubernetes' definitions and the operators' custom resource definitions. A
 * field that none of them names is an error, where they do not say that fields are free.
 */
final class Schemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
  private static final String OBJECT_META =
      "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private static Schemas loaded;

  private final ObjectNode definitions;
  private final Map<String, JsonSchema> byKind = new HashMap<>();

  private Schemas(Path folder) throws IOException {
    Path kubernetes = folder.resolve("k8s-v1.32.0-definitions-subset.json");
    definitions = (ObjectNode) new ObjectMapper().readTree(kubernetes.toFile()).get("definitions");
    definitions.forEach(Schemas::close);
    definitions
        .fields()
        .forEachRemaining(
            definition ->
                Manifest.each(definition.getValue().path("x-kubernetes-group-version-kind"))
                    .forEach(kind -> addDefinition(definition.getKey(), kind)));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Manifest.parse(Files.readString(file)).forEach(this::addCustom);
      }
    }
  }

  /** From the folder of shared data; where it is absent, the test that asks is skipped. */
  static synchronized Schemas load() {
    Path folder = Path.of(System.getProperty("gufo.shared.data", ""), "k8s_schemas");
    assumeTrue(Files.isDirectory(folder), "no schemas in " + folder + ", so none are checked");
    try {
      loaded = loaded == null ? new Schemas(folder) : loaded;
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean know(Manifest manifest) {
    return byKind.containsKey(key(manifest.apiVersion(), manifest.kind()));
  }

  List<String> problems(Manifest manifest) {
    return byKind
        .get(key(manifest.apiVersion(), manifest.kind()))
        .validate(manifest.tree())
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private void addDefinition(String name, JsonNode kind) {
    String group = kind.path("group").asText();
    String version = kind.path("version").asText();
    ObjectNode schema = definitions.objectNode().put("$ref", "#/definitions/" + name);
    add(group.isEmpty() ? version : group + "/" + version, kind.path("kind").asText(), schema);
  }

  private void addCustom(Manifest definition) {
    JsonNode spec = definition.spec();
    for (JsonNode version : spec.path("versions")) {
      ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
      ((ObjectNode) schema.get("properties")).putObject("metadata").put("$ref", OBJECT_META);
      close(schema);
      String group = spec.path("group").asText();
      add(group + "/" + version.path("name").asText(), spec.at("/names/kind").asText(), schema);
    }
  }

  private void add(String apiVersion, String kind, ObjectNode schema) {
    byKind.put(key(apiVersion, kind), FACTORY.getSchema(schema.set("definitions", definitions)));
  }

  private static String key(String apiVersion, String kind) {
    return apiVersion + " " + kind;
  }

  /** Alternatives (oneOf, anyOf) name some fields only and stay open. */
  private static void close(JsonNode schema) {
    JsonNode properties = schema.path("properties");
    if (properties.isObject()
        && !schema.has("additionalProperties")
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    properties.forEach(Schemas::close);
    for (String part : List.of("items", "additionalProperties")) {
      if (schema.path(part).isObject()) {
        close(schema.get(part));
      }
    }
  }
}
