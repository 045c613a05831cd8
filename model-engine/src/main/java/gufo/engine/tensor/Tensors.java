package gufo.engine.tensor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between Java arrays and tensors. Everything returned belongs to the innermost {@link Scope}. */
public final class Tensors {

  static {
    Torch.oneThread();
  }

  private Tensors() {}

  /** float32, row by row. */
  public static Tensor floats(float[] values, long... shape) {
    return torch.tensor(values).view(shape);
  }

  /** {@code values} as {@code type} (float32 or float64), row by row. */
  public static Tensor numbers(double[] values, ScalarType type, long... shape) {
    Tensor tensor = torch.empty(new long[] {values.length}, options(ScalarType.Double), null);
    try (DoublePointer data = tensor.data_ptr_double()) {
      data.capacity(values.length).put(values);
    }
    return tensor.to(type).view(shape);
  }

  /** int64, row by row: what libtorch takes as an index. */
  public static Tensor longs(long[] values, long... shape) {
    return torch.tensor(values).view(shape);
  }

  public static Tensor zeros(ScalarType type, long... shape) {
    return torch.zeros(shape, options(type));
  }

  /** Not initialised. */
  public static Tensor empty(ScalarType type, long... shape) {
    return torch.empty(shape, options(type), null);
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
    try (FloatPointer data = from.data_ptr_float()) {
      data.capacity(into.length).get(into);
    }
  }

  /** A float64 copy of the values, row by row. */
  public static double[] toDoubles(Tensor tensor) {
    try (Scope scope = Scope.open()) {
      Tensor plain = tensor.detach().to(ScalarType.Double).contiguous();
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

  private static TensorOptions options(ScalarType type) {
    return new TensorOptions(type);
  }
}
