package gufo.contracts.plan;

/**
 * The version of the code behind each kind of recipe; raise one when its bytes change (golden tests
 * notice).
 */
final class EngineVersion {
  static final int BASE = 3;
  static final int TEACHER = 1;
  static final int STREAM = 1;
  static final int DATASET = 1;
  static final int DERIVED = 1;
  static final int STUDENT = 1;
  static final int EVALUATION = 1;

  private EngineVersion() {}
}
