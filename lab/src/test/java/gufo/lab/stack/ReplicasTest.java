package gufo.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicasTest {

  @Test
  void stagesNotNamedHaveOneProcess() {
    Replicas replicas = Replicas.parse("student=2,generator=3");

    assertThat(replicas.all())
        .extracting(Replica::name)
        .containsExactly(
            "teacher",
            "generator",
            "generator-2",
            "generator-3",
            "filter",
            "student",
            "student-2",
            "evaluator");
    assertThat(replicas.extra()).isEqualTo(3);
    assertThat(replicas).hasToString("generator=3,student=2");
    assertThat(Replicas.parse(replicas.toString())).isEqualTo(replicas);
  }

  @Test
  void theyDescribeAStackThatHasJustTheseProcesses() {
    Replicas two = Replicas.parse("student=2");

    assertThat(two.describe(List.of("teacher", "student", "student-2", "filter-2"))).isTrue();
    assertThat(two.describe(List.of("student"))).isFalse();
    assertThat(two.describe(List.of("student", "student-2", "student-3"))).isFalse();
    assertThat(Replicas.ONE_EACH.describe(List.of("student", "student-2"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "students=2|'students' is no stage; accepted: teacher, generator, filter, student, evaluator",
        "student=0|student is '0'; accepted: a whole number from 1 to 8",
        "student=9|student is '9'; accepted: a whole number from 1 to 8",
        "student=two|student is 'two'; accepted",
        "student=2,student=3|student is given twice",
        "student|'student' is not STAGE=N; accepted: for example",
        "student=2,|'' is not STAGE=N"
      })
  void whatIsWrongIsSaidWithWhatIsAccepted(String text, String message) {
    assertThatThrownBy(() -> Replicas.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "student,true",
    "student-2,true",
    "student-1,false",
    "student-02,false",
    "cook,false"
  })
  void aProcessIsKnownByItsNameOnly(String name, boolean known) {
    assertThat(Replica.of(name).isPresent()).isEqualTo(known);
  }
}
