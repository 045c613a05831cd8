package gufo.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChannelsContractTest {

  @Test
  void everyChannelReadsTheTopicOfItsFact() {
    assertThat(Channels.incoming()).containsKey("experiment-submitted");
    assertThat(Channels.problems()).isEmpty();
  }

  @Test
  void aMistypedTopicAndAForeignChannelAreFound() {
    Properties properties = new Properties();
    properties.setProperty("mp.messaging.incoming.stage-failed.topic", "stage-faild.v1");
    properties.setProperty("mp.messaging.incoming.owls.topic", "owls.v1");

    assertThat(Channels.problems("gufo-kit", Channels.incoming(properties)))
        .contains("owls is the channel of no fact")
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("stage-failed.topic is stage-faild.v1, not ")
                    .endsWith("stage-failed.v1"))
        .anySatisfy(problem -> assertThat(problem).endsWith("stage-failed.v1.dlq"));
  }
}
