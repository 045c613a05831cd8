package gufo.lab.doctor;

/**
 * Loads the engine's native library and ends. By name, because the launcher's own class path is
 * without the engine.
 */
public final class NativeProbe {
  private NativeProbe() {}

  /** Exit code 1, with the reason on the last line, when the library cannot be loaded. */
  public static void main(String[] arguments) {
    try {
      Class.forName("gufo.engine.tensor.Torch").getMethod("oneThread").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      System.out.println(reason);
      System.exit(1);
    }
  }
}
