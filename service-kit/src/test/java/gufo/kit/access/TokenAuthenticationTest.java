package gufo.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No process is open to others by accident. */
class TokenAuthenticationTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void nothingStartsWithoutBeingToldWhoMayAsk(String host) {
    assertThatThrownBy(() -> start(host))
        .hasMessageContaining("gufo.authentication.tokens is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void authenticationMayBeOffWhereNobodyElseReaches(String host) {
    settings.put("gufo.authentication.enabled", "false");

    assertThatCode(() -> start(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void authenticationCannotBeOffWhereOthersReach(String host) {
    settings.put("gufo.authentication.enabled", "false");

    assertThatThrownBy(() -> start(host))
        .hasMessageContaining("quarkus.http.host is '" + host + "'")
        .hasMessageContaining("accepted without authentication: a loopback address");
  }

  @ParameterizedTest
  @CsvSource({
    "ann.write, " + TOKEN,
    "ann, " + TOKEN,
    "a b.read, " + TOKEN,
    "ann.read, short",
    "ann.read, ''",
    "ann.read, '0123456789abcdef 123456789abcdef0123456789abcdef'",
    "ann.read, '0123456789äbcdef0123456789abcdef'",
  })
  void aFileThatWillNotDoIsNamedAndNotQuoted(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    settings.put("gufo.authentication.tokens", folder.toString());

    assertThatThrownBy(() -> start("0.0.0.0"))
        .hasMessageContaining(name)
        .hasMessageContaining("accepted: files named CALLER.read")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("0123456789");
  }

  @Test
  void aFolderWithoutTokensWillNotDo() {
    settings.put("gufo.authentication.tokens", folder.toString());

    assertThatThrownBy(() -> start("0.0.0.0")).hasMessageContaining("it is empty");
  }

  @Test
  void aSecretIsReadAsKubernetesMountsIt() throws IOException {
    Path data = Files.createDirectory(folder.resolve("..2026_11_26"));
    Files.writeString(data.resolve("ann.read"), TOKEN);
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_26"));
    Files.createSymbolicLink(folder.resolve("ann.read"), Path.of("..data", "ann.read"));

    Callers callers = Callers.read(folder);

    assertThat(callers.holding(TOKEN)).contains(new Callers.Caller("ann", "read"));
    assertThat(callers.holding(TOKEN + "0")).isEmpty();
    assertThat(callers.holding("")).isEmpty();
  }

  private void start(String host) throws IOException {
    new TokenAuthentication(Settings.of(settings), host);
  }
}
