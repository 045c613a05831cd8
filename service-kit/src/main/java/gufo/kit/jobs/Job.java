package gufo.kit.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Recipe;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;

/** One recipe to make. Every change of state is a method here that refuses what is not legal. */
@Entity
@Table(name = "job")
class Job {

  /** Where a job stands. A running job whose lease has run out may be claimed like a queued one. */
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean active() {
      return this == QUEUED || this == RUNNING;
    }

    /** No attempt goes on where an earlier one stopped; one at a failed job may. */
    boolean settled() {
      return this == DONE || this == CANCELLED;
    }
  }

  @Id String id;
  String kind;
  String recipe;

  @Enumerated(EnumType.STRING)
  State state;

  @Column(name = "missing_inputs")
  int missingInputs;

  long attempt;
  int errors;

  @Column(name = "lost_leases")
  int lostLeases;

  String owner;

  @Column(name = "lease_until")
  Instant leaseUntil;

  /** Whose turn it is, and which: jobs are claimed in the order of turns. */
  String share = "";

  long turn;

  /** A queued job that misses nothing may be claimed from here on. */
  @Column(name = "not_before")
  Instant notBefore;

  String result;

  /** The attempt that made it, for links of those who reuse it; null when it was not traced. */
  String traceparent;

  String failure;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  protected Job() {}

  Job(String id, Recipe recipe, int missingInputs, Instant now) {
    this.id = id;
    this.kind = recipe.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    this.recipe = write(recipe);
    this.state = State.QUEUED;
    this.missingInputs = missingInputs;
    this.notBefore = now;
    this.createdAt = now;
  }

  /** Takes a place in line, if it has none or a later one. */
  void line(String whose, long place) {
    if (turn == 0 || place < turn) {
      share = whose;
      turn = place;
    }
  }

  Recipe recipe() {
    return read(recipe, Recipe.class);
  }

  Outcome.Made made() {
    return read(result, Outcome.Made.class);
  }

  /** Takes the job; the new attempt number fences off whoever had it before. */
  void claim(String newOwner, Instant now, Instant until) {
    require(state.active() && missingInputs == 0, "claim");
    if (state == State.RUNNING) {
      lostLeases++;
    }
    state = State.RUNNING;
    owner = newOwner;
    attempt++;
    leaseUntil = until;
    startedAt = now;
  }

  boolean heldBy(String someone, long someAttempt) {
    return state == State.RUNNING && attempt == someAttempt && someone.equals(owner);
  }

  /** Whether it was made before: it runs again to look whether its artifact is whole. */
  boolean madeBefore() {
    return result != null;
  }

  /** What was made first stays the result. */
  void finish(Outcome.Made made, Instant now) {
    require(state == State.RUNNING, "finish");
    if (!madeBefore()) {
      result = write(made);
    }
    end(State.DONE, now);
  }

  void fail(String reason, Instant now) {
    require(state == State.RUNNING, "fail");
    failure = reason;
    end(State.FAILED, now);
  }

  /** Gives the job back to the queue, to be claimed from {@code when} on. */
  void release(Instant when) {
    require(state == State.RUNNING, "release");
    state = State.QUEUED;
    owner = null;
    leaseUntil = null;
    notBefore = when;
  }

  void waitFor(int missing, Instant when) {
    release(when);
    missingInputs = missing;
  }

  /** Nobody waits. What was made before stays made, for all that is known. */
  void cancel(Instant now) {
    require(state.active(), "cancel");
    end(madeBefore() ? State.DONE : State.CANCELLED, now);
  }

  /**
   * Queues a job again that has ended: failures are not remembered against new experiments, and
   * what was made may have been lost.
   */
  void reopen(int missing, Instant now) {
    require(!state.active(), "reopen");
    state = State.QUEUED;
    missingInputs = missing;
    errors = 0;
    lostLeases = 0;
    failure = null;
    turn = 0;
    notBefore = now;
    finishedAt = null;
  }

  private void end(State last, Instant now) {
    state = last;
    owner = null;
    leaseUntil = null;
    finishedAt = now;
  }

  private void require(boolean legal, String transition) {
    if (!legal) {
      throw new IllegalStateException("job " + id + " is " + state + " and cannot " + transition);
    }
  }

  private static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
