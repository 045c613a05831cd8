package gufo.teacher.experiments;

import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.SpecProblem;
import gufo.kit.access.Deadline;
import gufo.kit.problem.Limit;
import gufo.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where experiments are submitted, looked up and cancelled. */
@Path("/experiments")
@Produces(MediaType.APPLICATION_JSON)
public class ExperimentsResource {

  private static final int LONGEST_HEADER = 200;

  private final Experiments experiments;
  private final Deadline deadline;
  private final SpecBody specs;

  ExperimentsResource(Experiments experiments, SpecBody specs, Deadline deadline) {
    this.experiments = experiments;
    this.specs = specs;
    this.deadline = deadline;
  }

  /** Any media type, so that one that will not do is refused with those that would. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary =
          "Submit an experiment spec in YAML or JSON; 202 and its address, 400 and all that is wrong"
              + " with it, or 409 when another spec is preregistered under its name")
  public Uni<Response> submit(
      byte[] body,
      @HeaderParam("Content-Type") String contentType,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @HeaderParam("Gufo-Sweep") String sweep,
      @QueryParam("exploratory") String exploratory) {
    ExperimentSpec spec = specs.read(body, contentType);
    checkLength("Idempotency-Key", idempotencyKey);
    checkLength("Gufo-Sweep", sweep);
    return deadline
        .bound(experiments.submit(spec, idempotencyKey, flag(exploratory), sweep))
        .map(found -> accepted(found, spec));
  }

  @GET
  @Operation(summary = "Experiments, newest first")
  public Uni<List<ExperimentView>> list(@QueryParam("limit") @DefaultValue("50") String limit) {
    return experiments
        .newest(Limit.of(limit))
        .map(found -> found.stream().map(ExperimentView::line).toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One experiment with its resolved spec")
  public Uni<ExperimentView> one(@PathParam("id") String id) {
    return experiments.find(id).map(found -> ExperimentView.whole(orNotFound(found, id)));
  }

  @POST
  @Path("{id}/cancel")
  @Operation(summary = "Cancel an experiment; one that has ended stays as it is")
  public Uni<ExperimentView> cancel(@PathParam("id") String id) {
    return experiments.cancel(id).map(found -> ExperimentView.line(orNotFound(found, id)));
  }

  private static void checkLength(String header, String value) {
    if (value != null && (value.isBlank() || value.length() > LONGEST_HEADER)) {
      throw badHeader(400, header, value, "1 to " + LONGEST_HEADER + " characters");
    }
  }

  private static boolean flag(String exploratory) {
    if (exploratory != null && !exploratory.equals("true") && !exploratory.equals("false")) {
      throw Problem.Refused.of(
          400,
          "Bad query",
          List.of(new SpecProblem("exploratory", "'" + exploratory + "'", "true or false")));
    }
    return "true".equals(exploratory);
  }

  private static Response accepted(Experiment experiment, ExperimentSpec spec) {
    if (!experiment.specHash.equals(spec.hash())) {
      throw badHeader(
          422,
          "Idempotency-Key",
          experiment.idempotencyKey,
          "a key that did not come with another spec before");
    }
    return Response.accepted(ExperimentView.line(experiment))
        .location(URI.create("/experiments/" + experiment.id))
        .build();
  }

  private static Problem.Refused badHeader(
      int status, String header, String text, String accepted) {
    String value = text.length() > 60 ? text.length() + " characters long" : "'" + text + "'";
    return Problem.Refused.of(
        status, "Bad header", List.of(new SpecProblem(header, value, accepted)));
  }

  private static Experiment orNotFound(Optional<Experiment> found, String id) {
    return found.orElseThrow(
        () ->
            new Problem.Refused(
                404, "No such experiment", "There is no experiment '" + id + "'.", null));
  }
}
