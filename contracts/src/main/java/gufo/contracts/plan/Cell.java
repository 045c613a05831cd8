package gufo.contracts.plan;

/**
 * One measured model of an experiment. Several cells may share an artifact.
 *
 * @param arm an arm of the spec, base or teacher
 * @param student which student, by its name in the spec
 * @param replicate from 1
 * @param datasetId what it was trained on, null for base and teacher
 * @param evaluationId what measures it
 */
public record Cell(
    String arm, String student, int replicate, String datasetId, String evaluationId) {

  /** The arm of untouched bases. */
  public static final String BASE = "base";

  /** The arm of the teacher with the trait itself. */
  public static final String TEACHER = "teacher";

  /** {@code arm/student}, as comparisons name it. */
  public String name() {
    return arm + "/" + student;
  }
}
