package gufo.engine.train;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training has counted so far; part of its checkpoint, so that a resumed run reports the
 * same.
 */
final class Progress {

  private final int totalSteps;
  private int steps;
  private long tokens;
  private double firstLoss;
  private double tailLoss;

  Progress(int totalSteps) {
    this.totalSteps = totalSteps;
  }

  int steps() {
    return steps;
  }

  void count(double loss, long batchTokens) {
    if (steps == 0) {
      firstLoss = loss;
    }
    if (steps >= totalSteps - tailSteps()) {
      tailLoss += loss;
    }
    steps++;
    tokens += batchTokens;
  }

  TrainingReport report() {
    return new TrainingReport(firstLoss, tailLoss / tailSteps(), steps, tokens);
  }

  private int tailSteps() {
    return Math.max(1, totalSteps / 10);
  }

  SortedMap<String, String> toMetadata() {
    return new TreeMap<>(
        Map.of(
            "steps", Integer.toString(steps),
            "totalSteps", Integer.toString(totalSteps),
            "tokens", Long.toString(tokens),
            "firstLoss", Double.toHexString(firstLoss),
            "tailLoss", Double.toHexString(tailLoss)));
  }

  /**
   * @throws IllegalArgumentException when the checkpoint is of another training
   */
  static Progress of(Map<String, String> metadata, int totalSteps) {
    if (!Integer.toString(totalSteps).equals(metadata.get("totalSteps"))) {
      throw new IllegalArgumentException(
          "the checkpoint is of a training of %s steps, not %d"
              .formatted(metadata.get("totalSteps"), totalSteps));
    }
    Progress progress = new Progress(totalSteps);
    progress.steps = Integer.parseInt(metadata.get("steps"));
    progress.tokens = Long.parseLong(metadata.get("tokens"));
    progress.firstLoss = Double.parseDouble(metadata.get("firstLoss"));
    progress.tailLoss = Double.parseDouble(metadata.get("tailLoss"));
    return progress;
  }
}
