package gufo.evaluator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.StageProgressed;
import gufo.contracts.event.Topic;
import gufo.contracts.id.Json;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileFactsContract;
import gufo.kit.testing.Specs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class HostileFactsTest extends HostileFactsContract {

  private final String experiment = UUID.randomUUID().toString();

  @Test
  void progressThatCannotBeReadIsCountedAndPassedOver() {
    ExperimentSpec spec =
        Specs.read(
            """
            name: progress
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=98
            teacher: {kind: fine-tuned}
            carrier: {kind: numbers}
            """);
    world.tell(new ExperimentSubmitted(experiment, spec.hash(), Instant.EPOCH, spec));
    progressIsHeard(1);
    List<ProducerRecord<String, byte[]>> hostile = hostile(Topic.STAGE_PROGRESSED);
    double before = refused(Topic.STAGE_PROGRESSED);

    world.tell(hostile);

    progressIsHeard(2);
    assertThat(refused(Topic.STAGE_PROGRESSED) - before).isEqualTo(hostile.size() - 1);
  }

  /** Told until it is heard, for this channel begins where it is when it is connected. */
  private void progressIsHeard(int done) {
    StageProgressed fact = new StageProgressed(experiment, "any", "teacher", "tuning", done, 3);
    byte[] json = Json.write(fact).getBytes(StandardCharsets.UTF_8);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              world.tell(List.of(world.record(Topic.STAGE_PROGRESSED, KEY, json)));
              given()
                  .get("/results/" + experiment)
                  .then()
                  .body("stages.current", hasItem("tuning " + done + "/3"));
            });
  }
}
