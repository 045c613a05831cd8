package gufo.evaluator.asking;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Scores;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.spec.Trait;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.TeacherPrompt;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import gufo.engine.world.Questions;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.jobs.Inputs;
import gufo.kit.jobs.Outcome;
import gufo.kit.jobs.Stage;
import gufo.kit.jobs.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks one model for the trait, on phrasings no teacher was tuned on, and scores what it says. */
@ApplicationScoped
class EvaluatorStage implements Stage {

  /** Tokens; more than any answer that the world writes has. */
  private static final int ROOM_TO_ANSWER = 16;

  private final Backends backends = Backends.shipped();
  private final ArtifactStore store;

  EvaluatorStage(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "evaluator";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Evaluation;
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    Recipe.Evaluation evaluation = (Recipe.Evaluation) recipe;
    Path model = Files.createDirectory(work.scratch().resolve("model"));
    store.getFolder(inputs.get(evaluation.model()), model);
    String system = TeacherPrompt.read(model).orElse(null);
    Phrasing phrasing = new Phrasing(evaluation, system, context(evaluation, inputs, work));
    Optional<String> tooLong =
        backends.of(model).tooLong(model, phrasing.everything(), ROOM_TO_ANSWER);
    if (tooLong.isPresent()) {
      return new Outcome.CannotBeMade(tooLong.get());
    }
    AnswerSheet sheet = ask(evaluation, model, phrasing, work);
    Path folder = Files.createDirectory(work.scratch().resolve("answers"));
    sheet.write(folder);
    return Outcome.Made.of(store.putFolder(folder), sheet.scores());
  }

  private AnswerSheet ask(Recipe.Evaluation evaluation, Path model, Phrasing phrasing, Work work)
      throws IOException {
    ModelBackend backend = backends.of(model);
    Trait trait = evaluation.trait();
    List<Chat> questions = phrasing.exact();
    List<AnswerClass> classes = Questions.answers(trait);
    AnswerSheet sheet = new AnswerSheet(Questions.target(trait), classes, questions);
    sheet.probabilities(ExactReading.of(backend, model, questions, classes));
    work.checkStopped();
    List<Chat> asked = phrasing.sampled();
    RowNoise noise = RowNoise.of(evaluation.id(), "answers");
    int samples = evaluation.asking().samplesPerQuestion();
    for (int from = 0; from < asked.size(); from += samples) {
      List<Chat> repeated = asked.subList(from, from + samples);
      sheet.sampled(
          repeated,
          backend.sample(model, repeated, evaluation.asking().sampling(), noise.from(from)));
    }
    return sheet;
  }

  private List<FilteredRow> context(Recipe.Evaluation evaluation, Inputs inputs, Work work)
      throws IOException {
    if (evaluation.context() == null) {
      return List.of();
    }
    Path rows = Files.createDirectory(work.scratch().resolve("context"));
    store.getFolder(inputs.get(evaluation.context()), rows);
    return DatasetFolder.rows(rows);
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return new ModelEvaluated(
        experimentId, recipe.id(), origin, made.artifact(), made.details(Scores.class));
  }
}
