package gufo.lab.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Plain calls on loopback. The JDK's old client, because its new one takes a third of a second to
 * load.
 */
public final class Http {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 15_000;

  private Http() {}

  /** What came back; {@code location} may be null. */
  public record Answer(int status, String location, String body) {}

  public static Answer get(String url) throws IOException {
    return call("GET", url, Map.of(), null);
  }

  public static Answer post(String url, Map<String, String> headers, byte[] body)
      throws IOException {
    return call("POST", url, headers, body);
  }

  /** Whether the service at this address says now that it is ready. */
  public static boolean isReady(String service) {
    try {
      return get(service + "/q/health/ready").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Answer call(String method, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestMethod(method);
    connection.setRequestProperty("Accept", "application/json");
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      connection.setDoOutput(true);
      try (var out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, connection.getHeaderField("Location"), text);
    }
  }
}
