package gufo.kit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and a certificate of 127.0.0.1 that it signed itself, made by the JDK's keytool.
 *
 * @param key PEM, readable by its owner alone
 * @param trust PEM, the certificate
 * @param both PEM, as Kafka wants them
 */
record Certificate(Path key, Path trust, Path both) {

  private static final char[] PASSWORD = "of-a-file-for-a-moment".toCharArray();

  static Certificate in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path store = folder.resolve("store.p12");
    keytool(store);
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      String key = pem("PRIVATE KEY", keys.getKey("gufo", PASSWORD).getEncoded());
      String certificate = pem("CERTIFICATE", keys.getCertificate("gufo").getEncoded());
      return new Certificate(
          secret(folder.resolve("server.key"), key),
          Files.writeString(folder.resolve("server.crt"), certificate),
          secret(folder.resolve("server.pem"), key + certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "gufo",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=gufo",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD));
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("keytool ended with " + code);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
  }

  private static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
