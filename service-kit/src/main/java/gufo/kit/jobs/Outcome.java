package gufo.kit.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.event.ArtifactReference;
import gufo.contracts.id.Json;
import java.util.List;
import java.util.Locale;

/**
 * How a piece of work ended. An exception means a bug or lost infrastructure, and the work is tried
 * again.
 */
public sealed interface Outcome {

  /** As metrics and traces call it: {@code made}, {@code needsmore}, {@code cannotbemade}. */
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

  /** No attempt can make this, for a reason told to the experiment's author. */
  record CannotBeMade(String reason) implements Outcome {}
}
