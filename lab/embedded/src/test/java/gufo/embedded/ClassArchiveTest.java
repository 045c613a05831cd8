package gufo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final String PROPERTY = "gufo.class-archives";

  @TempDir Path folder;
  private Path jar;
  private ClassArchive archive;

  @BeforeEach
  void aJar() throws IOException {
    jar = Files.writeString(folder.resolve("program.jar"), "jar");
    archive = new ClassArchive(jar);
  }

  @AfterEach
  void reading() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void withoutAnArchiveNothingIsAskedOfTheJvm() {
    assertThat(archive.options()).isEmpty();
  }

  @Test
  void anArchiveIsNotUsedBeforeItsJvmHasEndedByItself() throws IOException {
    Files.writeString(written(), "half");

    assertThat(archive.options()).isEmpty();

    keepAsWriter();

    assertThat(archive.options())
        .singleElement()
        .asString()
        .startsWith("-XX:SharedArchiveFile=" + folder);
  }

  @Test
  void anArchiveOlderThanItsJarIsNotUsed() throws IOException {
    Files.writeString(written(), "whole");
    keepAsWriter();

    Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 60_000));

    assertThat(archive.options()).isEmpty();
  }

  @Test
  void keepingWithoutAnArchiveIsHarmless() {
    archive.keep();

    assertThat(archive.options()).isEmpty();
  }

  @Test
  void whatAKilledWriterLeftIsNotKeptByALaterRun() throws IOException {
    Files.writeString(written(), "half");

    archive.keep();

    assertThat(archive.options()).isEmpty();
  }

  private void keepAsWriter() {
    System.setProperty(PROPERTY, "write");
    archive.keep();
    System.clearProperty(PROPERTY);
  }

  /** Where a JVM that writes is told to write. */
  private Path written() {
    System.setProperty(PROPERTY, "write");
    String option = archive.options().get(0);
    System.clearProperty(PROPERTY);
    assertThat(option).startsWith("-XX:ArchiveClassesAtExit=");
    return Path.of(option.substring(option.indexOf('=') + 1));
  }
}
