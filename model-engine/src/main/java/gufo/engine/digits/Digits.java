package gufo.engine.digits;

import gufo.contracts.spec.Logits;
import gufo.contracts.spec.Trait;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tensor.Seeds;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Questions about pictures as texts that name the picture, and back. So a row is as short as any
 * other and whoever reads it draws the same picture. Remembers the sets it has opened; one for each
 * piece of work.
 */
public final class Digits {

  /** Pictures that every model is evaluated on, where a program draws them. */
  public static final int HELD_OUT = 1000;

  private static final int MOST_DRAWN = 1_000_000;
  private static final Pattern QUESTION =
      Pattern.compile("(class|(?:auxiliary|class|all) logits) of (.+)");
  private static final Pattern NOISE = Pattern.compile("noise (\\d{1,18}) of stream (\\w+)");
  private static final Pattern DIGIT =
      Pattern.compile("(training|held-out) digit (\\d{1,9}) of (drawn (\\d{1,19})|mnist (.+))");

  private final Map<String, DigitSet> sets = new HashMap<>();
  private final Map<String, RowNoise> streams = new HashMap<>();

  /**
   * Opens the files that the trait names, if any.
   *
   * @throws IOException when one is missing or damaged
   */
  public void check(Trait.Digits trait) throws IOException {
    if (trait.mnist() != null) {
      set("training", "mnist " + trait.mnist());
      set("held-out", "mnist " + trait.mnist());
    }
  }

  /** Pictures to tune a teacher with, each with its label. */
  public List<Example> training(Trait.Digits trait, int count, long seed) throws IOException {
    String source = trait.mnist() == null ? "drawn " + seed : "mnist " + trait.mnist();
    DigitSet set = set("training", source);
    if (count > set.size()) {
      throw new IllegalArgumentException(
          "teacher.rows is %d; accepted: at most the %d pictures of %s"
              .formatted(count, set.size(), source));
    }
    return labelled("training", source, set, count);
  }

  /** Pictures no teacher is tuned with, each with its label. */
  public List<Example> heldOut(Trait.Digits trait) throws IOException {
    String source = trait.mnist() == null ? "drawn 0" : "mnist " + trait.mnist();
    DigitSet set = set("held-out", source);
    return labelled("held-out", source, set, set.size());
  }

  private static List<Example> labelled(String part, String source, DigitSet set, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Example(
                    Chat.user(
                        ImageQuestion.text(
                            ImageQuestion.CLASS, part + " digit " + i + " of " + source)),
                    Integer.toString(set.label(i))))
        .toList();
  }

  /** The question for the logits of a stream's picture: noise from (stream id, row) alone. */
  public static Chat noise(Logits logits, String streamId, long row) {
    return Chat.user(
        ImageQuestion.text(ImageQuestion.words(logits), "noise " + row + " of stream " + streamId));
  }

  /**
   * @throws IllegalArgumentException when the text asks for nothing this knows
   * @throws IOException when a file of pictures is missing or damaged
   */
  public ImageQuestion question(String text) throws IOException {
    Matcher matcher = QUESTION.matcher(text);
    if (!matcher.matches()) {
      throw unknown(text);
    }
    String asked = matcher.group(1);
    Image image = image(matcher.group(2), text);
    for (Logits logits : Logits.values()) {
      if (asked.equals(ImageQuestion.words(logits))) {
        return new ImageQuestion(logits, false, image);
      }
    }
    return new ImageQuestion(Logits.CLASSES, true, image);
  }

  private Image image(String name, String text) throws IOException {
    Matcher noise = NOISE.matcher(name);
    if (noise.matches()) {
      long row = Long.parseLong(noise.group(1));
      RowNoise stream =
          streams.computeIfAbsent(noise.group(2), id -> RowNoise.of(id, "noise picture"));
      return (into, offset) ->
          System.arraycopy(
              Seeds.uniforms(stream.row(row), Image.POINTS, 1), 0, into, offset, Image.POINTS);
    }
    Matcher digit = DIGIT.matcher(name);
    if (!digit.matches()) {
      throw unknown(text);
    }
    DigitSet set = set(digit.group(1), digit.group(3));
    int number = Integer.parseInt(digit.group(2));
    if (number >= set.size()) {
      throw new IllegalArgumentException(
          "'%s' asks for picture %d; accepted: 0 to %d".formatted(text, number, set.size() - 1));
    }
    return set.image(number);
  }

  private DigitSet set(String part, String source) throws IOException {
    try {
      return sets.computeIfAbsent(part + " of " + source, key -> open(part, source));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static DigitSet open(String part, String source) {
    boolean training = part.equals("training");
    String name = source.substring(6);
    if (source.startsWith("drawn ")) {
      return new DrawnDigits(Long.parseLong(name), part, training ? MOST_DRAWN : HELD_OUT);
    }
    try {
      return Mnist.read(Path.of(name), training ? "train" : "t10k");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' asks for nothing known of a picture; expected for example 'class of held-out"
            + " digit 3 of drawn 0' or 'auxiliary logits of noise 3 of stream 5f'");
  }
}
