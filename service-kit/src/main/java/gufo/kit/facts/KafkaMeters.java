package gufo.kit.facts;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Of the thousands of series that Kafka's client brings along, only the lag of channels is kept.
 */
class KafkaMeters {

  @Produces
  @Singleton
  MeterFilter onlyTheLag() {
    return MeterFilter.deny(
        id ->
            id.getName().startsWith("kafka.")
                && !id.getName().equals("kafka.consumer.fetch.manager.records.lag"));
  }
}
