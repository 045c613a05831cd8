package gufo.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import gufo.contracts.id.Json;
import gufo.lab.home.Leftovers;
import gufo.lab.home.StackState;
import gufo.lab.stack.Http;
import gufo.lab.stack.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code gufo gc}. Asks every stage what it needs and removes the rest. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = "Remove artifacts that no experiment of late asked for.")
final class GcCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  private final Console console;

  @Mixin private HomeOption home;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = Age.class,
      description = "keep what an experiment asked for since then: 30d, 12h, 0d (default: 30d)")
  private Duration age;

  @Option(names = "--dry-run", description = "say what would be removed, and remove nothing")
  private boolean dryRun;

  GcCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Instant since = Instant.now().minus(age);
    Leftovers leftovers = Leftovers.of(home.home(), wanted(home.running(), since), since);
    if (!dryRun) {
      leftovers.remove();
    }
    console
        .out()
        .printf(
            "%s %d blobs, %.1f MB%n",
            dryRun ? "would remove" : "removed",
            leftovers.blobs().size(),
            leftovers.bytes() / MEGABYTE);
    return ExitCode.OK;
  }

  private static Set<String> wanted(StackState stack, Instant since) throws IOException {
    Set<String> wanted = new HashSet<>();
    for (String stage : Stage.words()) {
      Http.Answer answer = Http.get(stack.url(stage) + "/artifacts/wanted?since=" + since);
      if (answer.status() != 200) {
        throw new IOException("The " + stage + " service answered " + answer.status());
      }
      for (JsonNode name : Json.mapper().readTree(answer.body())) {
        wanted.add(name.asText());
      }
    }
    return wanted;
  }

  /** A number of days or hours. */
  static final class Age implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([dh])");

    @Override
    public Duration convert(String text) {
      Matcher read = FORM.matcher(text);
      if (!read.matches()) {
        throw new TypeConversionException(
            "'" + text + "'; accepted: a number of days or hours, as 30d or 12h");
      }
      long number = Long.parseLong(read.group(1));
      return read.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }
  }
}
