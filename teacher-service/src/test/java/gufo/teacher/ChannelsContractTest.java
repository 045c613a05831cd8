package gufo.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.kit.testing.Channels;
import org.junit.jupiter.api.Test;

class ChannelsContractTest {

  @Test
  void everyChannelReadsTheTopicOfItsFact() {
    assertThat(Channels.incoming()).containsKey("stage-failed");
    assertThat(Channels.problems()).isEmpty();
  }
}
