package gufo.engine.tensor;

import gufo.contracts.work.DeviceMemory;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jboss.logging.Logger;

/**
 * What tensors lie and are computed on: the CPU, which this class is, or a GPU. One for the whole
 * process, chosen before the first tensor is made. {@link Tensors} makes every tensor there, and
 * what is computed from tensors lies where they do.
 */
public class Device implements DeviceMemory {

  private static final Logger LOG = Logger.getLogger(Device.class);
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,2}))?");

  private static volatile Device current = new Device();

  Device() {}

  /**
   * Decides what this process computes on. The CPU needs no look at the native library.
   *
   * @param setting {@code cpu}, {@code cuda} (the first GPU), {@code cuda:N} or {@code auto} (the
   *     first GPU where there is one, else the CPU)
   * @throws IllegalArgumentException with a text for whoever set it, when it is none of these or
   *     there is no such GPU here
   */
  public static Device choose(String setting) {
    OptionalInt gpu =
        setting.equals("cpu") ? OptionalInt.empty() : gpu(setting, Torch.hasCuda(), Torch.gpus());
    use(gpu.isPresent() ? new Gpu(gpu.getAsInt()) : new Device());
    LOG.infof("gufo.engine.device is '%s': models are computed on %s", setting, current);
    return current;
  }

  static OptionalInt gpu(String setting, boolean hasCuda, int gpus) {
    if (setting.equals("auto")) {
      return gpus > 0 ? OptionalInt.of(0) : OptionalInt.empty();
    }
    Matcher cuda = CUDA.matcher(setting);
    if (!cuda.matches()) {
      throw refused(setting, "accepted: cpu, cuda, cuda:N with the number of a GPU, auto");
    }
    if (!hasCuda) {
      throw refused(
          setting,
          "libtorch has no CUDA here: this is the build for the CPU, or the CUDA run-time is missing; accepted here: cpu, auto");
    }
    if (gpus == 0) {
      throw refused(setting, "libtorch finds no GPU here; accepted here: cpu, auto");
    }
    int number = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
    if (number >= gpus) {
      throw refused(setting, "the last GPU here is cuda:" + (gpus - 1));
    }
    return OptionalInt.of(number);
  }

  private static IllegalArgumentException refused(String setting, String reason) {
    return new IllegalArgumentException("gufo.engine.device is '" + setting + "'; " + reason);
  }

  static void use(Device device) {
    current = device;
  }

  /** What this process computes on. */
  public static Device current() {
    return current;
  }

  /** How new tensors are made here. */
  TensorOptions options(ScalarType type) {
    return new TensorOptions(type);
  }

  /** The tensor here; where that is a copy, the argument is closed. */
  Tensor place(Tensor onCpu) {
    return onCpu;
  }

  /** The tensor, which lies here, in the CPU's memory: itself, or a copy. */
  Tensor fetch(Tensor tensor) {
    return tensor;
  }

  /** The kind of device, on which bytes depend: {@code cpu} or {@code cuda}. */
  public String kind() {
    return "cpu";
  }

  @Override
  public long allocated() {
    return 0;
  }

  @Override
  public long reserved() {
    return 0;
  }

  @Override
  public String toString() {
    return kind();
  }
}
