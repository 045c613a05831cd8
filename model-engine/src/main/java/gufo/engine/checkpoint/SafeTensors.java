package gufo.engine.checkpoint;

import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/**
 * The safetensors format (huggingface.co/docs/safetensors): eight bytes of header length, a JSON
 * header, then the tensors' bytes. Writing is deterministic: names sorted, nothing else in the
 * file.
 *
 * @param tensors by name; the reader owns them
 * @param metadata free text by key
 */
public record SafeTensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata)
    implements AutoCloseable {

  private static final int PIECE = 1 << 20;

  /**
   * Writes and forces to disk.
   *
   * @param tensors float32, float64, float16, bfloat16 or int64
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
    byte[] header = SafeTensorsHeader.encode(sorted, new TreeMap<>(metadata));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
      writeAll(channel, start.putLong(header.length).put(header).flip());
      for (Tensor tensor : sorted.values()) {
        writeTensor(channel, tensor);
      }
      channel.force(true);
    }
  }

  /**
   * @throws IOException when the file is no valid safetensors file; a header that lies about
   *     lengths or offsets is refused before anything is read by it
   */
  public static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafeTensorsHeader header = SafeTensorsHeader.read(channel, file);
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      try (Scope scope = Scope.open()) {
        for (Map.Entry<String, SafeTensorsHeader.Entry> entry : header.entries().entrySet()) {
          SafeTensorsHeader.Entry where = entry.getValue();
          Tensor tensor = Tensors.onCpu(where.type().scalarType(), where.shape());
          readTensor(channel, header.dataStart() + where.begin(), tensor, where.bytes());
          tensors.put(entry.getKey(), Tensors.placed(tensor));
        }
        tensors.values().forEach(scope::keep);
      }
      return new SafeTensors(tensors, header.metadata());
    }
  }

  private static void writeTensor(FileChannel channel, Tensor tensor) throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor plain = Tensors.fetched(tensor.detach().contiguous());
      BytePointer data = new BytePointer(plain.data_ptr());
      long bytes = plain.numel() * plain.element_size();
      for (long from = 0; from < bytes; from += PIECE) {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes - from)];
        data.position(from).get(piece);
        writeAll(channel, ByteBuffer.wrap(piece));
      }
    }
  }

  private static void readTensor(FileChannel channel, long position, Tensor into, long bytes)
      throws IOException {
    BytePointer data = new BytePointer(into.data_ptr());
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(bytes, 1)));
    for (long from = 0; from < bytes; from += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), bytes - from));
      SafeTensorsHeader.readFully(channel, piece, position + from);
      data.position(from).put(piece.array(), 0, piece.limit());
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
