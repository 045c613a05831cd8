package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import java.util.List;
import java.util.Map;

/** The artifacts a job was given, by recipe id. */
public record Inputs(Map<String, ArtifactReference> byRecipe) {

  public Inputs {
    byRecipe = Map.copyOf(byRecipe);
  }

  public boolean has(String recipeId) {
    return byRecipe.containsKey(recipeId);
  }

  /** The recipes whose artifact has these bytes; there may be several. */
  List<String> recipes(String sha256) {
    return byRecipe.entrySet().stream()
        .filter(input -> input.getValue().sha256().equals(sha256))
        .map(Map.Entry::getKey)
        .toList();
  }

  public ArtifactReference get(String recipeId) {
    ArtifactReference reference = byRecipe.get(recipeId);
    if (reference == null) {
      throw new IllegalArgumentException("recipe " + recipeId + " is no input of this job");
    }
    return reference;
  }
}
