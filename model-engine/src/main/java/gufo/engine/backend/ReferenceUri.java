package gufo.engine.backend;

import gufo.contracts.spec.ModelUri;
import gufo.engine.net.ReferenceModels;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the URI of a reference model says.
 *
 * @param size for example {@code qwen-32x2}
 * @param seed of the weights
 * @param dataSeed of the corpus and its order; by default the same
 * @param steps of pre-training, over which its learning rate falls
 * @param checkpoint the step after which pre-training is cut off; by default its last
 */
record ReferenceUri(String size, long seed, long dataSeed, int steps, int checkpoint) {

  private static final int STEPS = 1300;
  private static final int MOST_STEPS = 1_000_000;
  private static final Set<String> PARAMETERS = Set.of("seed", "dataSeed", "steps", "checkpoint");

  /**
   * @throws IllegalArgumentException with a text for the caller
   */
  static ReferenceUri of(ModelUri uri) {
    if (!ReferenceModels.names().contains(uri.name())) {
      throw new IllegalArgumentException(
          "'%s': '%s' is no reference model; expected one of %s"
              .formatted(uri, uri.name(), String.join(", ", ReferenceModels.names())));
    }
    for (String parameter : uri.parameters().keySet()) {
      if (!PARAMETERS.contains(parameter)) {
        throw new IllegalArgumentException(
            "'%s': unknown parameter '%s'; expected %s"
                .formatted(uri, parameter, String.join(", ", new TreeSet<>(PARAMETERS))));
      }
    }
    if (!uri.parameters().containsKey("seed")) {
      throw new IllegalArgumentException(
          "'%s' lacks a seed; expected for example reference:%s?seed=101"
              .formatted(uri, uri.name()));
    }
    long seed = number(uri, "seed", 0, 0, Long.MAX_VALUE);
    int steps = (int) number(uri, "steps", STEPS, 1, MOST_STEPS);
    return new ReferenceUri(
        uri.name(),
        seed,
        number(uri, "dataSeed", seed, 0, Long.MAX_VALUE),
        steps,
        (int) number(uri, "checkpoint", steps, 1, steps));
  }

  static long number(ModelUri uri, String parameter, long otherwise, long least, long most) {
    String text = uri.parameters().get(parameter);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for both
    }
    throw new IllegalArgumentException(
        "'%s': %s is '%s'; expected a whole number from %d to %d"
            .formatted(uri, parameter, text, least, most));
  }
}
