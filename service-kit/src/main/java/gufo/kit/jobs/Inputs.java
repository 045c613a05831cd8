package gufo.kit.jobs;

import gufo.contracts.event.ArtifactReference;
import java.util.Map;

/** The artifacts a job was given, by recipe id. */
public record Inputs(Map<String, ArtifactReference> byRecipe) {

  public Inputs {
    byRecipe = Map.copyOf(byRecipe);
  }

  public boolean has(String recipeId) {
    return byRecipe.containsKey(recipeId);
  }

  public ArtifactReference get(String recipeId) {
    ArtifactReference reference = byRecipe.get(recipeId);
    if (reference == null) {
      throw new IllegalArgumentException("recipe " + recipeId + " is no input of this job");
    }
    return reference;
  }
}
