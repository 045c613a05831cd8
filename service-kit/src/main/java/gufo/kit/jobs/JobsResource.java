package gufo.kit.jobs;

import gufo.contracts.spec.SpecProblem;
import gufo.kit.problem.Limit;
import gufo.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this stage has to do and has done. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

  private final Mutiny.SessionFactory database;

  JobsResource(Mutiny.SessionFactory database) {
    this.database = database;
  }

  /** One job as callers see it. */
  public record JobView(
      String id,
      String kind,
      String state,
      int missingInputs,
      long attempt,
      int errors,
      int lostLeases,
      String failure,
      Instant createdAt,
      Instant startedAt,
      Instant finishedAt) {
    static JobView of(Job job) {
      return new JobView(
          job.id,
          job.kind,
          job.state.name().toLowerCase(Locale.ROOT),
          job.missingInputs,
          job.attempt,
          job.errors,
          job.lostLeases,
          job.failure,
          job.createdAt,
          job.startedAt,
          job.finishedAt);
    }
  }

  /** Newest first, at most {@code limit}. */
  @GET
  @Operation(summary = "Jobs of this stage, newest first, optionally of one state")
  public Uni<List<JobView>> list(
      @QueryParam("state") String state, @QueryParam("limit") @DefaultValue("100") String limit) {
    int most = Limit.of(limit);
    List<Job.State> states = state == null ? List.of(Job.State.values()) : List.of(parse(state));
    return database
        .withSession(
            session ->
                session
                    .createSelectionQuery(
                        "from Job where state in (:states) order by createdAt desc, id", Job.class)
                    .setParameter("states", states)
                    .setMaxResults(most)
                    .getResultList())
        .map(jobs -> jobs.stream().map(JobView::of).toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One job by its recipe id")
  public Uni<JobView> one(@PathParam("id") String id) {
    return database
        .withSession(session -> session.find(Job.class, id))
        .map(
            job -> {
              if (job == null) {
                throw new Problem.Refused(
                    404, "No such job", "This stage has no job '" + id + "'.", null);
              }
              return JobView.of(job);
            });
  }

  private static Job.State parse(String state) {
    return Arrays.stream(Job.State.values())
        .filter(value -> value.name().equalsIgnoreCase(state))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.Refused.of(
                    400,
                    "Bad query",
                    List.of(
                        new SpecProblem(
                            "state",
                            "'" + state + "'",
                            "one of queued, running, done, failed, cancelled"))));
  }
}
