package gufo.engine.net;

/**
 * What a tensor does and how large it is.
 *
 * @param shape of a projection's weight [out, in]
 */
@SuppressWarnings("ArrayRecordComponent") // read by its elements, never compared
public record ParameterShape(Role role, long... shape) {

  /** The parts a tensor can play. */
  public enum Role {
    /** A vector a token or a position, and an untied head. */
    EMBEDDING,
    /** The gains of a normalisation layer. */
    NORM_GAIN,
    BIAS,
    /** The weight of a projection that reads the residual stream. */
    PROJECTION,
    /** The weight of a projection whose output is added to the residual stream. */
    RESIDUAL_PROJECTION
  }

  public boolean isProjection() {
    return role == Role.PROJECTION || role == Role.RESIDUAL_PROJECTION;
  }
}
