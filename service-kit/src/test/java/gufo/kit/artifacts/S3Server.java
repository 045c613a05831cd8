package gufo.kit.artifacts;

import gufo.embedded.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server of the S3 protocol, one for all tests of a JVM: S3Proxy over a temporary folder, in a
 * JVM of its own because its jar holds other versions of much that is here. It ends with this one.
 */
final class S3Server {

  static final String KEY = "gufo-test";
  static final String SECRET = "gufo-test-secret";

  private static final Path JAR = Path.of("target", "s3-server", "s3proxy.jar").toAbsolutePath();
  private static S3Server shared;

  private final URI endpoint;

  private S3Server(URI endpoint) {
    this.endpoint = endpoint;
  }

  static synchronized S3Server shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** A new, empty bucket's name. */
  String bucket() {
    String name = "gufo-" + UUID.randomUUID();
    try (S3Client client = client()) {
      client.createBucket(create -> create.bucket(name));
    }
    return name;
  }

  /** What a stage is told of this server. Small parts: the smallest that S3 takes. */
  Map<String, String> settings() {
    return Map.of(
        "gufo.s3.endpoint", endpoint.toString(),
        "gufo.s3.path-style", "true",
        "gufo.s3.part-size", "5M",
        "gufo.s3.attempts", "3",
        "gufo.s3.timeout", "20s");
  }

  /** A client to look behind the store's back. */
  S3Client client() {
    System.setProperty("aws.accessKeyId", KEY);
    System.setProperty("aws.secretAccessKey", SECRET);
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  private static S3Server start() {
    int port = Ports.free();
    try {
      Path folder = Files.createTempDirectory("gufo-s3");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      Path log = folder.resolve("server.log");
      Process child =
          new ProcessBuilder(command(configuration(folder, port)))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Awaitility.await("S3Proxy; its log is " + log)
          .atMost(Duration.ofSeconds(90))
          .failFast(() -> !child.isAlive())
          .until(() -> listens(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new S3Server(URI.create("http://127.0.0.1:" + port));
  }

  private static List<String> command(Path configuration) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "-DLOG_LEVEL=warn",
        "-cp",
        JAR + ":" + Path.of("target", "test-classes").toAbsolutePath(),
        Child.class.getName(),
        "--properties",
        configuration.toString());
  }

  private static Path configuration(Path folder, int port) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    return Files.writeString(
        folder.resolve("s3proxy.conf"),
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.identity=none
        jclouds.credential=none
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, KEY, SECRET, data));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      // The server may still write; it lies in the temporary folder.
    }
  }

  /** S3Proxy, until whoever started it is gone. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      Thread parent = new Thread(Child::endWithTheParent);
      parent.setDaemon(true);
      parent.start();
      Class.forName("org.gaul.s3proxy.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    }

    private static void endWithTheParent() {
      try {
        System.in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // As good as the end.
      }
      Runtime.getRuntime().halt(0);
    }
  }
}
