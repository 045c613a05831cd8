package gufo.kit.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.Fact;
import gufo.contracts.plan.Node;
import gufo.kit.KitConfig;
import gufo.kit.facts.Inbox;
import gufo.kit.facts.Outbox;
import gufo.kit.facts.OutboxAsRelay;
import gufo.kit.facts.Sequel;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.traces.Traces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/**
 * Schedules drawn from a seed: real inbox, wishes, leases and outbox on a real database, with
 * runners, broker, relay and clocks moved by hand. {@code -Dgufo.simulation.schedules=N
 * -Dgufo.simulation.seed=S} runs others or more.
 */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(value = ProtocolSimulationTest.ByHand.class, restrictToAnnotatedClass = true)
class ProtocolSimulationTest {

  /** Nothing moves by itself; runners are given up on soon. */
  public static final class ByHand implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of(
          "gufo.roles.intake", "false",
          "gufo.roles.relay", "false",
          "gufo.roles.runner", "false",
          "gufo.runner.max-lost-leases", "6");
    }

    @Override
    public void stop() {}
  }

  private static final int SCHEDULES = Integer.getInteger("gufo.simulation.schedules", 25);
  private static final long SEED = Long.getLong("gufo.simulation.seed", 1);
  private static final int STEPS = 150;
  private static final int RUNNERS = 3;
  private static final int MOST_EXPERIMENTS = 4;

  @Inject Inbox inbox;
  @Inject Outbox outbox;
  @Inject Mutiny.SessionFactory database;
  @Inject KitConfig config;
  @Inject Traces traces;

  @ConfigProperty(name = "quarkus.application.name")
  String application;

  @Test
  void whateverHappensInWhateverOrderNothingIsLostOrDoubled() {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      Schedule schedule = new Schedule(seed);
      try {
        schedule.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dgufo.simulation.schedules=1 -Dgufo.simulation.seed=%d, after:%n%s"
                .formatted(seed, String.join("\n", schedule.lately)),
            e);
      }
    }
    System.out.printf(
        "%d schedules of %d steps, seeds %d to %d%n", SCHEDULES, STEPS, SEED, SEED + SCHEDULES - 1);
  }

  /** One world, one seed. */
  private final class Schedule {
    private final Random random;
    private final SimulatedClock clock = new SimulatedClock();
    private final SimulatedStage stage = new SimulatedStage();
    private final SimulatedWorld world;
    private final Invariants invariants = new Invariants(database);
    private final List<SimulatedRunner> runners = new ArrayList<>();
    private final boolean concurrent;
    private final ExecutorService beside = Executors.newSingleThreadExecutor();
    final Deque<String> lately = new ArrayDeque<>();

    Schedule(long seed) {
      random = new Random(seed);
      concurrent = random.nextInt(4) == 0;
      JobTraces jobTraces = new JobTraces(traces, stage);
      Answers answers = new Answers(stage, outbox, jobTraces);
      Wishes wishes = new Wishes(stage, outbox, answers, clock);
      world =
          new SimulatedWorld(inbox, wishes, new Losses(wishes, clock), new OutboxAsRelay(outbox));
      for (int i = 0; i < RUNNERS; i++) {
        SimulatedClock own = clock.elsewhere();
        runners.add(
            new SimulatedRunner(
                stage,
                database,
                own,
                () -> new Leases(database, answers, jobTraces, own, config, application)));
      }
      while (random.nextInt(3) == 0) {
        stage.impossible.add(
            pick(random.nextBoolean() ? SimulatedPlans.NODES : SimulatedPlans.CHUNKS));
      }
    }

    void run() {
      emptyTables();
      for (int i = 0; i < STEPS; i++) {
        step();
        invariants.check(world.log);
      }
      rest();
      invariants.check(world.log);
      invariants.checkAtRest();
      assertThat(world.unsettled()).as("experiments that never end").isEmpty();
      invariants
          .made()
          .forEach((id, sha256) -> assertThat(sha256).isEqualTo(stage.undisturbed(id).sha256()));
    }

    /** One action, or two at once of which none can take the other's claim away. */
    private void step() {
      if (world.submitted().isEmpty()) {
        submit().run();
      } else if (concurrent && random.nextInt(3) == 0) {
        Runnable first = random.nextBoolean() ? deliver() : claim();
        Runnable second = random.nextBoolean() ? deliver() : relay();
        Future<?> done = beside.submit(first);
        second.run();
        await(done);
      } else {
        action(random.nextInt(100)).run();
      }
    }

    private Runnable action(int of100) {
      if (of100 < 4 && world.submitted().size() < MOST_EXPERIMENTS) {
        return submit();
      } else if (of100 < 5) {
        return cancel();
      } else if (of100 < 35) {
        return deliver();
      } else if (of100 < 40) {
        return deliverAgain();
      } else if (of100 < 55) {
        return claim();
      } else if (of100 < 85) {
        return withAClaim();
      } else if (of100 < 87) {
        return crash();
      } else if (of100 < 94) {
        return relay();
      }
      return time(of100);
    }

    private Runnable submit() {
      String experiment = "experiment-" + world.submitted().size();
      List<Node> plan = pick(SimulatedPlans.ALL);
      return said("submit " + experiment, () -> world.submit(experiment, plan));
    }

    private Runnable cancel() {
      String experiment = pick(List.copyOf(world.submitted()));
      return said("cancel " + experiment, () -> world.cancel(experiment));
    }

    private Runnable deliver() {
      if (world.undelivered.isEmpty()) {
        return relay();
      }
      List<Fact> facts = several(world.undelivered);
      int runner = random.nextInt(2 * RUNNERS);
      boolean claims = runner < RUNNERS;
      return said(
          "deliver "
              + facts.stream().map(Schedule::words).collect(joining(" and "))
              + (claims ? " and claim by " + runner : ""),
          () -> world.deliver(facts, claims ? runners.get(runner) : Sequel.NONE));
    }

    private Runnable deliverAgain() {
      Fact fact = pick(world.log);
      return said(
          "deliver, perhaps again, " + words(fact),
          () -> world.deliver(List.of(fact), Sequel.NONE));
    }

    private Runnable claim() {
      int runner = random.nextInt(RUNNERS);
      return said("claim by " + runner, runners.get(runner)::claim);
    }

    private Runnable withAClaim() {
      SimulatedRunner runner = pick(runners);
      if (runner.held.isEmpty()) {
        return claim();
      }
      Claim claim = pick(runner.held);
      int of20 = random.nextInt(20);
      String what = " of attempt " + claim.attempt() + " at " + claim.jobId();
      if (of20 < 13) {
        return said("end" + what, () -> runner.finish(claim));
      } else if (of20 == 13) {
        return said("error" + what, () -> runner.err(claim));
      } else if (of20 < 16) {
        return said("checkpoint" + what, () -> runner.checkpoint(claim));
      } else if (of20 == 16) {
        return said("hand-back" + what, () -> runner.handBack(claim));
      } else if (of20 == 17 && !claim.inputs().byRecipe().isEmpty()) {
        String input = pick(claim.inputs().byRecipe().keySet().stream().sorted().toList());
        return said("loss of " + input + what, () -> runner.lose(claim, input));
      }
      return said("heart-beat" + what, () -> runner.beat(claim));
    }

    private Runnable crash() {
      SimulatedRunner runner = pick(runners);
      return said("crash holding " + runner.held.size(), runner::crash);
    }

    private Runnable relay() {
      int most = 1 + random.nextInt(5);
      boolean dies = random.nextInt(5) == 0;
      return said("relay " + most + (dies ? " and die" : ""), () -> world.relay(most, dies));
    }

    private Runnable time(int of100) {
      if (of100 == 99) {
        Duration skew = Duration.ofMillis(random.nextInt(8_000) - 4_000L);
        SimulatedRunner runner = pick(runners);
        return said("a clock is off by " + skew, () -> runner.clock.skew(skew));
      }
      Duration by = Duration.ofMillis(random.nextInt(of100 == 98 ? 60_000 : 3_000));
      return said("time passes: " + by, () -> clock.advance(by));
    }

    /** Nothing goes wrong any more: every fact arrives, every job is done. */
    private void rest() {
      lately.add("rest");
      int still = 0;
      for (int rounds = 0; still < 4; rounds++) {
        assertThat(rounds).as("rounds without coming to rest").isLessThan(500);
        boolean moved = world.relay(100, false);
        for (Fact fact : List.copyOf(world.undelivered)) {
          world.deliver(List.of(fact), Sequel.NONE);
          moved = true;
        }
        for (SimulatedRunner runner : runners) {
          while (!runner.held.isEmpty() || claims(runner)) {
            runner.finish(runner.held.get(0));
            moved = true;
          }
        }
        still = moved ? 0 : still + 1;
        clock.advance(Duration.ofSeconds(30));
      }
    }

    /** Claims, and checks what the claim says of others in line. */
    private boolean claims(SimulatedRunner runner) {
      boolean claimed = runner.claim();
      if (claimed) {
        Claim claim = runner.held.get(runner.held.size() - 1);
        assertThat(claim.another())
            .as("another job to claim than " + claim.jobId())
            .isEqualTo(claimable(runner.clock.instant()) > 0);
      }
      return claimed;
    }

    private long claimable(Instant now) {
      return Blocking.await(
          () ->
              database.withSession(
                  session ->
                      session
                          .createSelectionQuery(
                              "select count(*) from Job j where " + JobStore.CLAIMABLE, Long.class)
                          .setParameter("now", now)
                          .getSingleResult()));
    }

    private static String words(Fact fact) {
      return fact.getClass().getSimpleName() + " " + fact.experimentId() + " " + fact.identity();
    }

    private Runnable said(String what, Runnable action) {
      lately.add(what);
      if (lately.size() > 60) {
        lately.remove();
      }
      return action;
    }

    private <T> T pick(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    /** One of them, or now and then up to five. */
    private <T> List<T> several(List<T> all) {
      List<T> some = new ArrayList<>(all);
      Collections.shuffle(some, random);
      int most = random.nextInt(3) == 0 ? 5 : 1;
      return some.subList(0, Math.min(most, some.size()));
    }

    private void await(Future<?> done) {
      try {
        done.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    private void emptyTables() {
      Blocking.await(
          () ->
              database.withTransaction(
                  session ->
                      session
                          .createNativeQuery(
                              "truncate kit.job, kit.job_input, kit.interest, kit.known_artifact,"
                                  + " kit.known_experiment, kit.inbox, kit.outbox")
                          .executeUpdate()));
    }
  }
}
