package gufo.kit.artifacts;

import java.io.IOException;

/** An artifact's bytes are missing or not those its name promises. */
public final class DamagedArtifactException extends IOException {

  private final String artifact;

  DamagedArtifactException(String message, String artifact) {
    super(message);
    this.artifact = artifact;
  }

  static DamagedArtifactException missing(String sha256) {
    return new DamagedArtifactException(
        "the artifact " + sha256 + " is missing from the store", sha256);
  }

  /** The sha256 in the reference: of a folder, though one of its files alone may be damaged. */
  public String artifact() {
    return artifact;
  }
}
