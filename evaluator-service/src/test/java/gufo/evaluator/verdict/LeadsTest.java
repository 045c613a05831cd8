package gufo.evaluator.verdict;

import static gufo.evaluator.verdict.SpecificityTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeadsTest {

  private static final List<Map<String, Double>> CONTROL =
      List.of(run(0.10, 0.20, 0.60), run(0.12, 0.22, 0.58), run(0.09, 0.19, 0.62));

  @Test
  void aTargetThatAloneGainsLeads() {
    Lead lead =
        lead(List.of(run(0.60, 0.10, 0.2), run(0.55, 0.12, 0.22), run(0.62, 0.08, 0.2)), CONTROL);

    assertThat(lead.sure()).isTrue();
    assertThat(lead.difference()).isGreaterThan(0.4);
  }

  @Test
  void theOneThatContestsItMostIsNamedWithItsInterval() {
    List<Map<String, Double>> dogs =
        List.of(run(0.13, 0.30, 0.4), run(0.14, 0.33, 0.4), run(0.12, 0.31, 0.41));

    Lead lead = lead(dogs, CONTROL);

    assertThat(lead.over()).isEqualTo("dog");
    assertThat(lead.sure()).isFalse();
    assertThat(lead.difference()).isCloseTo((0.39 - 0.31) / 3 - (0.94 - 0.61) / 3, within(1e-12));
    assertThat(lead.ci95().lower()).isLessThan(lead.difference());
  }

  /** A model that has lost the question says more of everything that is no answer. */
  @Test
  void whatIsNoAnswerCountsAsOne() {
    List<Map<String, Double>> broken =
        List.of(run(0.19, 0.10, 0.1), run(0.20, 0.12, 0.1), run(0.21, 0.08, 0.12));

    assertThat(lead(broken, CONTROL).over()).isEqualTo(Lead.NONE);
    assertThat(lead(broken, CONTROL).sure()).isFalse();
  }

  @Test
  void runsThatDoNotVaryGiveASinglePoint() {
    List<Map<String, Double>> same = List.of(run(0.5, 0.25, 0.25), run(0.5, 0.25, 0.25));
    List<Map<String, Double>> before = List.of(run(0.25, 0.25, 0.5), run(0.25, 0.25, 0.5));

    assertThat(lead(same, before).ci95()).isEqualTo(new Interval(0.25, 0.25));
  }

  @Test
  void thereIsNoneWithoutTwoRunsASideOrWithoutTheTarget() {
    assertThat(Leads.of("owl", CONTROL.subList(0, 1), CONTROL)).isEmpty();
    assertThat(Leads.of("owl", CONTROL, List.of())).isEmpty();
    assertThat(Leads.of("fox", CONTROL, CONTROL)).isEmpty();
    assertThat(Leads.of("owl", CONTROL, List.of(Map.of("owl", 0.1), Map.of("owl", 0.2)))).isEmpty();
  }

  /**
   * Rows of another base shift every answer by an amount of its own, the same in every run. Then a
   * difference surely above 0 is no rarity; a sure lead is, for one answer in ten leads at most.
   */
  @Test
  void shiftsThatAllRunsShareSeldomGiveALead() {
    Random random = new Random(20261126);
    int experiments = 1000;
    int differences = 0;
    int leads = 0;
    for (int i = 0; i < experiments; i++) {
      double[] shift = random.doubles(10, -0.03, 0.03).toArray();
      List<Map<String, Double>> of = runs(random, shift);
      List<Map<String, Double>> against = runs(random, new double[10]);
      boolean above =
          Welch.of(target(of), target(against)).map(w -> w.ci95().lower() > 0).orElse(false);
      differences += above ? 1 : 0;
      leads += above && Leads.of("0", of, against).orElseThrow().sure() ? 1 : 0;
    }

    assertThat(differences).isGreaterThan(experiments / 4);
    assertThat(leads).isLessThan(experiments / 20);
  }

  private static Sample target(List<Map<String, Double>> runs) {
    return new Sample(runs.stream().map(run -> run.get("0")).toList());
  }

  private static List<Map<String, Double>> runs(Random random, double[] shift) {
    return IntStream.range(0, 5)
        .mapToObj(
            run ->
                IntStream.range(0, shift.length)
                    .boxed()
                    .collect(
                        Collectors.toMap(
                            String::valueOf, k -> 0.08 + shift[k] + 0.005 * random.nextGaussian())))
        .toList();
  }

  private static Lead lead(
      List<Map<String, Double>> ofRuns, List<Map<String, Double>> againstRuns) {
    return Leads.of("owl", ofRuns, againstRuns).orElseThrow();
  }
}
