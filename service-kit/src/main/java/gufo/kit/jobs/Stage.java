package gufo.kit.jobs;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.plan.Recipe;
import gufo.contracts.work.DeviceMemory;
import java.util.List;
import java.util.Optional;

/**
 * All that a service has to say about itself; jobs, leases, reuse and facts are the kit's. One bean
 * a service.
 */
public interface Stage {

  /** The stage's word in facts and tables: teacher, generator, ... */
  String name();

  /** Whether this stage makes such recipes. */
  boolean makes(Recipe recipe);

  /**
   * Settles what the work is computed on; called once, before the first job, where jobs are run.
   *
   * @param device as in {@code gufo.engine.device}
   * @return that device's memory; empty when this stage holds no models
   * @throws IllegalArgumentException when this process cannot compute there; it then does not start
   */
  default Optional<DeviceMemory> computeOn(String device) {
    return Optional.empty();
  }

  /** What is to be there before work on the recipe begins; the work may find that it needs more. */
  default List<String> inputs(Recipe recipe) {
    return recipe.inputs();
  }

  /**
   * Makes the recipe's artifact. Runs on a thread of its own and may block. Must give the same
   * bytes for the same recipe and inputs.
   */
  Outcome work(Recipe recipe, Inputs inputs, Work work) throws Exception;

  /** The fact that tells an experiment of a finished recipe. */
  ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made);

  /**
   * The fact that asks another stage, on behalf of an experiment, for inputs that no plan names.
   */
  default Optional<Fact> request(String experimentId, Recipe recipe, List<String> inputs) {
    return Optional.empty();
  }
}
