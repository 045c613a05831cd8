package gufo.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services' code says of them, read from their sources: this module runs none of them. */
final class Stages {

  static final List<String> NAMES =
      List.of("teacher", "generator", "filter", "student", "evaluator");

  static final Path ROOT = Overlays.DEPLOY.getParent();
  private static final Path KIT = ROOT.resolve("service-kit/src/main");

  private Stages() {}

  /** The settings a stage's own properties file makes. */
  static String properties(String stage) {
    return read(
        ROOT.resolve(Path.of(stage + "-service", "src/main/resources/application.properties")));
  }

  /** Names of the topics a stage reads. */
  static Set<String> topics(String stage) {
    Properties settings = new Properties();
    try {
      settings.load(new StringReader(properties(stage)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> topics = new TreeSet<>();
    for (String key : settings.stringPropertyNames()) {
      if (key.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topics?")) {
        for (String topic : settings.getProperty(key).split(",")) {
          topics.add(topic.replace("${gufo.topic-prefix:}", ""));
        }
      }
    }
    return topics;
  }

  /** The settings all stages share. */
  static String sharedProperties() {
    return read(KIT.resolve("resources/META-INF/microprofile-config.properties"));
  }

  static String jobTable() {
    return read(KIT.resolve("resources/db/kit/V001__jobs.sql"));
  }

  /** Text of every source file of a module. */
  static Stream<String> sources(String module) {
    return files(ROOT.resolve(Path.of(module, "src/main/java")), ".java").map(Stages::read);
  }

  /**
   * Keys below {@code gufo.} that some service reads, from its mapping or by injection, and those
   * of OpenTelemetry that the shared settings take a value from.
   */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    collect(read(KIT.resolve("java/gufo/kit/KitConfig.java")), "KitConfig", "gufo", keys);
    Pattern injected = Pattern.compile("@ConfigProperty\\(name = \"(gufo\\.[a-z.-]+)\"");
    Stream.concat(Stream.of("service-kit"), NAMES.stream().map(stage -> stage + "-service"))
        .flatMap(Stages::sources)
        .flatMap(source -> injected.matcher(source).results())
        .forEach(found -> keys.add(found.group(1)));
    Pattern.compile("\\$\\{(otel\\.[a-z.]+)")
        .matcher(sharedProperties())
        .results()
        .forEach(found -> keys.add(found.group(1)));
    return keys;
  }

  /** The default that the mapping gives a key's method. */
  static String defaultOf(String method) {
    String pattern = "@WithDefault\\(\"([^\"]*)\"\\)\\s+\\w+ " + method + "\\(\\)";
    return find(pattern, read(KIT.resolve("java/gufo/kit/KitConfig.java")));
  }

  /** A number among the settings all stages share. */
  static int number(String key) {
    return Integer.parseInt(find("(?m)^" + Pattern.quote(key) + "=(\\d+)$", sharedProperties()));
  }

  private static String find(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new AssertionError("nothing in the sources reads " + pattern);
    }
    return found.group(1);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A method whose type is an interface of the same file is a group of keys. */
  private static void collect(String source, String type, String prefix, Set<String> keys) {
    String body = body(source, type);
    Matcher method = Pattern.compile("(?m)^\\s*([\\w<>]+) (\\w+)\\(\\);").matcher(body);
    while (method.find()) {
      String key = prefix + "." + kebab(method.group(2));
      if (source.contains("interface " + method.group(1) + " {")) {
        collect(source, method.group(1), key, keys);
      } else {
        keys.add(key);
      }
    }
  }

  /** An interface's own lines, without those of the interfaces in it. */
  private static String body(String source, String type) {
    int begin = source.indexOf("interface " + type + " {");
    String rest = source.substring(begin + 1);
    int end = rest.indexOf("  interface ");
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
