package gufo.engine.tensor;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Stat;
import org.bytedeco.pytorch.cuda.DeviceStats;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** A GPU. Its kernels are those that give the same bytes every time, and float32 is float32. */
final class Gpu extends OtherDevice {

  private final byte number;

  Gpu(int number) {
    super(new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) number));
    this.number = (byte) number;
    computeTheSameEveryTime();
  }

  /** pytorch.org/docs/stable/notes/randomness.html, and no TF32. */
  static void computeTheSameEveryTime() {
    torch.set_env("CUBLAS_WORKSPACE_CONFIG", ":4096:8", false);
    Context context = torch.globalContext();
    context.setDeterministicAlgorithms(true, false);
    // Nothing here reads what was not written, so nothing need be filled.
    context.setDeterministicFillUninitializedMemory(false);
    context.setAllowTF32CuBLAS(false);
    context.setAllowTF32CuDNN(false);
  }

  @Override
  public String kind() {
    return "cuda";
  }

  @Override
  public long allocated() {
    try (DeviceStats stats = torch.getDeviceStats(number);
        Stat bytes = stats.allocated_bytes()) {
      return bytes.current();
    }
  }

  @Override
  public long reserved() {
    try (DeviceStats stats = torch.getDeviceStats(number);
        Stat bytes = stats.reserved_bytes()) {
      return bytes.current();
    }
  }

  @Override
  public String toString() {
    return kind() + ":" + number;
  }
}
