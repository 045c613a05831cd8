package gufo.evaluator.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.contracts.plan.Plan;
import gufo.evaluator.report.MarkdownReport;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What experiments found, or how far they are. */
@Path("/results/{id}")
public class ResultsResource {

  private final Ledger ledger;
  private final Progress progress;

  ResultsResource(Ledger ledger, Progress progress) {
    this.ledger = ledger;
    this.progress = progress;
  }

  /** An experiment that has no result yet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Standing(String id, String name, String status, List<StageStanding> stages) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "200 and the result once the experiment has ended, 202 and its standing before")
  public Uni<Response> result(@PathParam("id") String id) {
    return ledger.experiment(id).flatMap(this::answer);
  }

  @GET
  @Path("report")
  @Produces("text/markdown")
  @Operation(summary = "The report of an ended experiment")
  public Uni<String> report(@PathParam("id") String id) {
    return ledger
        .experiment(id)
        .map(experiment -> MarkdownReport.of(experiment.result(), experiment.spec()));
  }

  private Uni<Response> answer(MeasuredExperiment experiment) {
    return experiment.result == null
        ? ledger
            .settled(experiment.id)
            .map(settled -> Response.accepted(standing(experiment, settled)).build())
        : Uni.createFrom().item(() -> Response.ok(experiment.result()).build());
  }

  private Standing standing(MeasuredExperiment experiment, Set<String> settled) {
    return new Standing(
        experiment.id,
        experiment.spec().name(),
        experiment.status.name().toLowerCase(Locale.ROOT),
        progress.standing(experiment.id, () -> Plan.of(experiment.spec()), settled));
  }
}
