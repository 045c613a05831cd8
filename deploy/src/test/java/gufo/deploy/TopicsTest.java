package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.Topic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The broker has the topics of the facts. */
class TopicsTest {

  @EveryOverlay
  void thereIsATopicForEachFactAndForItsDeadLettersAndNoOther(String overlay) {
    assertThat(Overlays.render(overlay, "KafkaTopic"))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrderElementsOf(Topic.allNames());
  }

  @Test
  void everyTopicIsReadBySomeStage() {
    assertThat(Stages.NAMES.stream().flatMap(stage -> Stages.topics(stage).stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  @EveryOverlay
  void deadLettersHaveOnePartitionAndRoomForTheLargestRecordWithHeadersMore(String overlay) {
    assertThat(Overlays.render(overlay, "KafkaTopic"))
        .filteredOn(topic -> topic.name().endsWith(".dlq"))
        .allMatch(topic -> topic.spec().path("partitions").asInt() == 1)
        .allMatch(
            topic -> topic.spec().path("config").path("max.message.bytes").asInt() == 2 << 20);
  }

  @EveryOverlay
  void topicsAndTheirUserBelongToTheBroker(String overlay) {
    List<String> brokers = Overlays.render(overlay, "Kafka").map(Manifest::name).toList();

    assertThat(Overlays.render(overlay))
        .filteredOn(manifest -> manifest.kind().matches("Kafka(Topic|User|NodePool)"))
        .extracting(manifest -> manifest.labels().get("strimzi.io/cluster"))
        .containsOnlyElementsOf(brokers);
  }
}
