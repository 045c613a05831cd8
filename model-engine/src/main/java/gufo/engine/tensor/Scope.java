package gufo.engine.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees every native object made on this thread since it was opened. Each step of long work runs in
 * one: without it native memory grows until the Java heap happens to be collected.
 */
public final class Scope implements AutoCloseable {

  private final PointerScope scope;

  private Scope(PointerScope scope) {
    this.scope = scope;
  }

  /** Opens a scope; the library is loaded and this thread prepared for computing. */
  public static Scope open() {
    Torch.oneThread();
    return new Scope(new PointerScope());
  }

  /** Lets {@code pointer} outlive the scope; whoever receives it closes it. */
  public <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    return pointer;
  }

  @Override
  public void close() {
    scope.close();
  }
}
