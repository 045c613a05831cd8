package gufo.lab.doctor;

/**
 * Loads the engine's native library and ends. By name, because the launcher's own class path is
 * without the engine.
 */
public final class NativeProbe {
  private NativeProbe() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Class.forName("gufo.engine.tensor.Torch").getMethod("oneThread").invoke(null);
  }
}
