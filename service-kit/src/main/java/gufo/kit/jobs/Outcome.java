package gufo.kit.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a piece of work ended. An exception means a bug or lost infrastructure, and the work is tried
 * again.
 */
public sealed interface Outcome {

  /**
   * As metrics and traces call it: {@code made}, {@code needsmore}, {@code inputslost}, {@code
   * cannotbemade}.
   */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * The artifact is in the store.
   *
   * @param details what the stage's fact tells beside the artifact
   */
  record Made(ArtifactReference artifact, JsonNode details) implements Outcome {
    public static Made of(ArtifactReference artifact, Object details) {
      return new Made(artifact, Json.mapper().valueToTree(details));
    }

    /** The details as they went in. */
    public <T> T details(Class<T> type) {
      return Json.mapper().convertValue(details, type);
    }
  }

  /** The work showed that further artifacts are needed; it is done again when all are known. */
  record NeedsMore(List<String> recipeIds) implements Outcome {
    public NeedsMore {
      recipeIds = List.copyOf(recipeIds);
    }
  }

  /**
   * Inputs are damaged or missing in the store; the work is done again when they are restored. A
   * stage does not say it itself.
   *
   * @param sha256s of the artifacts, by recipe id
   * @param reason what was found, in words
   */
  record InputsLost(Map<String, String> sha256s, String reason) implements Outcome {
    public InputsLost {
      sha256s = Map.copyOf(sha256s);
    }
  }

  /** No attempt can make this, for a reason told to the experiment's author. */
  record CannotBeMade(String reason) implements Outcome {}
}
