package gufo.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates and empties topics: one partition each, as a stage has one consumer of all its topics and
 * the broker looks at each partition for every fetch; no replication.
 */
final class Topics {

  private Topics() {}

  /** Those that exist already stay as they are. */
  static void create(String bootstrap, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    try (Admin admin = admin(bootstrap)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> absent =
          names.stream().filter(name -> !present.contains(name)).map(Topics::topic).toList();
      admin.createTopics(absent).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Cannot create topics " + names, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Deletes those that exist and creates them all anew, so that no record is left of before. */
  static void recreate(String bootstrap, Collection<String> names) {
    try (Admin admin = admin(bootstrap)) {
      Set<String> present = admin.listTopics().names().get();
      admin.deleteTopics(names.stream().filter(present::contains).toList()).all().get();
      admin.createTopics(names.stream().map(Topics::topic).toList()).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot recreate topics " + names, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** A dead letter is a record with headers more, and may have been as large as one can be. */
  private static NewTopic topic(String name) {
    NewTopic topic = new NewTopic(name, 1, (short) 1);
    return name.endsWith(".dlq") ? topic.configs(Map.of("max.message.bytes", "2097152")) : topic;
  }
}
