package gufo.contracts.result;

import java.util.List;

/**
 * A recipe that could not be had.
 *
 * @param stage who gave up
 * @param reason in words for the experiment's author
 * @param cells the runs lost with it, as {@code arm/student/replicate}
 */
public record Failure(String stage, String recipeId, String reason, List<String> cells) {

  public Failure {
    cells = List.copyOf(cells);
  }
}
