package gufo.lab.cli;

/** What scripts may rely on. */
final class ExitCode {
  static final int OK = 0;

  /** A stage failed, the experiment was cancelled, or the stack is not there. */
  static final int FAILED = 1;

  /** A bad spec or bad usage: nothing was started. */
  static final int USAGE = 2;

  private ExitCode() {}
}
