package gufo.engine.tensor;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A device of libtorch that is not the CPU: tensors are copied there and back. */
abstract class OtherDevice extends Device {

  private final org.bytedeco.pytorch.Device device;

  OtherDevice(org.bytedeco.pytorch.Device device) {
    this.device = device;
    device.retainReference();
  }

  @Override
  TensorOptions options(ScalarType type) {
    return new TensorOptions(type).device(new DeviceOptional(device));
  }

  @Override
  Tensor place(Tensor onCpu) {
    try (onCpu) {
      return onCpu.to(device, onCpu.scalar_type());
    }
  }

  @Override
  Tensor fetch(Tensor tensor) {
    return tensor.cpu();
  }
}
