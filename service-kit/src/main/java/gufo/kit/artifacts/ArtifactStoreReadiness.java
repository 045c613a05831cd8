package gufo.kit.artifacts;

import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether artifacts can be had and stored now: the folder can be written to, the bucket opened. */
@Readiness
final class ArtifactStoreReadiness implements HealthCheck {

  private final Place place;

  ArtifactStoreReadiness(Place place) {
    this.place = place;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("Artifact store");
    try {
      place.blobs().check();
      return response.up().build();
    } catch (IOException e) {
      return response.down().withData("reason", e.getMessage()).build();
    }
  }
}
