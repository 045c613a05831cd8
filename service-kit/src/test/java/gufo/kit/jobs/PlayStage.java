package gufo.kit.jobs;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.plan.Recipe;
import gufo.contracts.work.DeviceMemory;
import gufo.kit.artifacts.ArtifactStore;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A stage whose work a test scripts, by recipe id; without a script it makes a small file. */
@Singleton
class PlayStage implements Stage {

  /** Scripted work. */
  interface Script {
    Outcome play(Inputs inputs, Work work) throws Exception;
  }

  final Map<String, Script> scripts = new ConcurrentHashMap<>();
  final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final ArtifactStore store;
  private String device;

  PlayStage(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "play";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Teacher;
  }

  /** A GPU has three bytes of tensors and holds five. */
  @Override
  public Optional<DeviceMemory> computeOn(String device) {
    this.device = device;
    return Optional.of(device)
        .filter(where -> !where.equals("cpu"))
        .map(
            where ->
                new DeviceMemory() {
                  @Override
                  public long allocated() {
                    return 3;
                  }

                  @Override
                  public long reserved() {
                    return 5;
                  }
                });
  }

  String device() {
    return device;
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws Exception {
    attempts.computeIfAbsent(recipe.id(), id -> new AtomicInteger()).incrementAndGet();
    Script script = scripts.get(recipe.id());
    return script == null ? make(work) : script.play(inputs, work);
  }

  Outcome make(Work work) throws Exception {
    Path file = Files.writeString(work.scratch().resolve("made"), "made");
    return Outcome.Made.of(store.putFile(file, 1L), Map.of());
  }

  int attempts(String id) {
    return attempts.getOrDefault(id, new AtomicInteger()).get();
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return new TeacherPrepared(experimentId, recipe.id(), origin, made.artifact());
  }

  @Override
  public Optional<Fact> request(String experimentId, Recipe recipe, List<String> inputs) {
    Recipe.Teacher teacher = (Recipe.Teacher) recipe;
    Recipe.Stream stream =
        new Recipe.Stream(
            1,
            teacher.base(),
            gufo.contracts.spec.CarrierKind.NUMBERS,
            null,
            new gufo.contracts.spec.Sampling(1, 8),
            10,
            1);
    return inputs.size() < 2
        ? Optional.empty()
        : Optional.of(
            new RowsRequested(experimentId, recipe.id(), stream, 0, inputs.size(), List.of()));
  }
}
