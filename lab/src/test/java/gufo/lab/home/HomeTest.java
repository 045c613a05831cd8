package gufo.lab.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void aRepairRemovesWhatIsTornAndNothingThatIsWhole() throws Exception {
    Home home = new Home(folder);
    home.create();
    Path incoming = file("artifacts/incoming/0f3c");
    Path half = file("artifacts/checkpoints/recipe/.written/weights");
    Path address = file("stack.json");
    Path blob = file("artifacts/blobs/ab/abcd");
    Path checkpoint = file("artifacts/checkpoints/recipe/0001-1/weights");

    List<String> mended = home.repair();

    assertThat(mended)
        .containsExactly(
            "removed artifacts/incoming/0f3c",
            "removed artifacts/checkpoints/recipe/.written",
            "removed stack.json");
    assertThat(List.of(incoming, half, address)).noneMatch(Files::exists);
    assertThat(List.of(blob, checkpoint)).allMatch(Files::exists);
    assertThat(home.repair()).isEmpty();
  }

  @Test
  void aHomeWithAStackIsNotRepaired() throws Exception {
    Home home = new Home(folder);
    home.create();
    Path incoming = file("artifacts/incoming/0f3c");

    try (Home.Lock held = home.tryLock().orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      assertThatThrownBy(home::repair)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("gufo down");
    }
    assertThat(incoming).exists();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
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
