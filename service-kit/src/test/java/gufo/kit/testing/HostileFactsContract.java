package gufo.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.Topic;
import gufo.contracts.id.ContentId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every topic that a stage reads, told what nobody can read and a fact behind it. All topics are
 * told at once, so that a stage's test takes a second or two. The records have no headers: a fact
 * needs none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HostileFactsContract {

  protected static final String KEY = "hostile";
  private static final String SECRET = "swordfish";
  private static final int DEEP = 10_000;

  /** As large a record as a producer sends that nobody told otherwise. */
  private static final int LARGEST = (1 << 20) - 200;

  @Inject MeterRegistry meters;

  protected final FactProbe world = new FactProbe();
  private final Config config = ConfigProvider.getConfig();
  private final Map<Topic, List<byte[]>> poison = new EnumMap<>(Topic.class);
  private final Map<Topic, Double> takenBefore = new EnumMap<>(Topic.class);
  private final Map<Topic, Double> refusedBefore = new EnumMap<>(Topic.class);

  /** The topics of the stage's configuration whose records are not passed over. */
  Stream<Topic> topics() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topics?"))
        .filter(name -> !isPassedOver(name.replaceFirst("\\.topics?$", "")))
        .flatMap(name -> Stream.of(config.getValue(name, String[].class)))
        .map(HostileFactsContract::topic);
  }

  private boolean isPassedOver(String channel) {
    return config
        .getOptionalValue(channel + ".failure-strategy", String.class)
        .equals(Optional.of("ignore"));
  }

  private static Topic topic(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> name.endsWith(topic.topicName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is the topic of no fact"));
  }

  @BeforeAll
  void everyTopicIsPoisoned() {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (Topic topic : topics().toList()) {
      poison.put(topic, poison(good(topic)));
      takenBefore.put(topic, taken(topic));
      refusedBefore.put(topic, refused(topic));
      records.addAll(hostile(topic));
    }
    world.tell(records);
  }

  /** What nobody can read, and a fact behind it. */
  protected final List<ProducerRecord<String, byte[]>> hostile(Topic topic) {
    String good = good(topic);
    return Stream.concat(poison(good).stream(), Stream.of(good.getBytes(StandardCharsets.UTF_8)))
        .map(value -> world.record(topic, KEY, value))
        .toList();
  }

  /** The golden fact, about models that cost nothing. */
  private static String good(Topic topic) {
    String file = "/golden/" + topic.channel() + ".json";
    try (InputStream in = HostileFactsContract.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("reference:[^\"]*", "fake:tiny?seed=99")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> poison(String good) {
    String id = "019ab5c4";
    assertThat(good).contains(id);
    List<byte[]> poison = new ArrayList<>();
    poison.add(null);
    for (String text :
        List.of(
            "",
            SECRET,
            "null",
            "7",
            "\"" + SECRET + "\"",
            "[]",
            "{}",
            good.substring(1),
            good.substring(0, good.length() - 1),
            good.replaceFirst("\\{", "{\"experimentId\": {\"" + SECRET + "\": 1}, "),
            good.replace(id, "../" + id),
            good.replace(id, "\u0000" + id),
            good.replace(id, "\\u0000" + id),
            "[".repeat(DEEP),
            good.replaceFirst("\\{", "{\"unknown\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + ", "),
            "9".repeat(LARGEST),
            "\"" + "x".repeat(LARGEST - 2) + "\"")) {
      poison.add(text.getBytes(StandardCharsets.UTF_8));
    }
    poison.add(good.replace(id, "\u00ff" + id).getBytes(StandardCharsets.ISO_8859_1));
    return poison;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void whatNobodyCanReadIsSetAsideAndCountedAndTheFactBehindItIsTakenIn(Topic topic)
      throws IOException {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(taken(topic)).isGreaterThan(takenBefore.get(topic)));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        world.records(topic.deadLetterName()).stream()
                            .filter(record -> KEY.equals(record.key()))
                            .map(record -> digest(record.value())))
                    .containsExactlyInAnyOrderElementsOf(
                        poison.get(topic).stream().map(HostileFactsContract::digest).toList()));
    assertThat(refused(topic) - refusedBefore.get(topic)).isEqualTo(poison.get(topic).size());
    String log = Files.readString(Path.of(config.getValue("quarkus.log.file.path", String.class)));
    assertThat(log)
        .contains("refused a record of " + world.record(topic, KEY, null).topic())
        .doesNotContain(SECRET);
  }

  private static String digest(byte[] value) {
    return value == null ? "no value" : value.length + " bytes, " + ContentId.sha256(value);
  }

  private double taken(Topic topic) {
    return meters.counter("gufo.facts.received", "type", topic.type(), "fresh", "true").count();
  }

  protected final double refused(Topic topic) {
    return meters.counter("gufo.facts.refused", "type", topic.type()).count();
  }
}
