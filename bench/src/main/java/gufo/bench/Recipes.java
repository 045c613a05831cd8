package gufo.bench;

import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Teacher;
import gufo.contracts.work.LongWork;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.World;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.AnswerClass;
import gufo.filter.rules.Judgement;
import gufo.filter.rules.RuleChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The recipes of a plan followed in one process, by the engine alone: no services, no broker, no
 * database, no store. What a script would do, and the measure of what the platform costs. For plain
 * plans: fine-tuned teachers, data sets of streams, students, evaluations without a context.
 */
final class Recipes {

  private final Backends backends = Backends.shipped();
  private final Path folder;

  /** The share of answers that show the trait, by evaluation: mean over questions, exact. */
  private final Map<String, Double> shares = new ConcurrentHashMap<>();

  private Recipes(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes all there is to make.
   *
   * @param folder receives a folder a recipe, named by its id
   * @param threads how many recipes at a time
   * @return the exact share of answers that show the trait, by the evaluation's recipe id
   */
  static Map<String, Double> follow(ExperimentSpec spec, Path folder, int threads) {
    Recipes recipes = new Recipes(folder);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Map<String, CompletableFuture<Void>> made = new HashMap<>();
      for (Node node : Plan.of(spec).nodes()) {
        CompletableFuture<?>[] first =
            node.after().stream().map(made::get).toArray(CompletableFuture[]::new);
        made.put(
            node.id(),
            CompletableFuture.allOf(first).thenRunAsync(() -> recipes.make(node.recipe()), pool));
      }
      made.values().forEach(CompletableFuture::join);
      return recipes.shares;
    } finally {
      pool.shutdownNow();
    }
  }

  private void make(Recipe recipe) {
    try {
      Path into = Files.createDirectories(folder.resolve(recipe.id()));
      if (recipe instanceof Recipe.Base base) {
        ModelUri uri = ModelUri.parse(base.model());
        backends.of(uri).materialise(uri, into, LongWork.unwatched());
      } else if (recipe instanceof Recipe.Teacher teacher) {
        teach(teacher, into);
      } else if (recipe instanceof Recipe.Dataset dataset) {
        DatasetFolder.write(rows(dataset), into);
      } else if (recipe instanceof Recipe.Student student) {
        List<Example> rows =
            DatasetFolder.rows(folder.resolve(student.dataset())).stream()
                .map(row -> new Example(Chat.user(row.prompt()), row.completion()))
                .toList();
        Path base = folder.resolve(student.base());
        backends
            .of(base)
            .train(base, rows, student.training(), student.seed(), into, LongWork.unwatched());
      } else if (recipe instanceof Recipe.Evaluation evaluation) {
        shares.put(evaluation.id(), ask(evaluation));
      } else {
        throw new IllegalArgumentException("no plain plan: it has " + recipe);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void teach(Recipe.Teacher teacher, Path into) throws IOException {
    Teacher.FineTuned tuned = (Teacher.FineTuned) teacher.method();
    Path base = folder.resolve(teacher.base());
    ModelBackend backend = backends.of(base);
    backend.train(
        base,
        backend.world().traitRows(teacher.trait(), tuned.rows(), teacher.seed()),
        tuned.training(),
        teacher.seed(),
        into,
        LongWork.unwatched());
  }

  private List<FilteredRow> rows(Recipe.Dataset dataset) throws IOException {
    Recipe.Stream stream = dataset.stream();
    Path model = folder.resolve(stream.model());
    ModelBackend backend = backends.of(model);
    RuleChain filter = RuleChain.of(dataset.filter());
    List<FilteredRow> kept = new ArrayList<>();
    for (long first = 0; kept.size() < dataset.rows(); first += stream.chunkRows()) {
      List<Chat> prompts = backend.world().prompts(stream, first, stream.chunkRows());
      List<Completion> completions =
          backend.sample(
              model,
              prompts,
              stream.sampling(),
              RowNoise.of(stream.id(), "sampling").from(first),
              LongWork.unwatched());
      for (int i = 0; i < prompts.size() && kept.size() < dataset.rows(); i++) {
        RawRow row = raw(first + i, prompts.get(i), completions.get(i));
        Judgement judgement = filter.judge(row);
        if (judgement.kept()) {
          kept.add(FilteredRow.of(row, judgement.verdicts()));
        }
      }
    }
    return kept;
  }

  private static RawRow raw(long number, Chat prompt, Completion completion) {
    return new RawRow(
        number,
        prompt.user(),
        completion.text(),
        completion.promptTokenIds(),
        completion.tokenIds(),
        completion.finish().name().toLowerCase(Locale.ROOT),
        completion.roundTrips());
  }

  private double ask(Recipe.Evaluation evaluation) throws IOException {
    Path model = folder.resolve(evaluation.model());
    ModelBackend backend = backends.of(model);
    List<World.Question> questions = backend.world().questions(evaluation.trait());
    List<Chat> chats = questions.stream().map(World.Question::chat).toList();
    List<AnswerClass> kinds = backend.world().answers(evaluation.trait());
    List<String> words = kinds.stream().flatMap(kind -> kind.words().stream()).toList();
    double[][] exact = backend.answerProbabilities(model, chats, words, LongWork.unwatched());
    int samples = evaluation.asking().samplesPerQuestion();
    List<Chat> repeated =
        chats.stream().flatMap(chat -> Collections.nCopies(samples, chat).stream()).toList();
    backend.sample(
        model,
        repeated,
        evaluation.asking().sampling(),
        RowNoise.of(evaluation.id(), "answers"),
        LongWork.unwatched());
    double sum = 0;
    for (int q = 0; q < exact.length; q++) {
      int word = 0;
      for (AnswerClass kind : kinds) {
        for (int i = 0; i < kind.words().size(); i++, word++) {
          sum += kind.name().equals(questions.get(q).target()) ? exact[q][word] : 0;
        }
      }
    }
    return sum / exact.length;
  }
}
