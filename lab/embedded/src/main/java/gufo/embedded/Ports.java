package gufo.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports. They come from below the range that the kernel hands to outgoing
 * connections, so nothing takes one by accident between the choice and the bind.
 */
public final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private Ports() {}

  public static int free() {
    return free(1).get(0);
  }

  /** As many different free ports as asked for. */
  public static List<Integer> free(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    for (int i = 0; i < TRIES && ports.size() < count; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new IllegalStateException(
          "No %d free ports between %d and %d on 127.0.0.1".formatted(count, LOWEST, HIGHEST));
    }
    return List.copyOf(ports);
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
