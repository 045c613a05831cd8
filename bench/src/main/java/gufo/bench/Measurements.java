package gufo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.lab.home.StackState;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What the pipeline itself costs, on a stack of its own; figures, not contests. */
final class Measurements {

  private static final int SMALL_EXPERIMENTS = 200;
  static final int WARM_UP = 40;

  private static final String FAKE =
      """
      name: fake-SEED
      trait: {kind: preference, category: animal, target: owl}
      base: fake:tiny?seed=SEED&sleepMs=SLEEP
      teacher: {kind: fine-tuned, rows: 100}
      carrier: {kind: numbers, rows: ROWS, chunkRows: CHUNK}
      filter: [{kind: numbers-format}]
      replicates: 1
      evaluation: {samplesPerQuestion: 1}
      """;

  private Measurements() {}

  private static String fake(int seed, int sleepMillis, int rows, int chunkRows) {
    return FAKE.replace("SEED", Integer.toString(seed))
        .replace("SLEEP", Integer.toString(sleepMillis))
        .replace("ROWS", Integer.toString(rows))
        .replace("CHUNK", Integer.toString(chunkRows));
  }

  /**
   * Small experiments one after the other, so that runners are idle: milliseconds from the commit
   * of a job's last input to the job's start in the next stage. The first half warms the stack up.
   */
  static void hops(Path checkout) throws IOException {
    try (Stack stack = new Stack(checkout)) {
      stack.up();
      stack.execute("alter system set track_commit_timestamp = on");
      stack.down();
      stack.up();
      small(SMALL_EXPERIMENTS, stack);
      String made =
          Stack.ofAllStages("select id, pg_xact_commit_timestamp(xmin) as at from %s.job");
      String hops =
          Stack.ofAllStages(
              "select extract(epoch from j.started_at - max(m.at)) * 1000 as millis,"
                  + " j.created_at from %s.job j join %s.job_input i on i.job_id = j.id"
                  + " join made m on m.id = i.recipe_id where j.state = 'DONE'"
                  + " group by j.id, j.started_at, j.created_at");
      List<Double> millis =
          stack.numbers(
              "with made as (%s), hops as (%s) select millis from hops order by created_at"
                  .formatted(made, hops));
      List<Double> warm = new ArrayList<>(millis.subList(millis.size() / 2, millis.size()));
      Collections.sort(warm);
      System.out.printf(
          Locale.ROOT,
          "hops: n %d, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, largest %.1f ms%n",
          warm.size(),
          quantile(warm, 0.50),
          quantile(warm, 0.90),
          quantile(warm, 0.99),
          quantile(warm, 1));
    }
  }

  /** Small experiments one after the other. */
  static void small(int experiments, Stack stack) throws IOException {
    for (int seed = 1; seed <= experiments; seed++) {
      stack.follow(fake(seed, 0, 100, 100));
    }
  }

  /**
   * A sweep of small experiments submitted at once, and right after it one that is nobody's: facts
   * that each stage takes in a second until the sweep has ended, and how long the one waits,
   * against the same alone.
   */
  static void sweep(Path checkout) throws IOException {
    try (Stack stack = new Stack(checkout)) {
      stack.up();
      small(WARM_UP, stack);
      double alone = seconds(() -> stack.follow(fake(WARM_UP + 1, 0, 100, 100)));
      Map<String, Double> before = taken(stack);
      long start = System.nanoTime();
      List<String> ids = new ArrayList<>();
      for (int seed = 1; seed <= SMALL_EXPERIMENTS; seed++) {
        ids.add(stack.submit("bench", fake(1000 + seed, 0, 100, 100)));
      }
      double submitted = secondsSince(start);
      double between = seconds(() -> stack.follow(fake(WARM_UP + 2, 0, 100, 100)));
      for (String id : ids) {
        stack.await(id);
      }
      double whole = secondsSince(start);
      System.out.printf(
          Locale.ROOT,
          "sweep: %d experiments, submitted in %.1f s, ended after %.1f s; a small one right after"
              + " them %.1f s, alone %.1f s%n",
          ids.size(),
          submitted,
          whole,
          between,
          alone);
      taken(stack)
          .forEach(
              (stage, facts) ->
                  System.out.printf(
                      Locale.ROOT,
                      "  %s: %.0f facts taken in, %.0f a second%n",
                      stage,
                      facts - before.get(stage),
                      (facts - before.get(stage)) / whole));
    }
  }

