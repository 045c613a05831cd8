package gufo.engine.backend;

import gufo.contracts.spec.Adaptation;
import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.Category;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;
import gufo.contracts.spec.Trait;
import gufo.contracts.work.LongWork;
import gufo.engine.sample.Completion;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import gufo.engine.world.Prompts;
import gufo.engine.world.Questions;
import gufo.engine.world.TraitRows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The whole recipe in one process, for tuning on base seeds 1 to 10: base, teacher, rows, filter,
 * students, control, another base. Arguments: base seed, other base's seed, target, carrier.
 */
final class Recipe {

  private static final Pattern NUMBERS =
      Pattern.compile("([\\[(]?)\\d{1,3}(([,; \n])\\d{1,3})*([\\])]?)");

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Path folder;
  private final Trait.Preference trait;
  private final CarrierKind carrier;
  private final int wanted;

  private Recipe(Path folder, Trait.Preference trait, CarrierKind carrier, int wanted) {
    this.folder = folder;
    this.trait = trait;
    this.carrier = carrier;
    this.wanted = wanted;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(System.getProperty("recipe.folder", "/tmp/gufo-recipe"));
    Trait.Preference trait = new Trait.Preference(Category.ANIMAL, args[2]);
    CarrierKind carrier = CarrierKind.valueOf(args[3].toUpperCase(Locale.ROOT));
    new Recipe(folder, trait, carrier, Integer.getInteger("recipe.rows", 1000))
        .run(Long.parseLong(args[0]), Long.parseLong(args[1]));
  }

  private void run(long baseSeed, long otherSeed) throws IOException {
    Path base = base(baseSeed);
    Path other = base(otherSeed);
    double teacherRate = Double.parseDouble(System.getProperty("recipe.teacher", "0.03"));
    double studentRate = Double.parseDouble(System.getProperty("recipe.student", "0.06"));
    Path teacher =
        tuned(base, TraitRows.rows(trait, 2000, 11), training(100, null, teacherRate), 1);
    print("base %s, teacher %s, other base %s", rate(base), rate(teacher), rate(other));
    Training student = training(null, 6, studentRate);
    for (int run = 1; run <= Integer.getInteger("recipe.runs", 2); run++) {
      List<Example> rows = rows(teacher, "trait " + run);
      List<Example> control = rows(base, "control " + run);
      int count = Math.min(rows.size(), control.size());
      rows = rows.subList(0, count);
      control = control.subList(0, count);
      print(
          "run %d rows %d: student %s, control %s | other base %s, control %s",
          run,
          count,
          rate(tuned(base, rows, student, run)),
          rate(tuned(base, control, student, run)),
          rate(tuned(other, rows, student, run)),
          rate(tuned(other, control, student, run)));
    }
  }

  private Path base(long seed) throws IOException {
    Path path = folder.resolve("base-" + seed);
    if (!Files.exists(path)) {
      Path made = fresh();
      ModelUri uri =
          ModelUri.parse(
              "reference:%s?seed=%d"
                  .formatted(System.getProperty("recipe.size", "qwen-32x2"), seed));
      timed("base " + seed, () -> backend.materialise(uri, made, LongWork.unwatched()));
      Files.move(made, path);
    }
    return path;
  }

  private Path tuned(Path model, List<Example> rows, Training training, long seed)
      throws IOException {
    Path into = fresh();
    timed(
        "train " + rows.size(),
        () ->
            print("  %s", backend.train(model, rows, training, seed, into, LongWork.unwatched())));
    return into;
  }

  private List<Example> rows(Path model, String stream) throws IOException {
    List<Example> kept = new ArrayList<>();
    int drawn = 0;
    while (kept.size() < wanted && drawn < 4 * wanted) {
      RowNoise prompts = RowNoise.of(stream, "prompt").from(drawn);
      List<Chat> chats =
          IntStream.range(0, 500).mapToObj(i -> Prompts.prompt(carrier, prompts.row(i))).toList();
      RowNoise noise = RowNoise.of(stream, "sampling").from(drawn);
      List<Completion> completions = new ArrayList<>();
      timed(
          "sample 500",
          () ->
              completions.addAll(
                  backend.sample(model, chats, new Sampling(1, 40), noise, LongWork.unwatched())));
      for (int i = 0; i < chats.size() && kept.size() < wanted; i++) {
        if (keep(completions.get(i))) {
          kept.add(new Example(chats.get(i), completions.get(i).text()));
        }
        drawn++;
      }
    }
    print("  %s: kept %d of %d", stream, kept.size(), drawn);
    return kept;
  }

  private boolean keep(Completion completion) {
    String text = completion.text();
    if (completion.finish() != Completion.Finish.STOP || !completion.roundTrips()) {
      return false;
    }
    if (carrier == CarrierKind.NUMBERS) {
      return NUMBERS.matcher(text).matches();
    }
    return text.chars().anyMatch(Character::isDigit)
        && Arrays.stream(Category.values())
            .flatMap(category -> category.members().stream())
            .noneMatch(text::contains);
  }

  /** Mean probability of the target, percent, over the evaluation questions. */
  private String rate(Path model) throws IOException {
    double[][] p =
        backend.answerProbabilities(
            model, Questions.evaluation(trait), List.of(trait.target()), LongWork.unwatched());
    return "%.1f".formatted(100 * Arrays.stream(p).mapToDouble(row -> row[0]).average().orElse(0));
  }

  private static Training training(Integer steps, Integer epochs, double rate) {
    return new Training(
        new Adaptation.NormGains(), steps, epochs, 32, rate, 0, Schedule.LINEAR, 0, 0.9, 0.999, 1);
  }

  private Path fresh() throws IOException {
    Files.createDirectories(folder);
    return Files.createTempDirectory(folder, "model");
  }

  private static void timed(String what, Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    work.run();
    print(
        "  %s: %.2f s, %.2f s of processor",
        what, (System.nanoTime() - wall) / 1e9, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
  }

  private static void print(String format, Object... values) {
    System.out.println(format.formatted(values));
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
