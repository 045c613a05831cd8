package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.spec.SpecProblem;
import gufo.kit.KitConfig;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.lifecycle.Blocking;
import gufo.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this stage made and somebody may still read. */
@Path("/artifacts")
@Produces(MediaType.APPLICATION_JSON)
public class ArtifactsResource {

  /** Made lately, being made again, or wanted by an experiment that is young or has not ended. */
  private static final String WANTED =
      """
      from Job j where result is not null and (state in (QUEUED, RUNNING) or finishedAt >= :since
        or exists (select 1 from Interest i where i.key.jobId = j.id and (i.createdAt >= :since
          or exists (select 1 from KnownExperiment e where e.id = i.key.experimentId and not e.closed))))
      """;

  /** The database knows later ones, though not all that can be written. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Mutiny.SessionFactory database;
  private final ArtifactStore store;
  private final KitConfig config;

  ArtifactsResource(Mutiny.SessionFactory database, ArtifactStore store, KitConfig config) {
    this.database = database;
    this.store = store;
    this.config = config;
  }

  /** Reads every folder's manifest. */
  @GET
  @Path("wanted")
  @Operation(
      summary =
          "Names of the blobs of this stage's artifacts that an experiment asked for since an instant,"
              + " or that one asked for which has not ended")
  public Set<String> wanted(@QueryParam("since") String since) throws IOException {
    Instant instant = instant(since);
    List<Job> jobs =
        Blocking.await(
            () ->
                database.withSession(
                    session ->
                        session
                            .createSelectionQuery(WANTED, Job.class)
                            .setParameter("since", instant)
                            .getResultList()));
    Files.createDirectories(config.scratch());
    Set<String> names = new TreeSet<>();
    for (Job job : jobs) {
      ArtifactReference artifact = job.made().artifact();
      names.addAll(store.blobs(artifact, config.scratch()));
    }
    return names;
  }

  private static Instant instant(String since) {
    try {
      Instant instant = Instant.parse(String.valueOf(since));
      if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
        throw new DateTimeException("no time of ours");
      }
      return instant;
    } catch (DateTimeException e) {
      throw Problem.Refused.of(
          400,
          "Bad query",
          List.of(
              new SpecProblem("since", "'" + since + "'", "an instant, as 2026-11-26T10:15:30Z")));
    }
  }
}
