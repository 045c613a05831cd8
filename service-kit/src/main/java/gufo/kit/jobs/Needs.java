package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.plan.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A job and the inputs it has or misses.
 *
 * @param made what facts ever told of its inputs, by recipe id; of one that is missing, it is lost
 */
record Needs(Job job, List<JobInput> inputs, Map<String, ArtifactReference> made) {

  /** A job that is not there yet. */
  static Needs ofNew(
      Node node, List<String> ids, Map<String, ArtifactReference> made, Instant now) {
    List<JobInput> inputs =
        ids.stream()
            .distinct()
            .map(id -> new JobInput(node.id(), id, made.containsKey(id)))
            .toList();
    return new Needs(new Job(node.id(), node.recipe(), missing(inputs).size(), now), inputs, made);
  }

  List<String> ids() {
    return inputs.stream().map(input -> input.key.recipeId()).toList();
  }

  List<JobInput> missing() {
    return missing(inputs);
  }

  /** sha256 of the inputs that were made and are missing, by recipe id. */
  Map<String, String> lost() {
    return missing().stream()
        .map(input -> input.key.recipeId())
        .filter(made::containsKey)
        .collect(Collectors.toMap(id -> id, id -> made.get(id).sha256()));
  }

  private static List<JobInput> missing(List<JobInput> inputs) {
    return inputs.stream().filter(input -> !input.known).toList();
  }
}
