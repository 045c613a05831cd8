package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.facts.Sequel;
import gufo.kit.lifecycle.Blocking;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A runner's process whose every step is taken by hand: the real leases under an owner of its own,
 * and the claims it believes to hold, lost ones included until it finds out.
 */
final class SimulatedRunner implements Sequel {

  /** Makes real leases, with an owner of their own. */
  private final Supplier<Leases> start;

  private final SimulatedStage stage;
  private final Mutiny.SessionFactory database;
  final SimulatedClock clock;
  final List<Claim> held = new CopyOnWriteArrayList<>();
  private Leases leases;

  SimulatedRunner(
      SimulatedStage stage,
      Mutiny.SessionFactory database,
      SimulatedClock clock,
      Supplier<Leases> start) {
    this.stage = stage;
    this.database = database;
    this.clock = clock;
    this.start = start;
    this.leases = start.get();
  }

  boolean claim() {
    Optional<Claim> claim = Blocking.await(leases::claim);
    claim.ifPresent(this::hold);
    return claim.isPresent();
  }

  /** Claims in the transaction that takes facts in. */
  @Override
  public Uni<Uni<Void>> follow(Mutiny.Session session) {
    return leases
        .claim(session)
        .map(claim -> Uni.createFrom().voidItem().invoke(() -> claim.ifPresent(this::hold)));
  }

  private void hold(Claim claim) {
    assertThat(claim.inputs().byRecipe().keySet()).containsAll(stage.inputs(claim.recipe()));
    held.add(claim);
  }

  /** Ends one claim in what its work gives. */
  void finish(Claim claim) {
    held.remove(claim);
    fenced(
        claim,
        () ->
            Blocking.await(
                () -> leases.finish(claim, stage.work(claim.recipe(), claim.inputs(), null))));
  }

  /** Ends one claim without having been able to read one of its inputs. */
  void lose(Claim claim, String input) {
    held.remove(claim);
    Map<String, String> sha256s = Map.of(input, claim.inputs().get(input).sha256());
    fenced(
        claim,
        () ->
            Blocking.await(
                () -> leases.finish(claim, new Outcome.InputsLost(sha256s, "it is damaged"))));
  }

  void err(Claim claim) {
    held.remove(claim);
    fenced(claim, () -> Blocking.await(() -> leases.erred(claim, "an error")));
  }

  void handBack(Claim claim) {
    held.remove(claim);
    fenced(claim, () -> Blocking.await(() -> leases.handBack(claim)));
  }

  void checkpoint(Claim claim) {
    fenced(claim, () -> Blocking.await(() -> leases.checkpointed(claim)));
  }

  /** As the heart of {@link WorkUnderLease}: work that lost its lease or its purpose stops. */
  void beat(Claim claim) {
    Leases.Beat beat = Blocking.await(() -> leases.beat(claim));
    if (beat != Leases.Beat.HELD) {
      handBack(claim);
    }
  }

  /** kill -9, and another process in its place. */
  void crash() {
    held.clear();
    leases = start.get();
  }

  /** A change is written if and only if the claim holds; else the job is as it was. */
  private void fenced(Claim claim, Supplier<Boolean> change) {
    Job before = job(claim.jobId());
    boolean holds = before.heldBy(claim.owner(), claim.attempt());
    assertThat(change.get()).as("written for %s", claim).isEqualTo(holds);
    if (!holds) {
      assertThat(job(claim.jobId())).usingRecursiveComparison().isEqualTo(before);
    }
  }

  private Job job(String id) {
    return Blocking.await(() -> database.withSession(session -> session.find(Job.class, id)));
  }
}
