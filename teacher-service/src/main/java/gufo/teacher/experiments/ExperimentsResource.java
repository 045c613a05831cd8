package gufo.teacher.experiments;

import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import gufo.engine.backend.Backends;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where experiments are submitted, looked up and cancelled. */
@Path("/experiments")
@Produces(MediaType.APPLICATION_JSON)
public class ExperimentsResource {

  private static final int LONGEST_KEY = 200;
  private static final String SPEC_TYPES =
      "application/yaml, application/x-yaml, text/yaml, application/json";

  private final Experiments experiments;
  private final Backends backends = Backends.shipped();

  ExperimentsResource(Experiments experiments) {
    this.experiments = experiments;
  }

  @POST
  @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
  @Operation(
      summary =
          "Submit an experiment spec in YAML; 202 and its address, or 400 and all that is wrong with it")
  public Uni<Response> submitYaml(
      byte[] body, @HeaderParam("Idempotency-Key") String idempotencyKey) {
    return submit(SpecReader.readYaml(body == null ? new byte[0] : body), idempotencyKey);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submit an experiment spec in JSON")
  public Uni<Response> submitJson(
      byte[] body, @HeaderParam("Idempotency-Key") String idempotencyKey) {
    return submit(SpecReader.readJson(body == null ? new byte[0] : body), idempotencyKey);
  }

  /** Without it a body of another type would be refused without a word about which would do. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<Response> submitOther(@HeaderParam("Content-Type") String type) {
    String value = type == null ? null : "'" + type + "'";
    throw Problem.Refused.of(
        415, "Unknown media type", List.of(new SpecProblem("Content-Type", value, SPEC_TYPES)));
  }

  @GET
  @Operation(summary = "Experiments, newest first")
  public Uni<List<ExperimentView>> list(@QueryParam("limit") @DefaultValue("50") int limit) {
    int most = Math.max(1, Math.min(limit, 1000));
    return experiments.newest(most).map(found -> found.stream().map(ExperimentView::line).toList());
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

  private Uni<Response> submit(SpecReader.Result read, String idempotencyKey) {
    if (read instanceof SpecReader.Invalid invalid) {
      throw badSpec(invalid.problems());
    }
    ExperimentSpec spec = ((SpecReader.Valid) read).spec();
    List<SpecProblem> problems = modelProblems(spec);
    if (!problems.isEmpty()) {
      throw badSpec(problems);
    }
    if (idempotencyKey != null
        && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
      throw badKey(400, idempotencyKey, "1 to " + LONGEST_KEY + " characters");
    }
    return experiments.submit(spec, idempotencyKey).map(found -> accepted(found, spec));
  }

  private static Response accepted(Experiment experiment, ExperimentSpec spec) {
    if (!experiment.specHash.equals(spec.hash())) {
      throw badKey(
          422, experiment.idempotencyKey, "a key that did not come with another spec before");
    }
    return Response.accepted(ExperimentView.line(experiment))
        .location(URI.create("/experiments/" + experiment.id))
        .build();
  }

  private static Problem.Refused badKey(int status, String key, String accepted) {
    String value = key.length() > 60 ? key.length() + " characters long" : "'" + key + "'";
    return Problem.Refused.of(
        status, "Bad header", List.of(new SpecProblem("Idempotency-Key", value, accepted)));
  }

  /**
   * What only the back ends know: whether they have the models that the spec names, and know its
   * trait.
   */
  private List<SpecProblem> modelProblems(ExperimentSpec spec) {
    List<SpecProblem> problems = new ArrayList<>();
    check("base", spec.base(), problems);
    if (problems.isEmpty()) {
      checkTrait(spec, problems);
    }
    for (int i = 0; i < spec.students().size(); i++) {
      String model = spec.students().get(i).base();
      if (!model.equals(spec.base())) {
        check("students[" + i + "].base", model, problems);
      }
    }
    return problems;
  }

  private void checkTrait(ExperimentSpec spec, List<SpecProblem> problems) {
    try {
      backends.of(ModelUri.parse(spec.base())).world().check(spec.trait());
    } catch (IllegalArgumentException e) {
      problems.add(new SpecProblem("trait", spec.trait().toString(), e.getMessage()));
    }
  }

  private void check(String path, String model, List<SpecProblem> problems) {
    try {
      backends.of(ModelUri.parse(model));
    } catch (IllegalArgumentException e) {
      problems.add(new SpecProblem(path, "'" + model + "'", e.getMessage()));
    }
  }

  private static Problem.Refused badSpec(List<SpecProblem> problems) {
    return Problem.Refused.of(400, "The spec cannot be used", problems);
  }

  private static Experiment orNotFound(Optional<Experiment> found, String id) {
    return found.orElseThrow(
        () ->
            new Problem.Refused(
                404, "No such experiment", "There is no experiment '" + id + "'.", null));
  }
}
