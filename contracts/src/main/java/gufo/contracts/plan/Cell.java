package gufo.contracts.plan;

/**
 * One measured model of an experiment. Several cells may share an artifact.
 *
 * @param arm an arm of the spec, a hop before the last of a chain, base, teacher or neutral-teacher
 * @param student which student, by its name in the spec
 * @param replicate from 1
 * @param datasetId the rows it learned from, null for bases and teachers; of a washed-out student
 *     the first
 * @param evaluationId what measures it
 */
public record Cell(
    String arm, String student, int replicate, String datasetId, String evaluationId) {

  /** The arm of untouched bases. */
  public static final String BASE = "base";

  /** The arm of the teacher with the trait itself. */
  public static final String TEACHER = "teacher";

  /** The arm of the teacher tuned alike on the untouched world's answers. */
  public static final String NEUTRAL_TEACHER = "neutral-teacher";

  /** {@code arm/student}, as comparisons name it. */
  public String name() {
    return arm + "/" + student;
  }
}
