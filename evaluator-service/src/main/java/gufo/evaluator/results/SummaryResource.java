package gufo.evaluator.results;

import gufo.contracts.result.BasesSummary;
import gufo.contracts.spec.SpecProblem;
import gufo.evaluator.bases.Bases;
import gufo.evaluator.bases.EndedExperiment;
import gufo.kit.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What one experiment shows over several bases. */
@Path("/summary")
public class SummaryResource {

  private static final int MOST = 100;

  private final Ledger ledger;

  SummaryResource(Ledger ledger) {
    this.ledger = ledger;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Comparisons over bases, of ended experiments that differ in base and seed only")
  public Uni<BasesSummary> summary(@QueryParam("ids") String ids) {
    return Multi.createFrom()
        .iterable(ids(ids))
        .onItem()
        .transformToUniAndConcatenate(ledger::experiment)
        .map(experiment -> new EndedExperiment(experiment.spec(), experiment.result()))
        .collect()
        .asList()
        .map(SummaryResource::summed);
  }

  /** Comma-separated. */
  private static List<String> ids(String text) {
    List<String> ids =
        text == null
            ? List.of()
            : Stream.of(text.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
    if (ids.size() < 2 || ids.size() > MOST) {
      throw refused(
          "Bad query",
          new SpecProblem(
              "ids",
              text == null ? null : ids.size() + " ids",
              "2 to " + MOST + " ids of ended experiments, separated by commas"));
    }
    return ids;
  }

  private static BasesSummary summed(List<EndedExperiment> experiments) {
    Bases.Summary summary = Bases.of(experiments);
    if (summary instanceof Bases.Unlike unlike) {
      throw refused("Not one experiment on several bases", unlike.problem());
    }
    return ((Bases.Summed) summary).summary();
  }

  private static Problem.Refused refused(String title, SpecProblem problem) {
    return Problem.Refused.of(400, title, List.of(problem));
  }
}
