package gufo.teacher.experiments;

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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where specs are frozen before there are data. There is no way to change or remove one. */
@Path("/preregistrations")
@Produces(MediaType.APPLICATION_JSON)
public class PreregistrationsResource {

  private final Preregistrations preregistrations;
  private final Deadline deadline;
  private final SpecBody specs;

  PreregistrationsResource(Preregistrations preregistrations, SpecBody specs, Deadline deadline) {
    this.preregistrations = preregistrations;
    this.specs = specs;
    this.deadline = deadline;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary =
          "Freeze an experiment spec in YAML or JSON under its name; 201, again for the same spec,"
              + " or 409 when it was submitted before or the name is taken")
  public Uni<Response> register(byte[] body, @HeaderParam("Content-Type") String contentType) {
    return deadline
        .bound(preregistrations.register(specs.read(body, contentType)))
        .map(
            registered ->
                Response.created(URI.create("/preregistrations/" + registered.name))
                    .entity(PreregistrationView.line(registered))
                    .build());
  }

  @GET
  @Operation(summary = "Preregistrations, newest first")
  public Uni<List<PreregistrationView>> list(
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return preregistrations
        .newest(Limit.of(limit))
        .map(found -> found.stream().map(PreregistrationView::line).toList());
  }

  @GET
  @Path("{name}")
  @Operation(summary = "One preregistration with its resolved spec")
  public Uni<PreregistrationView> one(@PathParam("name") String name) {
    return preregistrations
        .find(name)
        .map(
            found ->
                found
                    .map(PreregistrationView::whole)
                    .orElseThrow(
                        () ->
                            new Problem.Refused(
                                404,
                                "No such preregistration",
                                "Nothing is registered under the name '" + name + "'.",
                                null)));
  }
}
