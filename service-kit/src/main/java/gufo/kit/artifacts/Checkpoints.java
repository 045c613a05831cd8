package gufo.kit.artifacts;

import gufo.contracts.work.LongWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where long work leaves off: beside the artifacts, so that another process can go on. A checkpoint
 * counts only once it is whole; the newest counts. Work is deterministic, so any attempt's
 * checkpoint serves any other.
 */
public abstract class Checkpoints {

  Checkpoints() {}

  /**
   * Saves the folder that {@code writer} fills and removes earlier ones; a later attempt's stays.
   */
  public abstract void save(String recipeId, long attempt, LongWork.DirectoryWriter writer)
      throws IOException;

  /**
   * The newest complete checkpoint.
   *
   * @param scratch a folder of the work's own; a checkpoint that lies elsewhere is copied into it
   */
  public abstract Optional<Path> last(String recipeId, Path scratch);

  /** Removes all checkpoints of finished work. */
  public abstract void drop(String recipeId) throws IOException;

  /** Names sort by attempt, then by time; one process makes all of one attempt. */
  static String name(long attempt) {
    return "%010d-%019d".formatted(attempt, System.nanoTime() & Long.MAX_VALUE);
  }
}
