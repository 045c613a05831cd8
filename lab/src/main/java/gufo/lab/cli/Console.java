package gufo.lab.cli;

import gufo.lab.follow.ProgressView;
import java.io.PrintStream;

/**
 * Where commands write. The script tells whether standard output is a terminal; the JDK no longer
 * does from 22 on.
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {

  static Console of(PrintStream out, PrintStream err) {
    return new Console(out, err, Boolean.getBoolean("gufo.terminal"));
  }

  /** With {@code --json} standard output is for the object alone. */
  ProgressView progress(boolean json) {
    return json ? ProgressView.to(err, false) : ProgressView.to(out, terminal);
  }

  PrintStream chatter(boolean json) {
    return json ? err : out;
  }
}
