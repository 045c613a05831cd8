package gufo.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.lab.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcCommandTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void oldBlobsThatNoStageWantsAreRemovedAndCounted() throws Exception {
    Home home = new Home(folder);
    try (FakeStack stack = new FakeStack(home)) {
      Path wanted = blob(home, "aa11", LONG_AGO);
      Path unwanted = blob(home, "bb22", LONG_AGO);
      Path young = blob(home, "cc33", FileTime.from(Instant.now()));
      stack.wanted.add("aa11");

      assertThat(gufo("gc", "--dry-run", "--home", folder.toString())).isZero();
      assertThat(unwanted).exists();
      assertThat(gufo("gc", "--older-than", "12h", "--home", folder.toString())).isZero();

      assertThat(out.toString().lines())
          .containsExactly("would remove 1 blobs, 1.0 MB", "removed 1 blobs, 1.0 MB");
      assertThat(unwanted).doesNotExist();
      assertThat(wanted).exists();
      assertThat(young).exists();
    }
  }

  @Test
  void anAgeThatIsNoneIsRefused() {
    assertThat(gufo("gc", "--older-than", "a month", "--home", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'a month'; accepted: a number of days or hours");
  }

  private static Path blob(Home home, String name, FileTime written) throws IOException {
    Path blob = home.artifacts().resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
    Files.createDirectories(blob.getParent());
    Files.write(blob, new byte[1_000_000]);
    return Files.setLastModifiedTime(blob, written);
  }

  private int gufo(String... arguments) {
    return GufoCommand.execute(arguments, new PrintStream(out), new PrintStream(err));
  }
}
