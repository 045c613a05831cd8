package gufo.generator.rows;

import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.StudentTrained;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Recipe;
import gufo.kit.facts.Effects;
import gufo.kit.jobs.JobEffects;
import gufo.kit.jobs.Losses;
import gufo.kit.jobs.Wishes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The facts this stage takes in. No plan names chunks, so of a submission it learns whose turns
 * they take; students write the rows of the next ones in a chain.
 */
class GeneratorFacts {

  @Produces
  @Singleton
  Effects effects(Wishes wishes, Losses losses) {
    return JobEffects.of(wishes, losses)
        .on(BaseMaterialised.class, wishes::made)
        .on(TeacherPrepared.class, wishes::made)
        .on(StudentTrained.class, wishes::made)
        .on(RowsRequested.class, (session, fact) -> request(wishes, session, fact));
  }

  /** Every chunk asked for is wanted of this stage; those made already are told of again. */
  private static Uni<Void> request(Wishes wishes, Mutiny.Session session, RowsRequested fact) {
    List<Node> chunks =
        LongStream.rangeClosed(fact.firstChunk(), fact.lastChunk())
            .mapToObj(index -> new Recipe.Chunk(fact.stream(), index, fact.judges()))
            .map(chunk -> new Node(chunk.id(), chunk))
            .toList();
    return wishes.wanted(session, fact.experimentId(), chunks);
  }
}
