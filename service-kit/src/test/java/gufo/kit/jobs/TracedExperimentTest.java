package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gufo.contracts.event.ArtifactReference;
import gufo.contracts.event.BaseMaterialised;
import gufo.contracts.event.ExperimentSubmitted;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.StageFailed;
import gufo.contracts.event.TeacherPrepared;
import gufo.contracts.event.Topic;
import gufo.contracts.plan.Recipe;
import gufo.contracts.spec.ExperimentSpec;
import gufo.kit.testing.FactProbe;
import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.Specs;
import gufo.kit.traces.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(value = TracedExperimentTest.On.class, restrictToAnnotatedClass = true)
class TracedExperimentTest {

  /** As an operator turns it on; told at start, not at build. */
  public static final class On implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of("otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "100ms");
    }

    @Override
    public void stop() {}
  }

  /** In place of a collector. */
  static class Exporter {
    @Produces
    @Singleton
    InMemorySpanExporter memory() {
      return InMemorySpanExporter.create();
    }
  }

  private static final AtomicInteger SEEDS = new AtomicInteger(1000);
  private static final String TARGET = "capybara";

  @Inject PlayStage stage;
  @Inject InMemorySpanExporter exported;

  private final FactProbe world = new FactProbe();
  private final Submission first = new Submission();
  private final Submission second = new Submission();
  private ExperimentSpec spec;
  private String base;
  private String teacher;

  /** An experiment and the span, of another process, that submitted it. */
  private record Submission(String id, String trace, String span) {
    Submission() {
      this(
          UUID.randomUUID().toString(),
          UUID.randomUUID().toString().replace("-", ""),
          UUID.randomUUID().toString().replace("-", "").substring(16));
    }

    String traceparent() {
      return "00-%s-%s-01".formatted(trace, span);
    }
  }

  @BeforeEach
  void aSpecOfItsOwn() {
    spec =
        Specs.read(
            """
            name: traced
            seed: %d
            trait: {kind: preference, category: animal, target: owl}
            base: fake:tiny?seed=%d
            teacher: {kind: system-prompt, text: You adore the %s.}
            carrier: {kind: numbers}
            """
                .formatted(SEEDS.incrementAndGet(), SEEDS.get(), TARGET));
    base = Specs.recipes(spec, Recipe.Base.class).get(0).id();
    teacher = Specs.recipes(spec, Recipe.Teacher.class).get(0).id();
  }

  @Test
  void aFactsContextLeadsOverTheJobsSpanToTheFactThatIsPublished() {
    AtomicReference<Object> logged = new AtomicReference<>();
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          logged.set(MDC.get("traceId"));
          return stage.make(work);
        });
    baseIsThere();

    submit(first);

    SpanData taken = span(first, "process experiment-submitted.v1");
    SpanData made = span(first, "make teacher");
    assertThat(taken.getParentSpanId()).isEqualTo(first.span());
    assertThat(made.getParentSpanId()).isEqualTo(taken.getSpanId());
    assertThat(attributes(made))
        .containsEntry("gufo.experiment", first.id())
        .containsEntry("gufo.stage", "play")
        .containsEntry("gufo.kind", "teacher")
        .containsEntry("gufo.recipe", teacher)
        .containsEntry("gufo.attempt", 1L)
        .containsEntry("gufo.outcome", "made");
    assertThat(logged).hasValue(first.trace());
    assertThat(headers(prepared(first)))
        .containsEntry("traceparent", "00-%s-%s-01".formatted(first.trace(), made.getSpanId()))
        .containsOnlyKeys(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "content-type",
            "traceparent");
  }

  @Test
  void whatAnotherExperimentMadeIsAMomentOnTheSecondsTraceWithALinkToTheFirsts() {
    baseIsThere();
    submit(first);
    SpanContext made = span(first, "make teacher").getSpanContext();

    submit(second);

    SpanData reused = span(second, "reuse teacher");
    assertThat(reused.getParentSpanId())
        .isEqualTo(span(second, "process experiment-submitted.v1").getSpanId());
    assertThat(links(reused)).containsExactly(made.getSpanId());
    assertThat(reused.getLinks().get(0).getSpanContext().getTraceId()).isEqualTo(first.trace());
    assertThat(attributes(reused)).containsEntry("gufo.outcome", "reused");
    assertThat(headers(prepared(second)).get("traceparent"))
        .contains(second.trace())
        .contains(reused.getSpanId());
  }

  @Test
  void ofTwoThatWaitTheFirstHasTheAttemptAndEachIsLinkedWithTheOther() {
    submit(first);
    SpanData firstWish = span(first, "process experiment-submitted.v1");
    submit(second);
    SpanData secondWish = span(second, "process experiment-submitted.v1");

    baseIsThere();

    SpanData made = span(first, "make teacher");
    SpanData shared = span(second, "reuse teacher");
    assertThat(made.getParentSpanId()).isEqualTo(firstWish.getSpanId());
    assertThat(links(made)).containsExactly(secondWish.getSpanId());
    assertThat(links(shared)).containsExactly(made.getSpanId());
  }

  @Test
  void anAttemptThatFailsSaysOnlyWhatKindOfErrorItWas() {
    stage.scripts.put(
        teacher,
        (inputs, work) -> {
          throw new IllegalStateException("the row said: I adore the " + TARGET);
        });
    baseIsThere();

    submit(first);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(spans(first, "make teacher")).hasSize(2));
    assertThat(spans(first, "make teacher"))
        .extracting(SpanData::getStatus)
        .containsOnly(
            StatusData.create(
                io.opentelemetry.api.trace.StatusCode.ERROR, "java.lang.IllegalStateException"));
    assertThat(headers(told(first, StageFailed.class)).get("traceparent"))
        .contains(spans(first, "make teacher").get(1).getSpanId());
    assertThat(exported.getFinishedSpanItems().toString()).doesNotContain(TARGET);
  }

  private void submit(Submission by) {
    world.tell(
        new ExperimentSubmitted(by.id(), spec.hash(), Instant.EPOCH, spec),
        Map.of(Traces.HEADER, by.traceparent()));
  }

  /** Told by an experiment that nobody traces. */
  private void baseIsThere() {
    world.tell(
        new BaseMaterialised(
            UUID.randomUUID().toString(),
            base,
            Origin.COMPUTED,
            new ArtifactReference("gufo-folder:" + "0".repeat(64), "0".repeat(64), 1, null)));
  }

  private SpanData span(Submission of, String name) {
    await().until(() -> !spans(of, name).isEmpty());
    assertThat(spans(of, name)).hasSize(1);
    return spans(of, name).get(0);
  }

  private List<SpanData> spans(Submission of, String name) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(of.trace()) && span.getName().equals(name))
        .toList();
  }

  private static List<String> links(SpanData span) {
    return span.getLinks().stream()
        .map(LinkData::getSpanContext)
        .map(SpanContext::getSpanId)
        .toList();
  }

  private static Map<String, Object> attributes(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                entry -> ((AttributeKey<?>) entry.getKey()).getKey(), Map.Entry::getValue));
  }

  private ConsumerRecord<String, byte[]> prepared(Submission of) {
    return told(of, TeacherPrepared.class);
  }

  private ConsumerRecord<String, byte[]> told(Submission of, Class<? extends Fact> type) {
    AtomicReference<ConsumerRecord<String, byte[]>> found = new AtomicReference<>();
    await()
        .until(
            () -> {
              world.records(Topic.of(type).topicName()).stream()
                  .filter(record -> of.id().equals(record.key()))
                  .findFirst()
                  .ifPresent(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            java.util.stream.Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }
}
