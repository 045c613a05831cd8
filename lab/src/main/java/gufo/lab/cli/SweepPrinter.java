package gufo.lab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.result.BasesSummary;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Status;
import gufo.contracts.spec.Sweep;
import gufo.lab.follow.SweepTable;
import gufo.lab.follow.TransferTable;
import gufo.lab.home.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints the results of a sweep, for people or for programs, and tells the exit code. */
record SweepPrinter(Console console, Home home) {

  /**
   * @param answers one an experiment, as the evaluator made them
   * @param stackSeconds null when the stack was running already
   */
  int print(
      Sweep sweep,
      List<JsonNode> answers,
      Optional<BasesSummary> summary,
      Double stackSeconds,
      boolean json)
      throws JsonProcessingException {
    List<ExperimentResult> results = new ArrayList<>();
    for (JsonNode answer : answers) {
      results.add(Json.mapper().treeToValue(answer, ExperimentResult.class));
    }
    if (json) {
      console.out().println(object(sweep, answers, summary, stackSeconds));
    } else {
      console.out().println();
      console.out().print(SweepTable.render(sweep.name(), results, summary));
      TransferTable.render(sweep, results).ifPresent(table -> console.out().printf("%n%s", table));
      console.out().println("reports: " + home.reports());
    }
    boolean concluded = results.stream().allMatch(one -> one.status() == Status.CONCLUDED);
    return concluded ? ExitCode.OK : ExitCode.FAILED;
  }

  private static ObjectNode object(
      Sweep sweep, List<JsonNode> answers, Optional<BasesSummary> summary, Double stackSeconds) {
    ObjectNode object = Json.mapper().createObjectNode();
    object.put("sweep", sweep.name());
    object.putArray("experiments").addAll(answers);
    summary.ifPresent(found -> object.set("summary", Json.mapper().valueToTree(found)));
    object.put("stackSeconds", stackSeconds);
    return object;
  }
}
