package gufo.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of the child JVM. Its class path is the lean one this module's build leaves in
 * target/lib where it can be found, else the caller's own.
 */
final class ChildCommand {
  private ChildCommand() {}

  static List<String> infrastructure(
      Path folder, List<Integer> ports, long parent, boolean durable, Collection<String> topics) {
    List<String> command = new ArrayList<>(jvm());
    command.add(InfrastructureMain.class.getName());
    command.add(folder.toAbsolutePath().toString());
    ports.forEach(port -> command.add(port.toString()));
    command.add(Long.toString(parent));
    command.add(Boolean.toString(durable));
    if (!topics.isEmpty()) {
      command.add(String.join(",", topics));
    }
    return command;
  }

  private static List<String> jvm() {
    List<String> command = new ArrayList<>(ownSession());
    command.addAll(SmallJvm.command(SmallJvm.FIRST_COMPILER));
    command.addAll(
        List.of(
            "-Xms40m",
            "-Xmx256m",
            "-Xss512k",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Djava.util.logging.manager=java.util.logging.LogManager"));
    Optional<Path> target = buildFolder();
    archive().ifPresent(archive -> command.addAll(archive.options()));
    command.add("-cp");
    command.add(target.map(ChildCommand::classPath).orElse(System.getProperty("java.class.path")));
    return command;
  }

  /**
   * Ctrl-C reaches everything in the terminal's process group; the child is to end after its
   * clients.
   */
  private static List<String> ownSession() {
    return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
  }

  /** Where the lean child's classes are archived. */
  static Optional<ClassArchive> archive() {
    return buildFolder().map(folder -> new ClassArchive(jar(folder)));
  }

  private static String classPath(Path target) {
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(jar(target)), libraries.sorted())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The packaged classes, or while this module's own tests run the unpackaged ones. */
  private static Path jar(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gufo-embedded-[0-9.]+\\.jar"))
          .filter(
              file ->
                  ClassArchive.isNewer(
                      file, target.resolve("classes/gufo/embedded/InfrastructureMain.class")))
          .findFirst()
          .orElse(target.resolve("classes"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** This module's target folder, unless it runs somewhere else than in a checkout. */
  static Optional<Path> buildFolder() {
    return Stream.concat(
            Stream.of(System.getProperty("gufo.build.root", ""))
                .filter(root -> !root.isEmpty())
                .map(root -> Path.of(root, "lab/embedded/target")),
            Stream.of(ownLocation().getParent()))
        .filter(folder -> Files.isDirectory(folder.resolve("lib")))
        .findFirst();
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          ChildCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
