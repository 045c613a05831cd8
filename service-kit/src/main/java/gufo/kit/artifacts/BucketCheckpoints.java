package gufo.kit.artifacts;

import gufo.contracts.work.LongWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Checkpoints in an S3 bucket: blobs below a name of the checkpoint's own, then an empty object
 * {@code NAME.SHA256} that names their manifest, written last and removed first.
 */
final class BucketCheckpoints extends Checkpoints {

  private static final Pattern COMPLETE = Pattern.compile(".*/([0-9-]+)\\.([0-9a-f]{64})");

  private final Bucket bucket;
  private final Path scratch;

  /**
   * @param scratch where checkpoints are written before they are sent
   */
  BucketCheckpoints(Bucket bucket, Path scratch) {
    this.bucket = bucket;
    this.scratch = scratch;
  }

  @Override
  public void save(String recipeId, long attempt, LongWork.DirectoryWriter writer)
      throws IOException {
    String folder = folder(recipeId);
    String name = name(attempt);
    Files.createDirectories(scratch);
    Path written = Files.createTempDirectory(scratch, "checkpoint-");
    try {
      writer.write(written);
      String manifest = blobs(folder, name).putFolder(written).sha256();
      Source nothing = Source.of(new byte[0]);
      bucket.put(folder + name + "." + manifest, nothing, bucket.digests(nothing));
    } finally {
      Folders.delete(written);
    }
    delete(folder, object -> object.compareTo(folder + name) < 0);
  }

  @Override
  public Optional<Path> last(String recipeId, Path scratch) {
    String folder = folder(recipeId);
    try {
      Optional<MatchResult> newest =
          bucket.names(folder).stream()
              .flatMap(object -> COMPLETE.matcher(object).results())
              .max(Comparator.comparing(MatchResult::group));
      if (newest.isEmpty()) {
        return Optional.empty();
      }
      Path into = Files.createTempDirectory(scratch, "checkpoint-");
      blobs(folder, newest.get().group(1)).getFolder(newest.get().group(2), into);
      return Optional.of(into);
    } catch (DamagedArtifactException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void drop(String recipeId) throws IOException {
    delete(folder(recipeId), object -> true);
  }

  /** In the order of names: what makes a checkpoint complete goes first, since '.' precedes '/'. */
  private void delete(String folder, Predicate<String> which) throws IOException {
    for (String object : bucket.names(folder)) {
      if (which.test(object)) {
        bucket.delete(object);
      }
    }
  }

  private BucketBlobs blobs(String folder, String name) {
    return new BucketBlobs(bucket, folder + name + "/");
  }

  private static String folder(String recipeId) {
    return "checkpoints/" + recipeId + "/";
  }
}
