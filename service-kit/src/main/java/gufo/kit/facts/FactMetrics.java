package gufo.kit.facts;

import gufo.contracts.event.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** All meters about facts. Labels are fact types, a closed set. */
@ApplicationScoped
class FactMetrics {

  private final MeterRegistry registry;

  FactMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Topic topic : Topic.values()) {
      published(topic.type(), 0);
    }
  }

  void published(String type) {
    published(type, 1);
  }

  private void published(String type, int count) {
    registry.counter("gufo.facts.published", "type", type).increment(count);
  }

  void received(String type, boolean fresh) {
    registry
        .counter("gufo.facts.received", "type", type, "fresh", String.valueOf(fresh))
        .increment();
  }

  void refused(String type) {
    registry.counter("gufo.facts.refused", "type", type).increment();
  }
}
