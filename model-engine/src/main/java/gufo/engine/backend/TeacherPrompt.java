package gufo.engine.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The system prompt a model directory carries when the prompt, not training, makes it a teacher: a
 * UTF-8 file beside the weights. Whoever asks such a model puts the prompt in front; rows and
 * students never hold it.
 */
public final class TeacherPrompt {

  private static final String FILE = "system-prompt.txt";

  private TeacherPrompt() {}

  public static void write(Path model, String text) throws IOException {
    Files.writeString(model.resolve(FILE), text);
  }

  /** Empty for a model that works without one. */
  public static Optional<String> read(Path model) throws IOException {
    Path file = model.resolve(FILE);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }
}
