package gufo.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Beside {@link GufoInfrastructure}: callers must show a token, as outside the launcher. Arguments
 * are further settings.
 */
public final class Tokens implements QuarkusTestResourceLifecycleManager {

  private final Map<String, String> config = new HashMap<>();

  /** The token of a caller, named {@code CALLER.ROLE} as its file. */
  public static String of(String caller) {
    return caller.repeat(32);
  }

  @Override
  public void init(Map<String, String> settings) {
    config.putAll(settings);
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("gufo-test-tokens");
      for (String caller : new String[] {"ann.read", "sue.submit", "eve.submit", "ada.admin"}) {
        Files.writeString(folder.resolve(caller), of(caller) + "\n");
      }
      config.put("gufo.authentication.enabled", "true");
      config.put("gufo.authentication.tokens", folder.toString());
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}

  /** After the infrastructure, which asks for no tokens. */
  @Override
  public int order() {
    return 1;
  }
}
