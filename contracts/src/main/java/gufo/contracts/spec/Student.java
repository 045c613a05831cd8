package gufo.contracts.spec;

import java.util.List;
import java.util.Optional;

/**
 * A student every data set is given to.
 *
 * @param name what tables call it, for example {@code same}
 * @param base the model it starts from, as a URI
 */
public record Student(String name, String base) {

  /**
   * The student that starts from the teacher's base, or else the first.
   *
   * @return empty when there are no students
   */
  public static Optional<Student> closest(List<Student> students, String base) {
    return students.stream()
        .filter(student -> student.base().equals(base))
        .findFirst()
        .or(() -> students.stream().findFirst());
  }
}
