package gufo.lab.cli;

import gufo.lab.home.StackState;
import gufo.lab.stack.Replicas;
import gufo.lab.stack.StackFailed;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --replicas}, for commands that start a stack or judge a machine for one. */
final class ReplicasOption {
  @Option(
      names = "--replicas",
      paramLabel = "STAGE=N,...",
      converter = Converter.class,
      description =
          "so many processes of a stage, 1 to 8 (default: 1 each); all but the first only run jobs")
  private Replicas replicas = Replicas.ONE_EACH;

  Replicas replicas() {
    return replicas;
  }

  /** A stack that runs is not changed in passing. */
  void check(Optional<StackState> running) {
    if (running.isPresent() && !replicas.describe(running.get().services().keySet())) {
      throw new StackFailed(
          "A stack runs with other numbers of processes than --replicas %s. Change them with: gufo scale %s"
              .formatted(replicas, replicas));
    }
  }

  /** Says what is accepted when something else is given. */
  static final class Converter implements ITypeConverter<Replicas> {
    @Override
    public Replicas convert(String text) {
      try {
        return Replicas.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
