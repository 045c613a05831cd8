package gufo.kit.testing;

import gufo.contracts.event.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a service's application.properties says of its incoming channels, held against the topics.
 */
public final class Channels {

  private static final String INCOMING = "mp.messaging.incoming.";
  private static final String PREFIX = "${gufo.topic-prefix:}";

  private Channels() {}

  /** The incoming channels of the service under test, by name. */
  public static Map<String, Properties> incoming() {
    return incoming(applicationProperties());
  }

  static Map<String, Properties> incoming(Properties all) {
    Map<String, Properties> channels = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(INCOMING)) {
        String[] channelAndName = key.substring(INCOMING.length()).split("\\.", 2);
        channels
            .computeIfAbsent(channelAndName[0], name -> new Properties())
            .setProperty(channelAndName[1], all.getProperty(key));
      }
    }
    return channels;
  }

  /**
   * What is wrong with the incoming channels of the service under test; empty when each reads the
   * topic of its fact in a group of its own and refuses to that topic's dead letters.
   */
  public static List<String> problems() {
    Properties all = applicationProperties();
    return problems(all.getProperty("quarkus.application.name"), incoming(all));
  }

  static List<String> problems(String application, Map<String, Properties> channels) {
    List<String> problems = new ArrayList<>();
    channels.forEach(
        (channel, properties) -> {
          Optional<Topic> topic =
              Arrays.stream(Topic.values()).filter(t -> t.channel().equals(channel)).findFirst();
          if (topic.isEmpty()) {
            problems.add(channel + " is the channel of no fact");
            return;
          }
          expected(application, topic.get(), properties)
              .forEach(
                  (name, wanted) -> {
                    String found = properties.getProperty(name);
                    if (!wanted.equals(found)) {
                      problems.add("%s.%s is %s, not %s".formatted(channel, name, found, wanted));
                    }
                  });
        });
    return problems;
  }

  private static Map<String, String> expected(
      String application, Topic topic, Properties properties) {
    Map<String, String> expected = new TreeMap<>();
    expected.put("connector", "smallrye-kafka");
    expected.put("topic", PREFIX + topic.topicName());
    expected.put("group.id", PREFIX + application + "." + topic.channel());
    if (!"ignore".equals(properties.getProperty("failure-strategy"))) {
      expected.put("dead-letter-queue.topic", PREFIX + topic.deadLetterName());
    }
    return expected;
  }

  private static Properties applicationProperties() {
    Properties all = new Properties();
    try (InputStream in =
        Channels.class.getClassLoader().getResourceAsStream("application.properties")) {
      all.load(in);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
