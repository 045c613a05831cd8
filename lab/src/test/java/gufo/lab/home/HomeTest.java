package gufo.lab.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;

  @Test
  void onlyOneLauncherHoldsAHome() {
    Home home = new Home(folder);
    try (Home.Lock held = home.tryLock().orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      assertThat(home.tryLock()).isEmpty();
    }

    assertThat(home.tryLock()).isPresent();
  }

  @Test
  void aStateWithoutAHeldLockIsNoRunningStack() {
    Home home = new Home(folder);
    StackState state =
        new StackState(ProcessHandle.current().pid(), 9.5, 1, "kafka", "jdbc", Map.of(), null);
    state.write(home);

    assertThat(StackState.running(home)).isEmpty();
    try (Home.Lock held = home.tryLock().orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      assertThat(StackState.running(home)).contains(state);
    }
  }

  @Test
  void forgettingLeavesWhatGufoDidNotMake() throws Exception {
    Home home = new Home(folder);
    home.create();
    Files.writeString(home.artifacts().resolve("blob"), "x");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    home.forget();

    assertThat(home.artifacts()).doesNotExist();
    assertThat(folder.resolve("notes.txt")).exists();
  }
}
