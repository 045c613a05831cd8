package gufo.generator.rows;

import gufo.contracts.event.ArtifactLost;
import gufo.contracts.event.ArtifactRestored;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentCancelled;
import gufo.contracts.event.ExperimentConcluded;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Recipe;
import gufo.kit.facts.Inbox;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** The facts this stage takes in, each with its effect. */
@ApplicationScoped
class GeneratorFacts {

  private final Inbox inbox;
  private final Wishes wishes;
  private final Losses losses;

  GeneratorFacts(Inbox inbox, Wishes wishes, Losses losses) {
    this.inbox = inbox;
    this.wishes = wishes;
    this.losses = losses;
  }

  /** No plan names chunks; what is of interest is whose turns they take. */
  @Incoming("experiment-submitted")
  Uni<Void> experimentSubmitted(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentSubmitted.class, wishes::submitted);
  }

  @Incoming("base-materialised")
  Uni<Void> baseMaterialised(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, BaseMaterialised.class, wishes::made);
  }

  @Incoming("teacher-prepared")
  Uni<Void> teacherPrepared(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TeacherPrepared.class, wishes::made);
  }

  /** In a chain a student writes the rows of the next one. */
  @Incoming("student-trained")
  Uni<Void> studentTrained(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, StudentTrained.class, wishes::made);
  }

  @Incoming("rows-requested")
  Uni<Void> rowsRequested(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, RowsRequested.class, this::request);
  }

  @Incoming("stage-failed")
  Uni<Void> stageFailed(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, StageFailed.class, wishes::failed);
  }

  @Incoming("artifact-lost")
  Uni<Void> artifactLost(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ArtifactLost.class, losses::lost);
  }

  @Incoming("artifact-restored")
  Uni<Void> artifactRestored(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ArtifactRestored.class, losses::restored);
  }

  @Incoming("experiment-cancelled")
  Uni<Void> experimentCancelled(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentCancelled.class, wishes::cancelled);
  }

  @Incoming("experiment-concluded")
  Uni<Void> experimentConcluded(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ExperimentConcluded.class, wishes::concluded);
  }

  /** Every chunk asked for is wanted of this stage; those made already are told of again. */
  private Uni<Void> request(Mutiny.Session session, RowsRequested fact) {
    List<Node> chunks =
        LongStream.rangeClosed(fact.firstChunk(), fact.lastChunk())
            .mapToObj(index -> new Recipe.Chunk(fact.stream(), index, fact.judges()))
            .map(chunk -> new Node(chunk.id(), chunk))
            .toList();
    return wishes.wanted(session, fact.experimentId(), chunks);
  }
}
