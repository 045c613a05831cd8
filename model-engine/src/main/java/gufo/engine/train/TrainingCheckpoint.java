package gufo.engine.train;

import gufo.engine.checkpoint.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The whole state of a training in one file: trained numbers, both moments, counts. */
final class TrainingCheckpoint {

  private static final String FILE = "training.safetensors";

  private TrainingCheckpoint() {}

  static void write(Path directory, Tensor parameters_n, AdamW optimizer, Progress progress)
      throws IOException {
    SafeTensors.write(
        directory.resolve(FILE),
        Map.of(
            "parameters", parameters_n,
            "first", optimizer.first(),
            "second", optimizer.second()),
        progress.toMetadata());
  }

  /** Fills parameters and moments. */
  static Progress read(Path directory, Tensor parameters_n, AdamW optimizer, int totalSteps)
      throws IOException {
    try (SafeTensors file = SafeTensors.read(directory.resolve(FILE))) {
      Progress progress = Progress.of(file.metadata(), totalSteps);
      restore(file, "parameters", parameters_n);
      restore(file, "first", optimizer.first());
      restore(file, "second", optimizer.second());
      return progress;
    }
  }

  private static void restore(SafeTensors file, String name, Tensor into) {
    Tensor from = file.tensors().get(name);
    if (from == null || from.numel() != into.numel()) {
      throw new IllegalArgumentException("the checkpoint is of another training: " + name);
    }
    into.copy_(from);
  }
}
