package gufo.kit.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Bytes to an HTTP server and back, unchecked: no client library sends what is not HTTP. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;

  /** An answer; status 0 when the server only hung up. Names of headers are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private RawHttp() {}

  /**
   * Sends a request that asks for the connection to be closed after it.
   *
   * @throws java.net.SocketTimeoutException when the server neither answers nor hangs up
   */
  static Answer send(URI address, byte[] request) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, request);
      return parse(read(socket.getInputStream()));
    }
  }

  /** How a request ended that has no end of its own, and how much of it was sent until then. */
  record Cut(Answer answer, long sent) {}

  /**
   * Sends chunks until the server hangs up.
   *
   * @param head of the request, with {@code Transfer-Encoding: chunked}
   * @param most to send, in bytes
   * @throws java.net.SocketTimeoutException when the server keeps the connection open
   */
  static Cut sendWithoutEnd(URI address, String head, String begin, long most) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      CompletableFuture<Long> sent =
          CompletableFuture.supplyAsync(() -> sendChunks(socket, head, begin, most));
      Answer answer = parse(read(socket.getInputStream()));
      return new Cut(answer, sent.join());
    }
  }

  private static long sendChunks(Socket socket, String head, String begin, long most) {
    long sent = 0;
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      String chunk = begin;
      while (sent < most) {
        byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        sent += bytes.length;
        chunk = " ".repeat(1 << 16);
      }
    } catch (IOException hungUp) {
      // As it should.
    }
    return sent;
  }

  /** A server may refuse before it has read everything. */
  private static void write(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
    } catch (SocketException hungUp) {
      // What it had to say is still to be read.
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    try {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        all.write(some, 0, n);
      }
    } catch (SocketException hungUp) {
      // With what came before.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.") || end < 0) {
      return new Answer(0, Map.of(), text);
    }
    Map<String, String> headers = new HashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .map(line -> line.split(":", 2))
        .forEach(pair -> headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip()));
    int status = Integer.parseInt(text.substring(9, 12));
    return new Answer(status, headers, text.substring(end + 4));
  }
}
