package gufo.kit.facts;

import io.smallrye.config.RelocateConfigSourceInterceptor;

/**
 * A process without the role {@code gufo.roles.intake} connects no incoming channel, whatever its
 * channels are, and so is in no consumer group.
 */
public final class IntakeRole extends RelocateConfigSourceInterceptor {

  public IntakeRole() {
    super(
        name ->
            name.startsWith("mp.messaging.incoming.") && name.endsWith(".enabled")
                ? "gufo.roles.intake"
                : name);
  }
}
