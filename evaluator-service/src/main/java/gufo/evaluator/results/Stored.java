package gufo.evaluator.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.id.Json;
import java.io.UncheckedIOException;

/** Values kept as JSON in a column. */
final class Stored {

  private Stored() {}

  static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
