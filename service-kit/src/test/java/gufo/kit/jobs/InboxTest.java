package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Recipe;
import gufo.kit.facts.Arrival;
import gufo.kit.facts.Inbox;
import gufo.kit.facts.PoisonRecord;
import gufo.kit.facts.Sequel;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Facts that are taken in together. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class InboxTest {

  /** So far ahead that no runner claims a job. */
  private static final Instant NOW = Instant.parse("2126-01-01T00:00:00Z");

  @Inject Inbox inbox;
  @Inject Mutiny.SessionFactory database;

  private final String artifact = UUID.randomUUID().toString();
  private final Inbox.Effect<BaseMaterialised> makeKnown =
      (session, fact) ->
          JobStore.made(session, fact.recipeId(), fact.artifact(), NOW).replaceWithVoid();

  @Test
  void oneThatDoesNotFitKeepsNoOtherOut() {
    Arrival<?> first = arrival("first " + artifact, makeKnown);
    Arrival<?> unfit = arrival("\u0000", makeKnown);
    Arrival<?> last = arrival("last " + artifact, makeKnown);

    assertThat(take(first, unfit, last)).containsOnlyKeys(unfit);

    assertThat(known("first " + artifact, "last " + artifact)).hasSize(2);
  }

  @Test
  void oneThatIsThereTwiceTakesEffectOnce() {
    AtomicInteger effects = new AtomicInteger();
    Inbox.Effect<BaseMaterialised> count =
        (session, fact) -> Uni.createFrom().voidItem().invoke(effects::incrementAndGet);

    assertThat(take(arrival(artifact, count), arrival(artifact, count))).isEmpty();
    assertThat(take(arrival(artifact, count))).isEmpty();

    assertThat(effects).hasValue(1);
  }

  @Test
  void aJobIsReadyWithItsLastInputButNotBeforeItsTime() {
    Instant later = NOW.plus(Duration.ofHours(1));
    queue("early " + artifact, NOW.minus(Duration.ofHours(1)));
    queue("late " + artifact, later);
    Arrival<?> one = arrival("one " + artifact, makeKnown);
    Arrival<?> another = arrival("another " + artifact, makeKnown);

    take(one);
    assertThat(job("early " + artifact).missingInputs).isEqualTo(1);
    take(another);

    assertThat(job("early " + artifact).missingInputs).isZero();
    assertThat(job("early " + artifact).notBefore).isEqualTo(NOW);
    assertThat(job("late " + artifact).notBefore).isEqualTo(later);
  }

  /** The session of one transaction must not remember what an earlier fact's statements changed. */
  @Test
  void eachFactFindsWhatThoseBeforeItInTheTransactionChanged() {
    List<Integer> missing = new ArrayList<>();
    queue("early " + artifact, NOW);
    Inbox.Effect<BaseMaterialised> look =
        (session, fact) ->
            JobStore.locked(session, "early " + artifact)
                .invoke(job -> missing.add(job.missingInputs))
                .replaceWithVoid();

    take(
        arrival("look " + artifact, look),
        arrival("one " + artifact, makeKnown),
        arrival("look again " + artifact, look));

    assertThat(missing).containsExactly(2, 1);
  }

  private Map<Arrival<?>, PoisonRecord> take(Arrival<?>... arrivals) {
    return Blocking.await(() -> inbox.take(List.of(arrivals), Sequel.NONE));
  }

  private Arrival<BaseMaterialised> arrival(String recipe, Inbox.Effect<BaseMaterialised> effect) {
    BaseMaterialised fact =
        new BaseMaterialised(
            "inbox-test",
            recipe,
            Origin.COMPUTED,
            new ArtifactReference("gufo-file:x", "x", 1, null));
    byte[] bytes = Json.write(fact).getBytes(StandardCharsets.UTF_8);
    return Arrival.of(
        new ConsumerRecord<>(Topic.BASE_MATERIALISED.topicName(), 0, 0, fact.key(), bytes),
        BaseMaterialised.class,
        effect);
  }

  private Map<String, ArtifactReference> known(String... recipes) {
    return Blocking.await(
        () -> database.withSession(session -> JobStore.artifacts(session, List.of(recipes))));
  }

  private void queue(String id, Instant notBefore) {
    Blocking.await(
        () ->
            database.withTransaction(
                session ->
                    session.persistAll(
                        new Job(id, new Recipe.Base(1, "fake:any"), 2, notBefore),
                        new JobInput(id, "one " + artifact, false),
                        new JobInput(id, "another " + artifact, false))));
  }

  private Job job(String id) {
    return Blocking.await(() -> database.withSession(session -> session.find(Job.class, id)));
  }
}
