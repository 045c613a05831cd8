package gufo.contracts.plan;

import java.util.List;

/** A recipe of a plan with its id. */
public record Node(String id, Recipe recipe) {

  static Node of(Recipe recipe) {
    return new Node(recipe.id(), recipe);
  }

  /**
   * Ids of the nodes that must be there first; a data set waits for the models that write its rows
   * and judge them.
   */
  public List<String> after() {
    return recipe instanceof Recipe.Dataset dataset ? dataset.models() : recipe.inputs();
  }
}
