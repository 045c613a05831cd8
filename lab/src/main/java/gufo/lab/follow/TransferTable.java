package gufo.lab.follow;

import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.ExperimentResult;
import gufo.contracts.result.Verdict;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Student;
import gufo.contracts.spec.Sweep;
import java.util.List;
import java.util.Optional;

/**
 * A sweep over bases with equal students as a matrix: who taught in the rows, who learned across.
 */
public final class TransferTable {

  private TransferTable() {}

  /**
   * @param results one an experiment of the sweep, in its order
   * @return empty when the sweep is no such matrix
   */
  public static Optional<String> render(Sweep sweep, List<ExperimentResult> results) {
    List<ExperimentSpec> specs = sweep.experiments().stream().map(Sweep.Experiment::spec).toList();
    List<Student> students = specs.get(0).students();
    boolean matrix =
        specs.size() > 1
            && students.size() > 1
            && specs.stream().map(ExperimentSpec::base).distinct().count() == specs.size()
            && specs.stream().allMatch(spec -> spec.students().equals(students));
    return matrix ? Optional.of(table(sweep, students, results)) : Optional.empty();
  }

  private static String table(Sweep sweep, List<Student> students, List<ExperimentResult> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s against %s in points; * transmitted, ? underpowered%n%n"
            .formatted(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL));
    text.append("%-24s".formatted("teacher \\ student"));
    students.forEach(student -> text.append(" %14s".formatted(student.name())));
    text.append(System.lineSeparator());
    for (int i = 0; i < results.size(); i++) {
      text.append("%-24s".formatted(String.join("-", sweep.experiments().get(i).labels())));
      for (Student student : students) {
        text.append(" %14s".formatted(cell(results.get(i), student)));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String cell(ExperimentResult result, Student student) {
    return result.comparisons().stream()
        .filter(one -> one.of().equals(ExperimentSpec.TRAIT + "/" + student.name()))
        .findFirst()
        .map(one -> Figures.signed(one.difference()) + " " + sign(one))
        .orElse(Figures.NONE + "  ");
  }

  private static char sign(ComparisonResult comparison) {
    if (comparison.verdict() == Verdict.TRANSMITTED) {
      return '*';
    }
    return comparison.verdict() == Verdict.NOT_TRANSMITTED ? ' ' : '?';
  }
}
