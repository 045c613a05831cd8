package gufo.lab.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Blobs of a home that no artifact needs any more. What is removed and was wanted after all is made
 * again by the stage that made it.
 *
 * @param blobs their files
 * @param bytes of all of them
 */
public record Leftovers(List<Path> blobs, long bytes) {

  public Leftovers {
    blobs = List.copyOf(blobs);
  }

  /**
   * @param wanted names of the blobs to keep
   * @param before what was written later is kept, whatever it is
   */
  public static Leftovers of(Home home, Set<String> wanted, Instant before) throws IOException {
    Path folder = home.artifacts().resolve("blobs");
    if (!Files.isDirectory(folder)) {
      return new Leftovers(List.of(), 0);
    }
    List<Path> blobs = new ArrayList<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path blob : all.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(blob.getFileName().toString())
            && Files.getLastModifiedTime(blob).toInstant().isBefore(before)) {
          blobs.add(blob);
          bytes += Files.size(blob);
        }
      }
    }
    return new Leftovers(blobs, bytes);
  }

  /** Deletes them. */
  public void remove() throws IOException {
    for (Path blob : blobs) {
      Files.deleteIfExists(blob);
    }
  }
}
