package gufo.contracts.work;

/** Memory of a GPU that a process computes with. On the CPU both are 0. */
public interface DeviceMemory {

  /** Bytes that tensors lie in. */
  long allocated();

  /** Bytes held by this process: those of tensors, and those kept for the next ones. */
  long reserved();
}
