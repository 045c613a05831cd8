package gufo.contracts.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a model: {@code scheme:name?key=value}, for example {@code
 * reference:qwen-32x2?seed=101}.
 *
 * @param scheme the back end: reference, fake, ...
 * @param name what the back end calls the model
 * @param parameters sorted by key
 */
public record ModelUri(String scheme, String name, Map<String, String> parameters) {

  public ModelUri {
    parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * @throws IllegalArgumentException with a text for the caller when {@code text} is not of the
   *     form
   */
  public static ModelUri parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a model URI; expected scheme:name, for example reference:qwen-32x2?seed=101");
    }
    String rest = text.substring(colon + 1);
    int question = rest.indexOf('?');
    Map<String, String> parameters = new TreeMap<>();
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "'" + text + "' has a parameter without a value: '" + pair + "'");
        }
        if (parameters.put(
                pair.substring(0, equals),
                URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8))
            != null) {
          throw new IllegalArgumentException(
              "'" + text + "' names the parameter '" + pair.substring(0, equals) + "' twice");
        }
      }
    }
    return new ModelUri(
        text.substring(0, colon), question < 0 ? rest : rest.substring(0, question), parameters);
  }

  /** The canonical text: parameters sorted. {@code parse(toString())} equals this. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append(':').append(name);
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return text.toString();
  }
}
