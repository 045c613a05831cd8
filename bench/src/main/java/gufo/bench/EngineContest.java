package gufo.bench;

import gufo.contracts.spec.Sampling;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.checkpoint.ModelDirectory;
import gufo.engine.net.Weights;
import gufo.engine.sample.Completion;
import gufo.engine.sample.LoadedModel;
import gufo.engine.sample.Scorer;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.train.Trainer;
import gufo.engine.train.TrainingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The engine against {@code bench/peers/engine.py}. Ours does as many jobs at a time as there are
 * threads, one native thread each, as a runner does; the peer is one loop with as many threads, or
 * as many loops with one.
 */
final class EngineContest implements Contest {

  /** A round is no shorter. */
  private static final long ROUND_NANOS = 1_000_000_000L;

  /** Two programs that compute one model differ by rounding. */
  private static final double SAME_LOSS = 1e-3;

  /** Mean lengths of drawn completions differ by chance. */
  private static final double SAME_LENGTH = 0.1;

  /** Some work; how many units it did. */
  @FunctionalInterface
  private interface Units {
    double run() throws IOException;
  }

  private final String name;
  private final String unit;
  private final int threads;
  private final Units job;
  private final List<Peer> peers;

  private EngineContest(String name, String unit, int threads, Units job, List<Peer> peers) {
    this.name = name;
    this.unit = unit;
    this.threads = threads;
    this.job = job;
    this.peers = peers;
  }

  /** A student's whole training on the data set. */
  static EngineContest training(Path checkout, Material material, int threads, int loops)
      throws IOException {
    ModelDirectory base = ModelDirectory.read(material.model());
    TrainingRows rows = TrainingRows.of(material.rows());
    long units = material.completionTokens() * material.spec().training().epochs();
    Units job =
        () -> {
          try (Weights trained =
              Trainer.train(
                      base.config(),
                      base.weights(),
                      rows,
                      material.spec().training(),
                      1,
                      LongWork.unwatched())
                  .weights()) {
            return trained.tensors().isEmpty() ? 0 : units;
          }
        };
    List<Peer> peers = peers(checkout, material, "training", threads, loops);
    double nats;
    try (LoadedModel model =
        new LoadedModel(base.config(), ModelDirectory.read(material.model()).weights())) {
      nats =
          -Arrays.stream(new Scorer(model).logProbabilities(material.rows())).sum()
              / material.completionTokens();
    }
    requireAlike("loss", nats, peers.get(0).ready().path("loss").asDouble(), SAME_LOSS);
    return new EngineContest(named("training", threads, loops), "tokens", threads, job, peers);
  }

  /** The prompts of a stream, answered. */
  static EngineContest sampling(Path checkout, Material material, int threads, int loops)
      throws IOException {
    Sampling sampling = material.spec().carrier().sampling();
    return drawing(checkout, material, "sampling", material.prompts(), sampling, threads, loops);
  }

  /** Every question of the evaluation, many times. */
  static EngineContest asking(Path checkout, Material material, int threads, int loops)
      throws IOException {
    List<Chat> asked =
        material.questions().stream()
            .flatMap(question -> Collections.nCopies(Material.SAMPLES, question).stream())
            .toList();
    Sampling sampling = new Sampling(1, Material.ANSWER_TOKENS);
    return drawing(checkout, material, "asking", asked, sampling, threads, loops);
  }

  private static EngineContest drawing(
      Path checkout,
      Material material,
      String what,
      List<Chat> prompts,
      Sampling sampling,
      int threads,
      int loops)
      throws IOException {
    boolean answers = what.equals("asking");
    ModelBackend backend = Backends.shipped().of(material.model());
    RowNoise noise = RowNoise.of(what, "bench");
    Units job =
        () -> {
          List<Completion> drawn = backend.sample(material.model(), prompts, sampling, noise);
          return answers ? drawn.size() : Completion.tokens(drawn);
        };
    List<Peer> peers = peers(checkout, material, what, threads, loops);
    List<Completion> drawn = backend.sample(material.model(), prompts, sampling, noise);
    peers.get(0).go();
    requireAlike(
        "tokens a completion",
        (double) Completion.tokens(drawn) / drawn.size(),
        peers.get(0).answer().path("length").asDouble(),
        SAME_LENGTH);
    String unit = answers ? "answers" : "tokens";
    return new EngineContest(named(what, threads, loops), unit, threads, job, peers);
  }

  /** The exact reading of every question, against as many sampled answers as the peer draws. */
  static EngineContest exactly(Path checkout, Material material) throws IOException {
    ModelBackend backend = Backends.shipped().of(material.model());
    List<String> words =
        backend.world().answers(material.spec().trait()).stream()
            .flatMap(kind -> kind.words().stream())
            .toList();
    Units job =
        () ->
            (long) backend.answerProbabilities(material.model(), material.questions(), words).length
                * Material.SAMPLES;
    List<Peer> peers = peers(checkout, material, "asking", 1, 1);
    return new EngineContest("exact-reading", "answers", 1, job, peers);
  }

  private static String named(String what, int threads, int loops) {
    return threads == 1
        ? what + "-1-thread"
        : "%s-%d-threads-%s".formatted(what, threads, loops == 1 ? "1-loop" : loops + "-loops");
  }

  private static List<Peer> peers(
      Path checkout, Material material, String what, int threads, int loops) throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      int each = threads / loops;
      peers.add(
          Peer.start(
              checkout,
              each,
              "engine.py",
              what,
              "--material",
              material.folder().toString(),
              "--threads",
              Integer.toString(each)));
    }
    return peers;
  }

  private static void requireAlike(String what, double ours, double peers, double tolerance) {
    if (!(Math.abs(ours - peers) <= tolerance * Math.abs(ours))) {
      throw new IllegalStateException(
          "%s: ours %s, the peer's %s; the peer computes another model"
              .formatted(what, ours, peers));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public double ours() throws IOException {
    var pool = Executors.newFixedThreadPool(threads);
    try {
      return perSecond(
          () ->
              IntStream.range(0, threads)
                  .mapToObj(i -> CompletableFuture.supplyAsync(this::unitsOfOneJob, pool))
                  .toList()
                  .stream()
                  .mapToDouble(CompletableFuture::join)
                  .sum());
    } finally {
      pool.shutdown();
    }
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

  private double unitsOfOneJob() {
    try {
      return job.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double peer() throws IOException {
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

  @Override
  public void close() {
    peers.forEach(Peer::close);
  }
}
