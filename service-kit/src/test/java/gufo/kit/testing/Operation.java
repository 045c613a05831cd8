package gufo.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service offers, as its OpenAPI document says.
 *
 * @param path with names in braces
 * @param parameters those in queries and headers
 * @param types media types of its good answers, at least one
 */
record Operation(
    String method, String path, List<Parameter> parameters, Set<String> types, boolean hasBody) {

  record Parameter(String name, boolean inQuery) {}

  /** All of a service. */
  static List<Operation> of(URI address, String token) {
    String head =
        "GET /openapi?format=json HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n".formatted(token);
    List<Operation> found = new ArrayList<>();
    try {
      Json.mapper()
          .readTree(RawHttp.send(address, head.getBytes(StandardCharsets.US_ASCII)).body())
          .path("paths")
          .fields()
          .forEachRemaining(
              path ->
                  path.getValue()
                      .fields()
                      .forEachRemaining(
                          method ->
                              found.add(of(path.getKey(), method.getKey(), method.getValue()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Operation of(String path, String method, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String in = parameter.path("in").asText();
      if (!in.equals("path")) {
        parameters.add(new Parameter(parameter.path("name").asText(), in.equals("query")));
      }
    }
    Set<String> types = new TreeSet<>();
    operation
        .path("responses")
        .path("200")
        .path("content")
        .fieldNames()
        .forEachRemaining(types::add);
    if (types.isEmpty()) {
      types.add("*/*");
    }
    return new Operation(
        method.toUpperCase(Locale.ROOT), path, parameters, types, operation.has("requestBody"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
