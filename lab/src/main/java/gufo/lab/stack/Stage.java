package gufo.lab.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The five services, in the order of the work; they stop in the opposite order. */
public enum Stage {
  TEACHER,
  GENERATOR,
  FILTER,
  STUDENT,
  EVALUATOR;

  /** As people write it: {@code teacher}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String module() {
    return word() + "-service";
  }

  public static Optional<Stage> of(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Stage::word).toList();
  }
}
