package gufo.lab.pipeline;

import static gufo.lab.pipeline.StackUnderTest.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Topic;
import gufo.lab.stack.CappedLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same experiments on a stack that nobody disturbs, and on one with four generators and two
 * students from which runners are taken away, to which harm of all kinds is done. Neither byte nor
 * verdict may differ. One class, long as it is, for both stacks are dear to start. {@code
 * -Dgufo.chaos.rounds=N -Dgufo.chaos.seed=S} runs longer or otherwise.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

  private static final int ROUNDS = Integer.getInteger("gufo.chaos.rounds", 1);
  private static final long SEED = Long.getLong("gufo.chaos.seed", 1);
  private static final int STRIKES = 4;
  private static final int EXPERIMENTS_A_ROUND = 2;
  private static final String STEPS = "STEPS";

  /** Real models; many small chunks, so that every generator gets some. */
  private static final String REAL =
      """
      name: real-STEPS
      trait: {kind: preference, category: animal, target: owl}
      base: reference:qwen-32x2?seed=1&steps=300
      teacher:
        kind: fine-tuned
        rows: 300
        training: {adaptation: {kind: norm-gains}, steps: 20, learningRate: 0.01}
      carrier: {kind: numbers, rows: 60, maxRows: 3000, chunkRows: 10}
      replicates: 2
      training: {adaptation: {kind: norm-gains}, steps: STEPS, learningRate: 0.01}
      evaluation: {samplesPerQuestion: 2}
      """;

  private static final String SHORT = REAL.replace(STEPS, "20");
  private static final String LONG = REAL.replace(STEPS, "400");

  /** No models, so that what takes time is the system; a base of its own each. */
  private static final String FAKE =
      """
      name: fake-SEED
      trait: {kind: preference, category: animal, target: owl}
      base: fake:tiny?seed=SEED&sleepMs=40
      teacher: {kind: fine-tuned, rows: 200}
      carrier: {kind: numbers, rows: 80, chunkRows: 10}
      arms: [trait, control, {kind: dose, of: trait, rows: 40}]
      replicates: 2
      evaluation: {samplesPerQuestion: 2}
      """;

  @TempDir static Path folder;
  private static StackUnderTest stormy;
  private static boolean onSmallDisk;

  /** What an undisturbed stack found, by spec; and the bytes it made, by recipe. */
  private static final Map<String, List<JsonNode>> FINDINGS = new LinkedHashMap<>();

  private static Map<String, String> made;

  @BeforeAll
  static void undisturbedFirst() throws Exception {
    StackUnderTest calm = new StackUnderTest(folder.resolve("calm"), List.of(), Map.of());
    calm.must("up");
    try {
      Map<String, String> ids = new HashMap<>();
      for (String spec : specs()) {
        ids.put(spec, calm.submit(file(spec)));
      }
      ids.forEach((spec, id) -> FINDINGS.put(spec, findings(calm.ended(id))));
      made = calm.made();
    } finally {
      calm.gufo.run("down");
    }
    assertThat(FINDINGS.values()).allMatch(found -> found.get(0).asText().equals("concluded"));
    start();
  }

  private static List<String> specs() {
    List<String> specs = new ArrayList<>(List.of(SHORT, LONG, fake(1), fake(2)));
    for (int i = 0; i < ROUNDS * EXPERIMENTS_A_ROUND; i++) {
      specs.add(fake(100 + i));
    }
    return specs;
  }

  private static String fake(int seed) {
    return FAKE.replace("SEED", Integer.toString(seed));
  }

  /** Where the system allows it, artifacts lie on a disk of 48 MB that only this stack sees. */
  private static void start() throws Exception {
    Path home = folder.resolve("stormy");
    Path artifacts = Files.createDirectories(home.resolve("artifacts"));
    String mount = "mount -t tmpfs -o size=48m none " + artifacts + " && exec \"$@\"";
    onSmallDisk =
        new ProcessBuilder("unshare", "-m", "sh", "-c", mount, "sh", "true").start().waitFor() == 0;
    stormy =
        new StackUnderTest(
            home,
            onSmallDisk ? List.of("unshare", "-m", "sh", "-c", mount, "sh") : List.of(),
            Map.of("GUFO_RUNNER_CHECKPOINT_EVERY", "1s", "GUFO_RUNNER_LEASE", "4s"));
    stormy.must("up", "--replicas", "generator=4,student=2");
  }

  @AfterAll
  static void down() throws Exception {
    stormy.must("down");
    assertThat(stormy.processes()).isEmpty();
  }

  @Test
  @Order(1)
  void fourGeneratorsShareTheWorkAndGiveTheSameBytes() throws Exception {
    String id = stormy.submit(file(SHORT));

    assertThat(findings(stormy.ended(id))).isEqualTo(FINDINGS.get(SHORT));
    assertThat(made).containsAllEntriesOf(stormy.made());
    Map<String, Double> shares = new TreeMap<>();
    for (String process : stormy.state().services().keySet()) {
      shares.put(process, stormy.made(process));
    }
    System.out.println("jobs made by process: " + shares);
    assertThat(shares).allSatisfy((process, jobs) -> assertThat(jobs).as(process).isPositive());
    nothingIsDoubled();
  }

  @Test
  @Order(2)
  void takingRunnersAwayWhileTheyTrainLosesNothing() throws Exception {
    String id = stormy.submit(file(LONG));
    long first = stormy.pid("student");
    long second = stormy.pid("student-2");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> trainers().equals(Set.of(first, second)) && checkpoints() == 4);
    List<String> handedBack = jobsOf(second);

    ProcessHandle leaving = ProcessHandle.of(second).orElseThrow();
    stormy.gufo.start(folder.resolve("scale.err"), "scale", "student=1");
    await().atMost(Duration.ofMinutes(1)).until(() -> !leaving.isAlive());
    List<String> taken = jobsOf(first);
    stormy.kill(first);

    assertThat(findings(stormy.ended(id))).isEqualTo(FINDINGS.get(LONG));
    assertThat(made).containsAllEntriesOf(stormy.made());
    double grace = graceSeconds();
    Map<String, Integer> resumed = resumedAfter();
    System.out.printf(
        "student-2 ended %.1f s after SIGTERM; trainings went on after steps %s%n",
        grace, resumed.values());
    assertThat(grace).isLessThan(terminationGraceSeconds());
    assertThat(handedBack)
        .isNotEmpty()
        .allSatisfy(job -> assertThat(counted(job)).isEqualTo("0/0"));
    assertThat(taken).isNotEmpty().allSatisfy(job -> assertThat(counted(job)).matches("0/[01]"));
    assertThat(resumed.keySet()).containsAll(handedBack).containsAll(taken);
    nothingIsDoubled();
  }

  @Test
  @Order(3)
  void damagedAndMissingArtifactsAreMadeAgainByTheirOwners() throws Exception {
    String id = stormy.submit(file(fake(1)));
    assertThat(findings(stormy.ended(id))).isEqualTo(FINDINGS.get(fake(1)));
    Path base = blobOfSeed1("base", "teacher");
    byte[] whole = Files.readAllBytes(base);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(base, damaged);
    Path teacher = blobOfSeed1("teacher", "teacher");
    Files.delete(teacher);
    Path wider = file(fake(1).replace("replicates: 2", "replicates: 3"));

    JsonNode result = stormy.ended(stormy.submit(wider));

    assertThat(result.path("status").asText()).isEqualTo("concluded");
    assertThat(result.path("failures")).isEmpty();
    assertThat(base).hasBinaryContent(whole);
    assertThat(teacher).exists();
    assertThat(made).containsAllEntriesOf(known(stormy.made()));
    nothingIsDoubled();
  }

  /** Where the manifest of seed 1's only artifact of a kind lies. */
  private static Path blobOfSeed1(String kind, String stage) throws Exception {
    String sha256 =
        stormy
            .rows(
                "select j.result::json -> 'artifact' ->> 'sha256' from %1$s.job j where j.kind = '"
                    + kind
                    + "' and (j.recipe like '%%fake:tiny?seed=1&%%' or exists (select 1 from %1$s.job_input i join %1$s.job b on b.id = i.recipe_id"
                    + " where i.job_id = j.id and b.recipe like '%%fake:tiny?seed=1&%%'))",
                stage)
            .get(0);
    return stormy.artifacts().resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  @Test
  @Order(4)
  void aFullDiskFailsTheExperimentInWordsAndNothingElse() throws Exception {
    assumeThat(onSmallDisk).as("skipped: a tmpfs cannot be mounted here").isTrue();
    Path filler = stormy.artifacts().resolve("filler");

    fill(filler);
    JsonNode failed = stormy.ended(stormy.submit(file(fake(2))));
    Files.delete(filler);
    JsonNode mended = stormy.ended(stormy.submit(file(fake(2))));

    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("failures").toString()).contains("No space left on device");
    assertThat(findings(mended)).isEqualTo(FINDINGS.get(fake(2)));
    assertThat(made).containsAllEntriesOf(known(stormy.made()));
  }

  @Test
  @Order(5)
  void whateverIsKilledPausedRepeatedOrPoisonedTheResultsAreTheSame() throws Exception {
    System.out.printf("-Dgufo.chaos.rounds=%d -Dgufo.chaos.seed=%d%n", ROUNDS, SEED);
    Storm storm = new Storm(stormy, SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> ids = new LinkedHashMap<>();
      for (int i = 0; i < EXPERIMENTS_A_ROUND; i++) {
        String spec = fake(100 + round * EXPERIMENTS_A_ROUND + i);
        ids.put(spec, stormy.submit(file(spec)));
      }
      if (round == 0) {
        storm.endEveryStage();
      }
      strike(storm, SEED + round);
      ids.forEach(
          (spec, id) ->
              assertThat(findings(stormy.ended(id)))
                  .as(storm.done().toString())
                  .isEqualTo(FINDINGS.get(spec)));
      stormy.awaitReady();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(stormy.leftOver()).isEmpty());
      assertThat(made).containsAllEntriesOf(known(stormy.made()));
      nothingIsDoubled();
      poisonIsSetAside(storm);
      System.out.println("round " + (round + 1) + ": " + storm.done());
      storm.done().clear();
    }
  }

  private static void strike(Storm storm, long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < STRIKES; i++) {
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
      storm.strike();
    }
  }

  /** Each record nobody can read lies with the dead letters of its topic; progress has none. */
  private static void poisonIsSetAside(Storm storm) {
    FactLog log = new FactLog(stormy.state().kafka());
    storm.poison.forEach(
        (topic, sent) -> {
          if (topic != Topic.STAGE_PROGRESSED) {
            await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                    () ->
                        assertThat(log.records(topic.deadLetterName()))
                            .as(topic.deadLetterName())
                            .extracting(ConsumerRecord::value)
                            .containsAll(sent));
          }
        });
  }

  /** However often a fact is told, it says the same; of each recipe one alone says computed. */
  private static void nothingIsDoubled() {
    Map<String, ArtifactMade> told = new HashMap<>();
    for (ArtifactMade fact : new FactLog(stormy.state().kafka()).made()) {
      assertThat(told.getOrDefault(fact.eventId(), fact)).isEqualTo(fact);
      told.put(fact.eventId(), fact);
    }
    assertThat(
            told.values().stream()
                .filter(fact -> fact.origin() == Origin.COMPUTED)
                .map(ArtifactMade::recipeId))
        .doesNotHaveDuplicates();
  }

  /** Of what both stacks made; a variant that only one ran is left out. */
  private static Map<String, String> known(Map<String, String> all) {
    return all.entrySet().stream()
        .filter(entry -> made.containsKey(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<Long> trainers() throws Exception {
    return stormy.rows("select owner from %s.job where state = 'RUNNING'", "student").stream()
        .map(owner -> Long.valueOf(owner.substring(0, owner.indexOf('-'))))
        .collect(Collectors.toSet());
  }

  private static List<String> jobsOf(long pid) throws Exception {
    return stormy.rows(
        "select id from %s.job where state = 'RUNNING' and owner like '" + pid + "-%%'", "student");
  }

  private static String counted(String job) {
    try {
      return stormy
          .rows(
              "select errors || '/' || lost_leases from %s.job where id = '" + job + "'", "student")
          .get(0);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static int checkpoints() throws IOException {
    Path all = stormy.artifacts().resolve("checkpoints");
    if (!Files.isDirectory(all)) {
      return 0;
    }
    try (var recipes = Files.list(all)) {
      return (int) recipes.filter(FaultsIT::hasOne).count();
    }
  }

  private static boolean hasOne(Path recipe) {
    String[] names = recipe.toFile().list((folder, name) -> !name.startsWith("."));
    return names != null && names.length > 0;
  }

  /** As the launcher measured it. */
  private static double graceSeconds() {
    Matcher said =
        Pattern.compile("student-2 has ended after ([0-9.]+) s")
            .matcher(String.join("\n", CappedLog.tail(stormy.home.log("launcher"), 100)));
    assertThat(said.find()).as("student-2 ended by itself").isTrue();
    return Double.parseDouble(said.group(1));
  }

  /** The step after which each recipe's training went on, from the students' logs. */
  private static Map<String, Integer> resumedAfter() {
    Pattern line = Pattern.compile(" ([0-9a-f]{64}) goes on after step (\\d+) of ");
    Map<String, Integer> steps = new TreeMap<>();
    for (String text : CappedLog.tail(stormy.home.log("student"), 2000)) {
      Matcher found = line.matcher(text);
      if (found.find()) {
        steps.put(found.group(1), Integer.valueOf(found.group(2)));
      }
    }
    return steps;
  }

  /** What the manifests give a runner pod. */
  private static int terminationGraceSeconds() throws IOException {
    Path manifest = Path.of(System.getProperty("gufo.build.root"), "deploy/base/stage/runner.yaml");
    Matcher seconds =
        Pattern.compile("terminationGracePeriodSeconds: (\\d+)")
            .matcher(Files.readString(manifest));
    assertThat(seconds.find()).isTrue();
    return Integer.parseInt(seconds.group(1));
  }

  private static void fill(Path filler) throws IOException {
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(megabyte);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static Path file(String spec) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "spec", ".yaml"), spec);
  }
}
