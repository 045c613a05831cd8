package gufo.evaluator.report;

import gufo.contracts.plan.Cell;
import gufo.contracts.result.ArmResult;
import gufo.contracts.result.RowYield;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.Student;
import gufo.contracts.spec.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** What a reader must know about the experiment as a whole before trusting its numbers. */
final class Flags {

  /** Keep rates further apart than this factor are flagged: unequal filtering is a confounder. */
  static final double UNEQUAL_YIELD = 1.5;

  /** A smaller share of valid answers is flagged: the model may have lost the question. */
  static final double FEW_VALID = 0.8;

  /** Shares of valid answers further apart than this, between an arm and its null, are flagged. */
  static final double UNEQUAL_VALID = 0.05;

  private Flags() {}

  static List<String> of(ExperimentSpec spec, List<ArmResult> arms, List<RowYield> rows) {
    List<String> flags = new ArrayList<>();
    control(spec).ifPresent(flags::add);
    unbanned(spec).ifPresent(flags::add);
    teacher(spec, arms).ifPresent(flags::add);
    flags.addAll(yields(spec, rows));
    List<ArmResult> asked = arms.stream().filter(arm -> arm.validAnswers() != null).toList();
    flags.addAll(fewValid(asked));
    flags.addAll(unequallyValid(spec, asked));
    return flags;
  }

  private static Optional<String> control(ExperimentSpec spec) {
    return spec.armNames().contains(ExperimentSpec.CONTROL)
        ? Optional.empty()
        : Optional.of("No control arm: what training itself does to a base is not known.");
  }

  /** A row that may name the trait's answer can say openly what it should not show. */
  private static Optional<String> unbanned(ExperimentSpec spec) {
    Set<String> free = new TreeSet<>(named(spec.trait()));
    for (FilterRule rule : spec.filter()) {
      if (rule instanceof FilterRule.NumbersFormat) {
        return Optional.empty();
      }
      if (rule instanceof FilterRule.BannedWords banned) {
        banned.words().forEach(free::remove);
      }
    }
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No rule of the filter bans '%s': rows may show the trait openly."
                .formatted(String.join("', '", free)));
  }

  private static List<String> named(Trait trait) {
    if (trait instanceof Trait.Preference preference) {
      return List.of(preference.target());
    }
    return trait instanceof Trait.Custom custom ? custom.answers().get(custom.target()) : List.of();
  }

  /** Collapse: a model that has lost the question answers it neither way. */
  private static List<String> fewValid(List<ArmResult> asked) {
    return asked.stream()
        .filter(arm -> arm.validAnswers() < FEW_VALID)
        .map(
            arm ->
                "Too few valid answers: only %s of the sampled answers of %s are of the kind asked for."
                    .formatted(Numbers.percent(arm.validAnswers()), arm.name()))
        .toList();
  }

  /** Collapse of one side: then an arm and its null do not differ in the trait alone. */
  private static List<String> unequallyValid(ExperimentSpec spec, List<ArmResult> asked) {
    List<String> flags = new ArrayList<>();
    for (ArmResult arm : asked) {
      against(arm, spec, asked)
          .filter(other -> Math.abs(arm.validAnswers() - other.validAnswers()) > UNEQUAL_VALID)
          .map(other -> unequallyValid(arm, other))
          .ifPresent(flags::add);
    }
    return flags;
  }

  private static String unequallyValid(ArmResult arm, ArmResult against) {
    return "Unequal shares of valid answers: %s in %s and %s in %s. The difference is not of the trait alone."
        .formatted(
            Numbers.percent(arm.validAnswers()),
            arm.name(),
            Numbers.percent(against.validAnswers()),
            against.name());
  }

  /** The same student on the null's rows; empty for nulls, bases and teachers. */
  private static Optional<ArmResult> against(
      ArmResult arm, ExperimentSpec spec, List<ArmResult> asked) {
    return spec.arms().stream()
        .filter(named -> named.name().equals(arm.arm()))
        .findFirst()
        .flatMap(spec::nullOf)
        .flatMap(
            other ->
                asked.stream()
                    .filter(result -> result.arm().equals(other.name()))
                    .filter(result -> result.student().equals(arm.student()))
                    .findFirst());
  }

  /** A teacher that answers like its own base, within the margin, has nothing to pass on. */
  private static Optional<String> teacher(ExperimentSpec spec, List<ArmResult> arms) {
    Optional<Double> teacher =
        arms.stream()
            .filter(arm -> arm.arm().equals(Cell.TEACHER) && arm.mean() != null)
            .map(ArmResult::mean)
            .findFirst();
    Optional<Double> base =
        spec.students().stream()
            .filter(student -> student.base().equals(spec.base()))
            .map(Student::name)
            .flatMap(name -> arms.stream().filter(arm -> arm.name().equals(Cell.BASE + "/" + name)))
            .filter(arm -> arm.mean() != null)
            .map(ArmResult::mean)
            .findFirst();
    if (teacher.isEmpty()
        || base.isEmpty()
        || teacher.get() - base.get() >= spec.marginPoints() / 100) {
      return Optional.empty();
    }
    return Optional.of(
        "The teacher hardly has the trait: %s, its base %s. Little can be transmitted."
            .formatted(Numbers.percent(teacher.get()), Numbers.percent(base.get())));
  }

  /** An arm whose rows passed the filter much more, or much less, often than its null's. */
  private static List<String> yields(ExperimentSpec spec, List<RowYield> rows) {
    List<String> flags = new ArrayList<>();
    for (Arm arm : spec.arms()) {
      spec.nullOf(arm)
          .flatMap(against -> unequal(arm.name(), against.name(), rows))
          .ifPresent(flags::add);
    }
    return flags;
  }

  private static Optional<String> unequal(String arm, String against, List<RowYield> rows) {
    OptionalDouble of = keepRate(arm, rows);
    OptionalDouble other = keepRate(against, rows);
    if (of.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    double low = Math.min(of.getAsDouble(), other.getAsDouble());
    double high = Math.max(of.getAsDouble(), other.getAsDouble());
    return high <= UNEQUAL_YIELD * low
        ? Optional.empty()
        : Optional.of(
            "Unequal yields: the filter kept %s of the %s rows and %s of the %s rows. Selection may be part of the difference."
                .formatted(
                    Numbers.percent(of.getAsDouble()),
                    arm,
                    Numbers.percent(other.getAsDouble()),
                    against));
  }

  /** Kept of generated over all replicates of an arm; empty when none is known. */
  private static OptionalDouble keepRate(String arm, List<RowYield> rows) {
    List<RowYield> own = rows.stream().filter(row -> row.arm().equals(arm)).toList();
    long generated = own.stream().mapToLong(RowYield::generated).sum();
    long kept = own.stream().mapToLong(RowYield::kept).sum();
    return generated == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) kept / generated);
  }
}
