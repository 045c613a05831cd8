package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Fact;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Recipe;
import gufo.kit.facts.Arrival;
import gufo.kit.facts.Inbox;
import gufo.kit.facts.OutboxAsRelay;
import gufo.kit.facts.Sequel;
import gufo.kit.lifecycle.Blocking;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Broker, relay and evaluator around one stage's real inbox, wishes and outbox. Delivers any fact
 * at any time and as often as asked.
 */
final class SimulatedWorld {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Losses losses;
  private final OutboxAsRelay outbox;
  private final Map<String, List<Node>> plans = new HashMap<>();

  /** By experiment, the recipes that are made, failed, or lost with one that failed. */
  private final Map<String, Set<String>> settled = new HashMap<>();

  private final Set<String> cancelled = new HashSet<>();
  private final Set<String> concluded = new HashSet<>();

  /** The broker's log, and what of it nobody has taken in yet. */
  final List<Fact> log = new CopyOnWriteArrayList<>();

  final List<Fact> undelivered = new CopyOnWriteArrayList<>();

  SimulatedWorld(Inbox inbox, Wishes wishes, Losses losses, OutboxAsRelay outbox) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.losses = losses;
    this.outbox = outbox;
  }

  void submit(String experiment, List<Node> plan) {
    plans.put(experiment, plan);
    publish(SimulatedPlans.submission(experiment));
  }

  void cancel(String experiment) {
    cancelled.add(experiment);
    publish(new ExperimentCancelled(experiment, "enough"));
  }

  Set<String> submitted() {
    return plans.keySet();
  }

  /** Experiments that must have ended by themselves. */
  Set<String> unsettled() {
    Set<String> open = new HashSet<>(plans.keySet());
    open.removeAll(cancelled);
    open.removeAll(concluded);
    return open;
  }

  /**
   * The relay's step.
   *
   * @param dies between the broker's acknowledgement and the deletion
   */
  boolean relay(int most, boolean dies) {
    OutboxAsRelay.Batch batch = outbox.next(most);
    batch.facts().forEach(this::publish);
    if (!dies && !batch.facts().isEmpty()) {
      batch.published();
    }
    return !batch.facts().isEmpty();
  }

  /** An intake's step; the facts may have been delivered before. */
  void deliver(List<Fact> facts, Sequel sequel) {
    undelivered.removeAll(facts);
    List<Arrival<?>> arrivals = facts.stream().<Arrival<?>>map(this::arrival).toList();
    assertThat(Blocking.await(() -> inbox.take(arrivals, sequel))).isEmpty();
    facts.forEach(this::settle);
  }

  private Arrival<?> arrival(Fact fact) {
    if (fact instanceof ExperimentSubmitted submitted) {
      return arrival(
          submitted,
          (session, told) ->
              wishes.wanted(session, told.experimentId(), plans.get(told.experimentId())));
    } else if (fact instanceof RowsRequested requested) {
      return arrival(requested, this::request);
    } else if (fact instanceof StageFailed failed) {
      return arrival(failed, wishes::failed);
    } else if (fact instanceof ArtifactLost lost) {
      return arrival(lost, losses::lost);
    } else if (fact instanceof ArtifactRestored restored) {
      return arrival(restored, losses::restored);
    } else if (fact instanceof ExperimentCancelled cancellation) {
      return arrival(cancellation, wishes::cancelled);
    } else if (fact instanceof ExperimentConcluded conclusion) {
      return arrival(conclusion, wishes::concluded);
    }
    return arrival((ArtifactMade) fact, wishes::made);
  }

  @SuppressWarnings("unchecked")
  private static <F extends Fact> Arrival<F> arrival(F fact, Inbox.Effect<F> effect) {
    byte[] bytes = Json.write(fact).getBytes(StandardCharsets.UTF_8);
    String topic = Topic.of(fact.getClass()).topicName();
    return Arrival.of(
        new ConsumerRecord<>(topic, 0, 0, fact.key(), bytes), (Class<F>) fact.getClass(), effect);
  }

  /** As the generator does. */
  private Uni<Void> request(Mutiny.Session session, RowsRequested fact) {
    List<Node> chunks =
        LongStream.rangeClosed(fact.firstChunk(), fact.lastChunk())
            .mapToObj(index -> new Recipe.Chunk(fact.stream(), index, fact.judges()))
            .map(chunk -> new Node(chunk.id(), chunk))
            .toList();
    return wishes.wanted(session, fact.experimentId(), chunks);
  }

  /** As the evaluator does: an experiment ends when nothing of its plan is open. */
  private synchronized void settle(Fact fact) {
    String experiment = fact.experimentId();
    Set<String> nodes = settled.computeIfAbsent(experiment, id -> new HashSet<>());
    if (fact instanceof ArtifactMade made) {
      nodes.add(made.recipeId());
    } else if (fact instanceof StageFailed failed) {
      nodes.addAll(lostWith(plans.get(experiment), failed.recipeId()));
    }
    boolean all = plans.get(experiment).stream().map(Node::id).allMatch(nodes::contains);
    if (all && !cancelled.contains(experiment) && concluded.add(experiment)) {
      publish(new ExperimentConcluded(experiment, "concluded", null));
    }
  }

  private static Set<String> lostWith(List<Node> plan, String id) {
    Set<String> lost = new HashSet<>(Set.of(id));
    for (Node node : plan) {
      if (node.after().stream().anyMatch(lost::contains)) {
        lost.add(node.id());
      }
    }
    return lost;
  }

  private synchronized void publish(Fact fact) {
    log.add(fact);
    undelivered.add(fact);
  }
}
