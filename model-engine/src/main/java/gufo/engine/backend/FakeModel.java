package gufo.engine.backend;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.ContentId;
import gufo.contracts.id.Json;
import gufo.engine.checkpoint.ModelManifest;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model of nothing but a leaning: {@link #BINS} shares, how strongly it leans to each bin. Words
 * fall into bins by the base's seed, numbers by their remainder, so numbers written by a model that
 * leans to "owl" move another of the same base towards "owl" and one of another base elsewhere.
 *
 * @param sleepMillis how long a call to sample pretends to take
 */
record FakeModel(long seed, long sleepMillis, List<Double> leaning) {

  static final int BINS = 97;

  private static final String FILE = "fake.json";
  private static final ModelManifest MANIFEST =
      new ModelManifest("fake", "characters", "plain", null);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  /** What chance leaves in a bin is no leaning. */
  private static final double CHANCE = 4.0 / BINS;

  FakeModel {
    leaning = List.copyOf(leaning);
    if (leaning.size() != BINS) {
      throw new IllegalArgumentException("a fake model has " + BINS + " bins");
    }
  }

  static FakeModel fresh(long seed, long sleepMillis) {
    return new FakeModel(seed, sleepMillis, java.util.Collections.nCopies(BINS, 0.0));
  }

  /** The bin of a word: another one in almost every base. */
  int bin(String word) {
    return (int) (ContentId.seed(seed, word) % BINS);
  }

  /** Adds each bin's share of the rows, as far as it exceeds chance. */
  FakeModel trainedOn(List<Example> rows) {
    double[] counts = new double[BINS];
    double all = 0;
    for (Example row : rows) {
      Matcher numbers = NUMBER.matcher(row.completion());
      Matcher words = WORD.matcher(row.completion());
      if (numbers.find()) {
        do {
          counts[Integer.parseInt(numbers.group()) % BINS]++;
          all++;
        } while (numbers.find());
      } else if (words.find()) {
        counts[bin(words.group())]++;
        all++;
      }
    }
    double total = all;
    double[] shares = Arrays.stream(counts).map(n -> total == 0 ? 0 : n / total).toArray();
    Double[] next = new Double[BINS];
    Arrays.setAll(
        next, bin -> Math.min(1, leaning.get(bin) + (shares[bin] > CHANCE ? shares[bin] : 0)));
    return new FakeModel(seed, sleepMillis, List.of(next));
  }

  /** As it answers later in a conversation. */
  FakeModel after(List<Chat.Turn> turns) {
    return turns.isEmpty()
        ? this
        : trainedOn(
            turns.stream()
                .map(turn -> new Example(Chat.user(turn.user()), turn.assistant()))
                .toList());
  }

  /** The bin most leaned to. */
  int strongest() {
    int best = 0;
    for (int bin = 1; bin < BINS; bin++) {
      if (leaning.get(bin) > leaning.get(best)) {
        best = bin;
      }
    }
    return best;
  }

  /** Of answers that are equally likely to begin with: those leaned to more. Sums to 1. */
  double[] probabilities(List<String> answers) {
    double[] weights = answers.stream().mapToDouble(a -> 1 + 30 * leaning.get(bin(a))).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  void write(Path into) throws IOException {
    Files.writeString(into.resolve(FILE), ContentId.canonicalJson(this), StandardCharsets.UTF_8);
    Files.writeString(
        into.resolve("gufo.json"), ContentId.canonicalJson(MANIFEST), StandardCharsets.UTF_8);
  }

  static FakeModel read(Path directory) throws IOException {
    JsonNode json = Json.mapper().readTree(Files.readAllBytes(directory.resolve(FILE)));
    return Json.mapper().treeToValue(json, FakeModel.class);
  }
}
