package gufo.kit.jobs;

import gufo.contracts.work.DeviceMemory;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.artifacts.DamagedArtifactException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An attempt at a recipe: the stage's work, and what the store may have lost of its inputs or of
 * what was made before.
 */
@ApplicationScoped
class Making {

  private final Stage stage;
  private final ArtifactStore store;

  Making(Stage stage, ArtifactStore store) {
    this.stage = stage;
    this.store = store;
  }

  String stage() {
    return stage.name();
  }

  Optional<DeviceMemory> computeOn(String device) {
    return stage.computeOn(device);
  }

  /** What was made before and is whole is not made again. */
  Outcome attempt(Claim claim, Work work) throws Exception {
    Outcome.Made former = claim.former();
    if (former != null && store.isWhole(former.artifact(), work.scratch())) {
      return former;
    }
    try {
      return stage.work(claim.recipe(), claim.inputs(), work);
    } catch (DamagedArtifactException e) {
      return inputsLost(claim.inputs(), e);
    }
  }

  /** Several recipes may have made the same bytes: any of their owners may have to. */
  private static Outcome inputsLost(Inputs inputs, DamagedArtifactException damaged)
      throws IOException {
    Map<String, String> lost =
        inputs.recipes(damaged.artifact()).stream()
            .collect(Collectors.toMap(Function.identity(), id -> damaged.artifact()));
    if (lost.isEmpty()) {
      throw damaged;
    }
    return new Outcome.InputsLost(lost, damaged.getMessage());
  }
}