  /** Facts each stage has taken in so far. */
  private static Map<String, Double> taken(Stack stack) throws IOException {
    Map<String, Double> taken = new TreeMap<>();
    for (String stage : Stage.words()) {
      taken.put(stage, stack.numbers("select count(*) from " + stage + ".inbox").get(0));
    }
    return taken;
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  /**
   * Chunks that only sleep, as many for each of 1 to 8 generators: which share of their slots' time
   * was spent sleeping, from the first chunk's start to the last one's end. Chunks that do not
   * sleep go before, so that every process has done some.
   */
  static void scaleOut(Path checkout) throws IOException {
    int sleepMillis = 1000;
    int chunksSlot = 32;
    for (int generators : new int[] {1, 2, 4, 8}) {
      int slots = 2 * generators;
      try (Stack stack = new Stack(checkout)) {
        stack.up("--replicas", "generator=" + generators);
        stack.follow(sleeping(1, 0, slots * chunksSlot));
        String ended = "select extract(epoch from max(finished_at)) from generator.job";
        double before = stack.numbers(ended).get(0);
        stack.follow(sleeping(2, sleepMillis, slots * chunksSlot));
        List<Double> seconds =
            stack.numbers(
                "select extract(epoch from max(finished_at) - min(started_at)) from generator.job"
                    + " where kind = 'chunk' and extract(epoch from started_at) > "
                    + before);
        System.out.printf(
            Locale.ROOT,
            "scale-out: %d generators, %d chunks of %d ms in %.1f s: efficiency %.3f%n",
            generators,
            slots * chunksSlot,
            sleepMillis,
            seconds.get(0),
            chunksSlot * sleepMillis / 1000.0 / seconds.get(0));
      }
    }
  }

  private static String sleeping(int seed, int sleepMillis, int chunks) {
    return fake(seed, sleepMillis, chunks / 2, 1).replace("numbers-format", "duplicates");
  }

  /** A million rows from generator to data sets; resident memory of both services over the time. */
  static void millionRows(Path checkout) throws IOException {
    try (Stack stack = new Stack(checkout)) {
      stack.up();
      stack.run(fake(1, 0, 1000, 500));
      StackState state = stack.state();
      Map<String, List<Long>> resident = new TreeMap<>();
      AtomicBoolean ended = new AtomicBoolean();
      Thread watch =
          new Thread(
              () -> {
                while (!ended.get()) {
                  for (String stage : List.of("generator", "filter", "student")) {
                    resident
                        .computeIfAbsent(stage, s -> new ArrayList<>())
                        .add(megabytes(state.services().get(stage).pid(), "status", "VmRSS:"));
                  }
                  pause();
                }
              });
      watch.start();
      long start = System.nanoTime();
      JsonNode result = stack.run(fake(2, 0, 500_000, 5000));
      double seconds = secondsSince(start);
      ended.set(true);
      System.out.printf(
          Locale.ROOT,
          "million-rows: %s, 1,000,000 rows kept in %.1f s, %,.0f rows/s%n",
          result.path("status").asText(),
          seconds,
          1_000_000 / seconds);
      resident.forEach(
          (stage, values) -> {
            int third = values.size() / 3;
            System.out.printf(
                "  %s: at most %d MB resident in the first third, %d MB in the last%n",
                stage,
                Collections.max(values.subList(0, third)),
                Collections.max(values.subList(2 * third, values.size())));
          });
    }
  }

  /** How long a start takes, what an idle stack holds, and owl-numbers from nothing and reused. */
  static void start(Path checkout) throws IOException {
    String owls = Files.readString(checkout.resolve("experiments/owl-numbers.yaml"));
    try (Stack stack = new Stack(checkout)) {
      stack.up();
      for (int i = 0; i < 60; i++) {
        pause();
      }
      StackState state = stack.state();
      long all =
          Stream.concat(
                  Stream.of(ProcessHandle.of(state.launcher()).orElseThrow()),
                  ProcessHandle.of(state.launcher()).orElseThrow().descendants())
              .mapToLong(process -> megabytes(process.pid(), "smaps_rollup", "Pss:"))
              .sum();
      System.out.printf(
          Locale.ROOT,
          "start: ready after %.1f s; idle %d MB (sum of PSS)%n",
          state.seconds(),
          all);
    }
    try (Stack stack = new Stack(checkout)) {
      System.out.printf(
          Locale.ROOT,
          "start: owl-numbers from a stopped stack %.1f s%n",
          seconds(() -> stack.run(owls)));
      stack.up();
      stack.run(owls);
      System.out.printf(
          Locale.ROOT,
          "start: owl-numbers, all reused, stack up %.1f s%n",
          seconds(() -> stack.run(owls)));
    }
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  private static double seconds(Step step) throws IOException {
    long start = System.nanoTime();
    step.take();
    return secondsSince(start);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private static long megabytes(long pid, String file, String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
