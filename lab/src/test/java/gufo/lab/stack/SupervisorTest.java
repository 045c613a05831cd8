package gufo.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  @TempDir Path folder;
  private final AtomicInteger launches = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();
  private final Supervisor supervisor =
      new Supervisor(Clock.systemUTC(), restarts::incrementAndGet);

  @AfterEach
  void stop() {
    supervisor.stop(Duration.ofSeconds(2));
  }

  @Test
  void startsAKilledChildAgain() {
    supervisor.start(child("exec sleep 60"));
    long first = supervisor.pids().get("student");

    ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

    await().until(() -> restarts.get() == 1);
    assertThat(supervisor.pids().get("student")).isNotEqualTo(first);
    assertThat(supervisor.failure()).isNotDone();
  }

  @Test
  void givesUpAfterFiveRestartsWithTheEndOfTheLog() throws Exception {
    supervisor.start(child("echo it broke; exit 3"));

    String failure = supervisor.failure().get(30, TimeUnit.SECONDS);

    assertThat(failure).contains("student died 6 times").contains("it broke");
    assertThat(launches).hasValue(6);
  }

  @Test
  void killsWhatDoesNotEndWithinTheGrace() {
    supervisor.start(child("trap '' TERM; echo deaf; while true; do sleep 1; done"));
    long pid = supervisor.pids().get("student");
    await().until(() -> Files.readString(folder.resolve("student.log")).contains("deaf"));

    boolean byThemselves = supervisor.stop(Duration.ofMillis(300));

    assertThat(gufo.embedded.Lifeline.isAlive(pid)).isFalse();
    assertThat(byThemselves).isFalse();
  }

  @Test
  void aReleasedChildEndsAndIsNotStartedAgain() {
    supervisor.start(child("trap 'exit 0' TERM; echo up; while true; do sleep 0.05; done"));
    await().until(() -> Files.exists(folder.resolve("student.log")));
    await().until(() -> Files.readString(folder.resolve("student.log")).contains("up"));

    boolean byItself = supervisor.release("student", Duration.ofSeconds(20));

    assertThat(byItself).isTrue();
    assertThat(supervisor.pids()).isEmpty();
    assertThat(supervisor.failure()).isNotDone();
    assertThat(launches).hasValue(1);
  }

  @Test
  void tellsThatAllEndedByThemselves() {
    supervisor.start(child("exec sleep 60"));

    assertThat(supervisor.stop(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void logsNeverTakeMoreThanTwiceTheirCap() throws Exception {
    Path log = folder.resolve("capped.log");

    CappedLog.copy(new java.io.ByteArrayInputStream(new byte[1_000_000]), log, 50_000);

    assertThat(Files.size(log)).isLessThan(60_000);
    assertThat(Files.size(folder.resolve("capped.log.1"))).isLessThan(60_000);
  }

  private Child child(String script) {
    Path log = folder.resolve("student.log");
    return new Child("student", () -> launch(script, log), () -> true, log);
  }

  private ProcessHandle launch(String script, Path log) {
    launches.incrementAndGet();
    try {
      return new ProcessBuilder("/bin/sh", "-c", script)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start()
          .toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
