package gufo.lab.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a running experiment is, stage by stage, as the evaluator tells it. */
record Progress(List<StageProgress> stages) {

  /**
   * Parts of the plan done of all; {@code current} is the work at hand, empty when there is none.
   */
  record StageProgress(String stage, int done, int total, String current) {
    private StageProgress plus(StageProgress other) {
      return new StageProgress(
          stage,
          done + other.done,
          total + other.total,
          current.isEmpty() ? other.current : current);
    }
  }

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

  /** The same with everything done. */
  Progress finished() {
    return new Progress(
        stages.stream().map(s -> new StageProgress(s.stage(), s.total(), s.total(), "")).toList());
  }

  /**
   * Several experiments as one, with a line of their own for how many have ended; a single one as
   * it is. What experiments share is counted in each of them.
   */
  static Progress together(Collection<Progress> experiments, int ended, int all) {
    Map<String, StageProgress> sums = new LinkedHashMap<>();
    for (Progress experiment : experiments) {
      experiment.stages.forEach(stage -> sums.merge(stage.stage(), stage, StageProgress::plus));
    }
    List<StageProgress> stages = new ArrayList<>(sums.values());
    if (all > 1) {
      stages.add(new StageProgress("experiments", ended, all, ""));
    }
    return new Progress(stages);
  }
}
