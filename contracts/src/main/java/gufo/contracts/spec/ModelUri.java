package gufo.contracts.spec;

import java.net.URLDecoder;
import java.net.URLEncoder;
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
    if (colon < 1 || colon == text.length() - 1 || text.charAt(colon + 1) == '?') {
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
        addParameter(text, pair, parameters);
      }
    }
    return new ModelUri(
        text.substring(0, colon), question < 0 ? rest : rest.substring(0, question), parameters);
  }

  private static void addParameter(String uri, String pair, Map<String, String> parameters) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "'" + uri + "' has a parameter without a value: '" + pair + "'");
    }
    String key = pair.substring(0, equals);
    String value;
    try {
      value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + uri + "' has a % without two hexadecimal digits in '" + pair + "'", e);
    }
    if (parameters.put(key, value) != null) {
      throw new IllegalArgumentException("'" + uri + "' names the parameter '" + key + "' twice");
    }
  }

  /** The canonical text: parameters sorted. {@code parse(toString())} equals this. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append(':').append(name);
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator).append(parameter.getKey()).append('=');
      text.append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return text.toString();
  }
}
