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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The engine against {@code bench/peers/engine.py}. Ours does as many jobs at a time as there are
 * threads, one native thread each, as a runner does; the peer is one loop with as many threads, or
 * as many loops with one.
 */
final class EngineContests {

  /** Two programs that compute one model differ by rounding. */
  private static final double SAME_LOSS = 1e-3;

  /** Mean lengths of drawn completions differ by chance. */
  private static final double SAME_LENGTH = 0.1;

  private EngineContests() {}

  /** A student's whole training on the data set. */
  static Contest training(Path checkout, Material material, int threads, int loops)
      throws IOException {
    ModelDirectory base = ModelDirectory.read(material.model());
    TrainingRows rows = TrainingRows.of(material.rows());
    long units = material.completionTokens() * material.spec().training().epochs();
    Contest.Units job =
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
          -Arrays.stream(new Scorer(model, LongWork.unwatched()).logProbabilities(material.rows()))
                  .sum()
              / material.completionTokens();
    }
    requireAlike("loss", nats, peers.get(0).ready().path("loss").asDouble(), SAME_LOSS);
    return new Contest(
        named("training", threads, loops), "tokens", Collections.nCopies(threads, job), peers);
  }

  /** The prompts of a stream, answered. */
  static Contest sampling(Path checkout, Material material, int threads, int loops)
      throws IOException {
    Sampling sampling = material.spec().carrier().sampling();
    return drawing(checkout, material, "sampling", material.prompts(), sampling, threads, loops);
  }

  /** Every question of the evaluation, many times. */
  static Contest asking(Path checkout, Material material, int threads, int loops)
      throws IOException {
    List<Chat> asked =
        material.questions().stream()
            .flatMap(question -> Collections.nCopies(Material.SAMPLES, question).stream())
            .toList();
    Sampling sampling = new Sampling(1, Material.ANSWER_TOKENS);
    return drawing(checkout, material, "asking", asked, sampling, threads, loops);
  }

  private static Contest drawing(
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
    Contest.Units job =
        () -> {
          List<Completion> drawn =
              backend.sample(material.model(), prompts, sampling, noise, LongWork.unwatched());
          return answers ? drawn.size() : Completion.tokens(drawn);
        };
    List<Peer> peers = peers(checkout, material, what, threads, loops);
    List<Completion> drawn =
        backend.sample(material.model(), prompts, sampling, noise, LongWork.unwatched());
    peers.get(0).go();
    requireAlike(
        "tokens a completion",
        (double) Completion.tokens(drawn) / drawn.size(),
        peers.get(0).answer().path("length").asDouble(),
        SAME_LENGTH);
    String unit = answers ? "answers" : "tokens";
    return new Contest(named(what, threads, loops), unit, Collections.nCopies(threads, job), peers);
  }

  /** The exact reading of every question, against as many sampled answers as the peer draws. */
  static Contest exactly(Path checkout, Material material) throws IOException {
    ModelBackend backend = Backends.shipped().of(material.model());
    List<String> words =
        backend.world().answers(material.spec().trait()).stream()
            .flatMap(kind -> kind.words().stream())
            .toList();
    Contest.Units job =
        () ->
            (long)
                    backend.answerProbabilities(
                            material.model(), material.questions(), words, LongWork.unwatched())
                        .length
                * Material.SAMPLES;
    List<Peer> peers = peers(checkout, material, "asking", 1, 1);
    return new Contest("exact-reading", "answers", List.of(job), peers);
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
}
