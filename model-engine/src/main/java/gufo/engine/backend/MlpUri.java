package gufo.engine.backend;

import gufo.contracts.spec.ModelUri;
import gufo.engine.digits.Image;
import gufo.engine.net.MlpConfig;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the URI of a classifier says: {@code mlp:784-256-256?seed=101}.
 *
 * @param seed of the weights
 */
record MlpUri(MlpConfig config, long seed) {

  private static final Pattern SIZES = Pattern.compile(Image.POINTS + "(-[1-9]\\d{0,3}){1,4}");

  /**
   * @throws IllegalArgumentException with a text for the caller
   */
  static MlpUri of(ModelUri uri) {
    if (!SIZES.matcher(uri.name()).matches()) {
      throw new IllegalArgumentException(
          "'%s': '%s' is no classifier; expected 784 inputs and one to four hidden layers of 1 to 9999, for example 784-256-256"
              .formatted(uri, uri.name()));
    }
    if (!uri.parameters().keySet().equals(Set.of("seed"))) {
      throw new IllegalArgumentException(
          "'%s' has the parameters %s; expected seed alone, for example mlp:%s?seed=101"
              .formatted(uri, uri.parameters().keySet(), uri.name()));
    }
    return new MlpUri(
        new MlpConfig(Arrays.stream(uri.name().split("-")).map(Integer::valueOf).toList()),
        ReferenceUri.number(uri, "seed", 0, 0, Long.MAX_VALUE));
  }
}
