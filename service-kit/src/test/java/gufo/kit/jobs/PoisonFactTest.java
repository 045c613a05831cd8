package gufo.kit.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Topic;
import gufo.contracts.id.ContentId;
import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage does with facts that can be read and cannot be stored. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class PoisonFactTest extends PlayStageFixture {

  /** The database refuses a NUL in a text and so long a key, and would refuse them for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "long"})
  void aRecordThatTheDatabaseCannotHoldGoesToTheDeadLettersAndOthersPass(String recipe) {
    String id =
        recipe.equals("long")
            ? IntStream.range(0, 300).mapToObj(i -> ContentId.of(i)).collect(joining())
            : recipe;
    world.tell(new BaseMaterialised(experiment, id, Origin.COMPUTED, artifact()));
    baseIsThere(experiment);
    submit(experiment);

    await().untilAsserted(() -> assertThat(prepared(experiment)).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(world.records(Topic.BASE_MATERIALISED.deadLetterName()))
                    .extracting(ConsumerRecord::key)
                    .contains(experiment));
  }
}
