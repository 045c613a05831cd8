package gufo.engine.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Func;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Libtorch's lazy device, the one other device that computes in the CPU's build, in place of a GPU:
 * an operation that is given a tensor of the CPU, too, is an error, and none of its tensors has
 * memory that the CPU could read.
 */
final class Lazy extends OtherDevice {

  private int reads;

  Lazy() {
    super(started());
  }

  private static org.bytedeco.pytorch.Device started() {
    Torch.oneThread();
    start();
    return new org.bytedeco.pytorch.Device(DeviceType.Lazy, (byte) 0);
  }

  /**
   * {@code torch::lazy::InitTorchScriptBackend()}. JavaCPP does not map it, so it is called by its
   * address, which is the first field of what stands behind a function pointer.
   */
  private static void start() {
    try (LongPointer function = new LongPointer(2)) {
      function.put(0, Loader.addressof("_ZN5torch4lazy22InitTorchScriptBackendEv").address());
      function.put(1, 0);
      new Func(function).call();
    }
  }

  @Override
  Tensor fetch(Tensor tensor) {
    reads++;
    if (!tensor.device().is_lazy()) {
      throw new AssertionError("read from " + tensor.device().str().getString());
    }
    return super.fetch(tensor);
  }

  @Override
  public String kind() {
    return "lazy";
  }

  /** Tensors read so far. */
  int reads() {
    return reads;
  }
}
