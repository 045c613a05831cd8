package gufo.lab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Status;
import gufo.lab.follow.VerdictTable;
import gufo.lab.home.Home;

/** Prints a finished result, for people or for programs, and tells the exit code. */
record ResultPrinter(Console console, Home home) {

  /**
   * The object goes through as the evaluator made it: fields this launcher does not know stay.
   *
   * @param stackSeconds null when the stack was running already
   */
  int print(JsonNode answer, Double stackSeconds, boolean json) throws JsonProcessingException {
    ObjectNode object = answer.deepCopy();
    object.put("stackSeconds", stackSeconds);
    ExperimentResult result = Json.mapper().treeToValue(object, ExperimentResult.class);
    if (json) {
      console.out().println(Json.mapper().writeValueAsString(object));
    } else {
      console.out().println();
      console.out().print(VerdictTable.render(result));
      if (stackSeconds != null) {
        console.out().printf("stack start %.1f s%n", stackSeconds);
      }
      console.out().println("report: " + home.reports().resolve(result.id()).resolve("report.md"));
    }
    return result.status() == Status.CONCLUDED ? ExitCode.OK : ExitCode.FAILED;
  }
}
