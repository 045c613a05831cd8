package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How far a running experiment is, stage by stage, as the evaluator tells it. */
record Progress(List<StageProgress> stages) {

  /**
   * Parts of the plan done of all; {@code current} is the work at hand, empty when there is none.
   */
  record StageProgress(String stage, int done, int total, String current) {}

  Progress {
    stages = List.copyOf(stages);
  }

  static Progress of(JsonNode running) {
    List<StageProgress> stages = new ArrayList<>();
    for (JsonNode stage : running.path("stages")) {
      stages.add(
          new StageProgress(
              stage.path("stage").asText(),
              stage.path("done").asInt(),
              stage.path("total").asInt(),
              stage.path("current").asText("")));
    }
    return new Progress(stages);
  }
}
