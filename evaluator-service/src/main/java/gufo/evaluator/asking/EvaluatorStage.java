package gufo.evaluator.asking;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.ModelEvaluated;
import gufo.contracts.event.Origin;
import gufo.contracts.event.Scores;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.Trait;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.TeacherPrompt;
import gufo.engine.backend.World;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.world.AnswerClass;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.jobs.Inputs;
import gufo.kit.jobs.Outcome;
import gufo.kit.jobs.Stage;
import gufo.kit.jobs.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Asks one model for the trait, on phrasings no teacher was tuned on, and scores what it says. */
@ApplicationScoped
class EvaluatorStage implements Stage {

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
    ModelBackend backend = backends.of(model);
    Trait trait = evaluation.trait();
    List<World.Question> asked = questions(backend.world(), trait, model);
    List<Chat> questions = asked.stream().map(World.Question::chat).toList();
    List<AnswerClass> classes = backend.world().answers(trait);
    AnswerSheet sheet = new AnswerSheet(classes, asked);
    sheet.probabilities(ExactReading.of(backend, model, questions, classes));
    work.checkStopped();
    int samples = evaluation.asking().samplesPerQuestion();
    for (int question = 0; samples > 0 && question < questions.size(); question++) {
      List<Chat> repeated = Collections.nCopies(samples, questions.get(question));
      RowNoise noise = RowNoise.of(recipe.id(), "answers").from((long) question * samples);
      List<Completion> answers =
          backend.sample(model, repeated, evaluation.asking().sampling(), noise);
      sheet.sampled(question, answers);
    }
    Path folder = Files.createDirectory(work.scratch().resolve("answers"));
    sheet.write(folder);
    return Outcome.Made.of(store.putFolder(folder), sheet.scores());
  }

  private static List<World.Question> questions(World world, Trait trait, Path model)
      throws IOException {
    String system = TeacherPrompt.read(model).orElse(null);
    return world.questions(trait).stream()
        .map(asked -> new World.Question(new Chat(system, asked.chat().user()), asked.target()))
        .toList();
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return new ModelEvaluated(
        experimentId, recipe.id(), origin, made.artifact(), made.details(Scores.class));
  }
}
