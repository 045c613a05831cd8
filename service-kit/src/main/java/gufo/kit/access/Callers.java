package gufo.kit.access;

import gufo.contracts.id.ContentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who has a token. Of a token only its sha256 is kept, and all are compared, in constant time, so
 * that neither a dump nor a stop-watch tells one.
 */
final class Callers {

  private static final Pattern FILE = Pattern.compile("([A-Za-z0-9-]+)\\.(read|submit|admin)");

  /** 128 bits in hexadecimal digits. */
  private static final int SHORTEST = 32;

  /** One caller and the one role it has. */
  record Caller(String name, String role) {}

  private record Known(Caller caller, byte[] sha256) {}

  private final List<Known> known;

  private Callers(List<Known> known) {
    this.known = known;
  }

  /**
   * Reads the callers of a folder; names that begin with a dot are passed over, as Kubernetes' own
   * in a mounted Secret.
   *
   * @throws IllegalArgumentException naming the file, never its content, that will not do
   */
  static Callers read(Path folder) throws IOException {
    List<Known> known = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          known.add(readOne(file));
        }
      }
    }
    if (known.isEmpty()) {
      throw refused(folder, "it is empty");
    }
    return new Callers(List.copyOf(known));
  }

  private static Known readOne(Path file) throws IOException {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches() || !Files.isRegularFile(file)) {
      throw refused(file, "this is none");
    }
    String token = Files.readString(file).strip();
    if (token.length() < SHORTEST || !token.matches("[\\x21-\\x7e]*")) {
      throw refused(file, "the token in it is too short, or not plain ASCII");
    }
    return new Known(new Caller(name.group(1), name.group(2)), sha256(token));
  }

  private static IllegalArgumentException refused(Path place, String why) {
    return new IllegalArgumentException(
        ("gufo.authentication.tokens, %s: %s; accepted: files named CALLER.read, CALLER.submit or"
                + " CALLER.admin, each with a token of at least %d characters")
            .formatted(place, why, SHORTEST));
  }

  Optional<Caller> holding(String token) {
    byte[] sha256 = sha256(token);
    Caller found = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(one.sha256(), sha256)) {
        found = one.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String token) {
    return ContentId.newSha256().digest(token.getBytes(StandardCharsets.UTF_8));
  }
}
