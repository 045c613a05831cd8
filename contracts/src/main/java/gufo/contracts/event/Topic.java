package gufo.contracts.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The topics: one for each fact, named after it. */
public enum Topic {
  EXPERIMENT_SUBMITTED(ExperimentSubmitted.class),
  BASE_MATERIALISED(BaseMaterialised.class),
  TEACHER_PREPARED(TeacherPrepared.class),
  ROWS_REQUESTED(RowsRequested.class),
  ROWS_GENERATED(RowsGenerated.class),
  DATASET_FILTERED(DatasetFiltered.class),
  STUDENT_TRAINED(StudentTrained.class),
  MODEL_EVALUATED(ModelEvaluated.class),
  EXPERIMENT_CONCLUDED(ExperimentConcluded.class),
  EXPERIMENT_CANCELLED(ExperimentCancelled.class),
  STAGE_FAILED(StageFailed.class),
  ARTIFACT_LOST(ArtifactLost.class),
  ARTIFACT_RESTORED(ArtifactRestored.class),
  STAGE_PROGRESSED(StageProgressed.class);

  private final Class<? extends Fact> fact;

  Topic(Class<? extends Fact> fact) {
    this.fact = fact;
  }

  public static Topic of(Class<? extends Fact> fact) {
    return Arrays.stream(values())
        .filter(topic -> topic.fact == fact)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(fact + " has no topic"));
  }

  /** Every topic name and every dead-letter topic's. */
  public static List<String> allNames() {
    return Arrays.stream(values())
        .flatMap(topic -> java.util.stream.Stream.of(topic.topicName(), topic.deadLetterName()))
        .toList();
  }

  public Class<? extends Fact> fact() {
    return fact;
  }

  /** What it is called without a version: {@code dataset-filtered}. */
  public String channel() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The Kafka topic: {@code dataset-filtered.v1}. */
  public String topicName() {
    return channel() + ".v1";
  }

  /** Where records go that cannot be read: {@code dataset-filtered.v1.dlq}. */
  public String deadLetterName() {
    return topicName() + ".dlq";
  }

  /** CloudEvents type: {@code gufo.dataset-filtered.v1}. */
  public String type() {
    return "gufo." + topicName();
  }
}
