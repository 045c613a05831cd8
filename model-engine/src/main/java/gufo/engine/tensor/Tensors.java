package gufo.engine.tensor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Between Java arrays and tensors: the one place where tensors are made and read. They are made on
 * the process's {@link Device}, and read from there. Everything returned belongs to the innermost
 * {@link Scope}.
 */
public final class Tensors {

  static {
    Torch.oneThread();
  }

  private Tensors() {}

  /** float32, row by row. */
  public static Tensor floats(float[] values, long... shape) {
    return placed(torch.tensor(values)).view(shape);
  }

  /** {@code values} as {@code type} (float32 or float64), row by row. */
  public static Tensor numbers(double[] values, ScalarType type, long... shape) {
    Tensor tensor = onCpu(ScalarType.Double, values.length);
    try (DoublePointer data = tensor.data_ptr_double()) {
      data.capacity(values.length).put(values);
    }
    return placed(tensor.to(type)).view(shape);
  }

  /** int64, row by row: what libtorch takes as an index. */
  public static Tensor longs(long[] values, long... shape) {
    return placed(torch.tensor(values)).view(shape);
  }

  public static Tensor zeros(ScalarType type, long... shape) {
    return torch.zeros(shape, Device.current().options(type));
  }

  /** Not initialised. */
  public static Tensor empty(ScalarType type, long... shape) {
    return torch.empty(shape, Device.current().options(type), null);
  }

  /** Not initialised, in the CPU's memory: to be filled and then {@link #placed}. */
  public static Tensor onCpu(ScalarType type, long... shape) {
    return torch.empty(shape, new TensorOptions(type), null);
  }

  /** The tensor on the process's device; where that is a copy, the argument is closed. */
  public static Tensor placed(Tensor onCpu) {
    return Device.current().place(onCpu);
  }

  /** The tensor in the CPU's memory: itself, or a copy. */
  public static Tensor fetched(Tensor tensor) {
    return Device.current().fetch(tensor);
  }

  /** The value of a tensor of one number. */
  public static double toDouble(Tensor tensor) {
    return fetched(tensor).item_double();
  }

  /** A contiguous float32 copy of the values, row by row. */
  public static float[] toFloats(Tensor tensor) {
    try (Scope scope = Scope.open()) {
      Tensor plain = tensor.detach().to(ScalarType.Float).contiguous();
      float[] values = new float[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        copy(plain, values);
      }
      return values;
    }
  }

  /** Fills {@code into} from a contiguous float32 tensor. */
  public static void copy(Tensor from, float[] into) {
    if (into.length > from.numel()) {
      throw new IllegalArgumentException(
          "%d values wanted, the tensor has %d".formatted(into.length, from.numel()));
    }
    try (FloatPointer data = fetched(from).data_ptr_float()) {
      data.capacity(into.length).get(into);
    }
  }

  /** A float64 copy of the values, row by row. */
  public static double[] toDoubles(Tensor tensor) {
    try (Scope scope = Scope.open()) {
      Tensor plain = fetched(tensor.detach().to(ScalarType.Double).contiguous());
      double[] values = new double[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        plain.data_ptr_double().capacity(values.length).get(values);
      }
      return values;
    }
  }

  public static long[] shape(Tensor tensor) {
    try (LongArrayRef sizes = tensor.sizes()) {
      long[] shape = new long[Math.toIntExact(sizes.size())];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = sizes.get(i);
      }
      return shape;
    }
  }

  /** Joins along {@code dimension}. */
  public static Tensor cat(long dimension, Tensor... parts) {
    return parts.length == 1 ? parts[0] : torch.cat(new TensorVector(parts), dimension);
  }
}
