package gufo.engine.tensor;

import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library, loaded once. It is loaded from the jar's own files in order of dependency, so
 * that a libtorch installed on the machine is never mixed in; the CUDA build lies elsewhere in its
 * jar and is loaded by JavaCPP, after the CUDA run-time. Every thread that computes calls {@link
 * #oneThread} first: one native thread a job is faster than several jobs fighting over the cores,
 * and it is a condition for equal bytes.
 */
public final class Torch {

  private static final String[] IN_ORDER = {
    "libgomp.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"
  };
  private static final ThreadLocal<Boolean> PREPARED =
      ThreadLocal.withInitial(Torch::prepareThread);

  static {
    load();
  }

  private Torch() {}

  /** Loads the library if need be and pins this thread's computing to one native thread. */
  @SuppressWarnings("ReturnValueIgnored")
  public static void oneThread() {
    PREPARED.get();
  }

  static boolean hasCuda() {
    return Context.hasCUDART();
  }

  /** GPUs that this build can compute on. */
  static int gpus() {
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  private static boolean prepareThread() {
    torch.set_num_threads(1);
    return true;
  }

  private static void load() {
    // JavaCPP would otherwise refuse memory beyond four times the heap.
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    Loader.load(openblas_nolapack.class);
    String folder = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/";
    for (String library : IN_ORDER) {
      preload(folder + library);
    }
    Loader.load(torch.class);
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    torch.set_num_threads(1);
  }

  private static void preload(String resource) {
    try {
      File file = Loader.cacheResource(torch.class, resource);
      if (file != null) {
        Loader.loadGlobal(file.getPath());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot unpack " + resource, e);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
