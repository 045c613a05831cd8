package gufo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.Topic;
import java.util.List;

/** The broker has the topics of the facts. */
class TopicsTest {

  @EveryOverlay
  void thereIsATopicForEachFactAndForItsDeadLettersAndNoOther(String overlay) {
    assertThat(Overlays.render(overlay, "KafkaTopic"))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrderElementsOf(Topic.allNames());
  }

  @EveryOverlay
  void deadLettersHaveOnePartition(String overlay) {
    assertThat(Overlays.render(overlay, "KafkaTopic"))
        .filteredOn(topic -> topic.name().endsWith(".dlq"))
        .allMatch(topic -> topic.spec().path("partitions").asInt() == 1);
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
