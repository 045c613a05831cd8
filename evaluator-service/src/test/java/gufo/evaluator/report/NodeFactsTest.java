package gufo.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeFactsTest {

  private final Fixture fixture = new Fixture();

  @Test
  void anExperimentIsSettledWhenEveryNodeExists() {
    assertThat(fixture.facts().settle(fixture.plan)).isTrue();
  }

  @Test
  void anExperimentIsNotSettledWhileANodeIsMissing() {
    fixture.origins.remove(fixture.cell("base/same", 1).evaluationId());

    assertThat(fixture.facts().settle(fixture.plan)).isFalse();
  }

  @Test
  void whatAFailurePutsOutOfReachIsSettled() {
    fixture.fail(fixture.cell("trait/same", 2).datasetId(), "filter", "too few rows");

    assertThat(fixture.facts().settle(fixture.plan)).isTrue();
  }

  @Test
  void aFailureElsewhereSettlesNothing() {
    fixture.origins.remove(fixture.cell("trait/same", 2).evaluationId());
    fixture.fail("not-of-this-plan", "generator", "no such thing");

    assertThat(fixture.facts().settle(fixture.plan)).isFalse();
  }
}
