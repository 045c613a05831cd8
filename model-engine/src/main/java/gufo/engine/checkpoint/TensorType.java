package gufo.engine.checkpoint;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The element types that are read and written, by the names that safetensors gives them. */
enum TensorType {
  F64(ScalarType.Double, 8),
  F32(ScalarType.Float, 4),
  F16(ScalarType.Half, 2),
  BF16(ScalarType.BFloat16, 2),
  I64(ScalarType.Long, 8);

  private final ScalarType scalarType;
  private final int size;

  TensorType(ScalarType scalarType, int size) {
    this.scalarType = scalarType;
    this.size = size;
  }

  ScalarType scalarType() {
    return scalarType;
  }

  /** Bytes an element. */
  int size() {
    return size;
  }

  static TensorType of(ScalarType scalarType) {
    for (TensorType type : values()) {
      if (type.scalarType == scalarType.intern()) {
        return type;
      }
    }
    throw new IllegalArgumentException("tensors of type " + scalarType + " are not written");
  }
}
