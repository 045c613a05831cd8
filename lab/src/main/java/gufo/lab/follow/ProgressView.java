package gufo.lab.follow;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows progress while it changes: redrawn in place in a terminal, else a line for each step done.
 */
public abstract sealed class ProgressView {
  final PrintStream out;

  private ProgressView(PrintStream out) {
    this.out = out;
  }

  public static ProgressView to(PrintStream out, boolean terminal) {
    return terminal ? new Redrawn(out) : new Lines(out);
  }

  abstract void show(Progress progress);

  private static final class Redrawn extends ProgressView {
    private static final int BAR = 24;
    private int drawn;

    Redrawn(PrintStream out) {
      super(out);
    }

    @Override
    void show(Progress progress) {
      StringBuilder text = new StringBuilder();
      if (drawn > 0) {
        text.append("\u001b[").append(drawn).append('A');
      }
      for (Progress.StageProgress stage : progress.stages()) {
        text.append("\u001b[2K").append(line(stage)).append('\n');
      }
      drawn = progress.stages().size();
      out.print(text);
      out.flush();
    }

    private static String line(Progress.StageProgress stage) {
      int filled = stage.total() == 0 ? 0 : BAR * stage.done() / stage.total();
      String current =
          stage.current().length() > 40 ? stage.current().substring(0, 40) : stage.current();
      return "  %-11s %s%s %4d/%-4d %s"
          .formatted(
              stage.stage(),
              "#".repeat(filled),
              ".".repeat(BAR - filled),
              stage.done(),
              stage.total(),
              current);
    }
  }

  private static final class Lines extends ProgressView {
    private final Map<String, Integer> shown = new HashMap<>();

    Lines(PrintStream out) {
      super(out);
    }

    @Override
    void show(Progress progress) {
      for (Progress.StageProgress stage : progress.stages()) {
        Integer before = shown.put(stage.stage(), stage.done());
        boolean moved = before == null ? stage.done() > 0 : before != stage.done();
        if (moved) {
          out.printf("%s %d/%d%n", stage.stage(), stage.done(), stage.total());
        }
      }
    }
  }
}
