package gufo.kit.artifacts;

import java.io.IOException;

/** An artifact's bytes are missing or not those its name promises. */
public final class DamagedArtifactException extends IOException {
  DamagedArtifactException(String message) {
    super(message);
  }

  static DamagedArtifactException missing(String sha256) {
    return new DamagedArtifactException("the artifact " + sha256 + " is missing from the store");
  }
}
