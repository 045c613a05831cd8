package gufo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two ways to do the same work, of which one is ours. */
final class Contest implements AutoCloseable {

  /** A round is no shorter. */
  private static final long ROUND_NANOS = 1_000_000_000L;

  /** Some work; how many units it did. */
  @FunctionalInterface
  interface Units {
    double run() throws IOException;
  }

  private final String name;
  private final String unit;
  private final List<Units> ours;
  private final List<Peer> peers;
  private final ExecutorService threads;

  /**
   * @param name in the field's terms and kebab case; a stored ratio is found by it
   * @param unit what is counted, for example {@code tokens}
   * @param ours jobs done at a time, a thread each
   * @param peers programs asked at a time; closed with this
   */
  Contest(String name, String unit, List<Units> ours, List<Peer> peers) {
    this.name = name;
    this.unit = unit;
    this.ours = ours;
    this.peers = peers;
    this.threads = Executors.newFixedThreadPool(ours.size());
  }

  String name() {
    return name;
  }

  String unit() {
    return unit;
  }

  /** Does the work our way; units a second. */
  double ours() throws IOException {
    return perSecond(
        () ->
            ours.stream()
                .map(job -> CompletableFuture.supplyAsync(() -> units(job), threads))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum());
  }

  private static double units(Units job) {
    try {
      return job.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does the work the peer's way; units a second. */
  double peer() throws IOException {
    return perSecond(
        () -> {
          for (Peer peer : peers) {
            peer.go();
          }
          double units = 0;
          for (Peer peer : peers) {
            units += peer.answer().path("done").asDouble();
          }
          return units;
        });
  }

  /** Does it again until a round is long enough. */
  private static double perSecond(Units once) throws IOException {
    double units = 0;
    long start = System.nanoTime();
    long nanos;
    do {
      units += once.run();
      nanos = System.nanoTime() - start;
    } while (nanos < ROUND_NANOS);
    return units / (nanos * 1e-9);
  }

  @Override
  public void close() {
    threads.shutdown();
    peers.forEach(Peer::close);
  }
}
