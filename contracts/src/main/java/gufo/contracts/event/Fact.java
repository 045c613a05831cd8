package gufo.contracts.event;

import gufo.contracts.id.ContentId;

/**
 * Something that happened, told on the topic of its type. Never carries rows or weights, only
 * references.
 */
public sealed interface Fact
    permits ArtifactMade,
        ExperimentSubmitted,
        RowsRequested,
        ExperimentConcluded,
        ExperimentCancelled,
        StageFailed,
        ArtifactLost,
        ArtifactRestored,
        StageProgressed {

  String experimentId();

  /**
   * What the fact is about within its experiment; two facts of one type with equal subjects are the
   * same fact.
   */
  String identity();

  /** CloudEvents id: equal for a fact told twice. */
  default String eventId() {
    return ContentId.of(java.util.List.of(Topic.of(getClass()).type(), experimentId(), identity()));
  }

  /** Kafka key: facts of one key keep their order. */
  default String key() {
    return experimentId();
  }
}
