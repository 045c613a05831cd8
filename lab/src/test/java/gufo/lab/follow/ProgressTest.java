package gufo.lab.follow;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.lab.follow.Progress.StageProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress one =
      new Progress(
          List.of(new StageProgress("teacher", 1, 2, ""), new StageProgress("student", 0, 9, "")));
  private final Progress other = new Progress(List.of(new StageProgress("student", 3, 9, "s 4")));

  @Test
  void severalExperimentsAreSummedStageByStageWithALineForThoseThatEnded() {
    Progress together = Progress.together(List.of(one, other.finished()), 1, 3);

    assertThat(together.stages())
        .containsExactly(
            new StageProgress("teacher", 1, 2, ""),
            new StageProgress("student", 9, 18, ""),
            new StageProgress("experiments", 1, 3, ""));
  }

  @Test
  void theWorkAtHandIsThatOfTheFirstExperimentThatHasSome() {
    assertThat(Progress.together(List.of(one, other), 0, 2).stages())
        .contains(new StageProgress("student", 3, 18, "s 4"));
  }

  @Test
  void aSingleExperimentIsShownAsItIs() {
    assertThat(Progress.together(List.of(other), 0, 1)).isEqualTo(other);
  }
}
