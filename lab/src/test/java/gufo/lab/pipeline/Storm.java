package gufo.lab.pipeline;

import gufo.contracts.event.Topic;
import gufo.lab.stack.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Does harm to a running stack, drawn from a seed. All of it is what a stack must survive. */
final class Storm {

  /** Longer than a lease, so that whoever is paused has lost what it held. */
  private static final long PAUSE_SECONDS = 6;

  /** A process that dies more often in two minutes is given up by the launcher, and rightly. */
  private static final int MOST_DEATHS = 4;

  private static final long FORGIVEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(125);
  private static final int AGAIN = 25;

  private final StackUnderTest stack;
  private final Random random;
  private final Map<String, List<Long>> deaths = new HashMap<>();
  private final List<String> done = new ArrayList<>();

  /** Records no stage can read, by topic. */
  final Map<Topic, List<byte[]>> poison = new HashMap<>();

  Storm(StackUnderTest stack, long seed) {
    this.stack = stack;
    this.random = new Random(seed);
  }

  /** What was done so far, in words. */
  List<String> done() {
    return done;
  }

  /** One harm. Stages are hit more often than what they stand on. */
  void strike() throws Exception {
    int of20 = random.nextInt(20);
    if (of20 < 8) {
      killAService();
    } else if (of20 < 11) {
      pauseAService();
    } else if (of20 < 14) {
      tellAgain();
    } else if (of20 < 16) {
      poison();
    } else {
      endTheInfrastructure(of20);
    }
  }

  private void killAService() {
    String process = pick(List.copyOf(stack.state().services().keySet()));
    if (mayDie(process)) {
      done.add("kill -9 " + process);
      stack.kill(stack.pid(process));
    }
  }

  private void pauseAService() throws Exception {
    String process = pick(List.copyOf(stack.state().services().keySet()));
    long pid = stack.pid(process);
    done.add("pause " + process);
    StackUnderTest.signal(pid, "STOP");
    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    StackUnderTest.signal(pid, "CONT");
  }

  /** Facts of a topic a second time, in another order. */
  private void tellAgain() {
    Topic topic = pick(List.of(Topic.values()));
    FactLog log = new FactLog(stack.state().kafka());
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(log.records(topic.topicName()));
    records.removeIf(record -> FactLog.fact(topic, record).findAny().isEmpty());
    Collections.shuffle(records, random);
    List<ConsumerRecord<String, byte[]>> some = records.subList(0, Math.min(AGAIN, records.size()));
    done.add("tell " + some.size() + " of " + topic.topicName() + " again");
    log.write(topic.topicName(), some);
  }

  private void poison() {
    FactLog log = new FactLog(stack.state().kafka());
    for (Topic topic : Topic.values()) {
      byte[] bytes = unreadable();
      log.write(topic.topicName(), "poison", bytes);
      poison.computeIfAbsent(topic, t -> new ArrayList<>()).add(bytes);
    }
    done.add("poison every topic");
  }

  private byte[] unreadable() {
    byte[] noise = new byte[1 + random.nextInt(200)];
    random.nextBytes(noise);
    List<String> texts =
        List.of("{\"experimentId\": 7, ", "[]", "null", "{}", "{\"experimentId\":\"\"}");
    int which = random.nextInt(texts.size() + 1);
    return which == texts.size() ? noise : texts.get(which).getBytes(StandardCharsets.UTF_8);
  }

  /** Broker and database share a fate: one child JVM. */
  private void endTheInfrastructure(int how) throws Exception {
    if (!mayDie("infrastructure")) {
      return;
    }
    long pid = stack.state().infrastructure();
    if (how == 16) {
      done.add("kill -9 database");
      stack.kill(stack.postmaster());
    } else if (how == 17) {
      done.add("stop broker and database");
      StackUnderTest.signal(pid, "TERM");
    } else {
      done.add("kill -9 broker");
      stack.kill(pid);
    }
  }

  /** kill -9 of every stage, however the dice fall. */
  void endEveryStage() {
    for (String stage : Stage.words()) {
      if (mayDie(stage)) {
        done.add("kill -9 " + stage);
        stack.kill(stack.pid(stage));
      }
    }
  }

  private boolean mayDie(String process) {
    List<Long> before = deaths.computeIfAbsent(process, name -> new ArrayList<>());
    before.removeIf(death -> System.nanoTime() - death > FORGIVEN_AFTER_NANOS);
    return before.size() < MOST_DEATHS && before.add(System.nanoTime());
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
