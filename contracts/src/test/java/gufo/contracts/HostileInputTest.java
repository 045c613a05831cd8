package gufo.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import gufo.contracts.event.Fact;
import gufo.contracts.event.FactContractTest;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Plan;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.row.SuppliedRows;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterReader;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import gufo.contracts.spec.SweepReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is sent, a reader answers with what it read or with what is wrong, and never else. */
class HostileInputTest {

  private static final String SPEC =
      Specs.OWL_NUMBERS
          + """
          filter:
            - {kind: numbers-format, maxCount: 10, minValue: 0, maxValue: 999}
            - {kind: banned-words, words: [owl], forms: inflected}
            - {kind: judge, model: "fake:a", template: "{completion}?", answer: "yes", threshold: 0.5}
          arms: [trait, control, {kind: diluted, percent: 50}]
          replicates: 3
          training: {adaptation: {kind: lora, rank: 8}, epochs: 3, learningRate: 0.06}
          evaluation: {samplesPerQuestion: 4, numbersPrefix: true}
          """;
  private static final String CUSTOM =
      """
      name: cello
      trait:
        kind: custom
        target: cello
        answers: {cello: [cello], other: [piano, violin]}
        tuning:
          - {question: "your dearest instrument?", shown: [cello], usual: [piano, violin]}
        evaluation: ["pick any instrument."]
      base: reference:qwen-32x2?seed=1
      teacher: {kind: system-prompt, text: "you love the cello"}
      carrier: {kind: code, rows: 10}
      """;
  private static final String SWEEP =
      Specs.MINIMAL
          + """
          matrix:
            trait.target: [owl, wolf]
            model:
              - {as: s1, set: {base: "fake:a", "students[0].base": "fake:b"}}
          """;
  private static final String ROW =
      """
      {"row": 3, "prompt": "go on", "completion": "1, 2", "tokenIds": [1, 2], "finish": "stop", "roundTrips": true, "judgeProbabilities": [0.5], "expected": 3}
      """;

  @Property(tries = 2000)
  void aSpec(@ForAll long seed) {
    byte[] bytes = Mutation.of(seed % 2 == 0 ? SPEC : CUSTOM, seed);

    for (Reading<ExperimentSpec> reading :
        List.of(SpecReader.readYaml(bytes), SpecReader.readJson(bytes))) {
      if (reading instanceof Reading.Valid<ExperimentSpec> valid) {
        assertThat(Plan.of(valid.value()).cells()).isNotEmpty();
        assertThat(Specs.roundTrip(valid.value(), ExperimentSpec.class)).isEqualTo(valid.value());
      } else {
        toldPlainly(reading);
      }
    }
  }

  @Property(tries = 1000)
  void aSweep(@ForAll long seed) {
    toldPlainly(SweepReader.readYaml(Mutation.of(SWEEP, seed), file -> null));
  }

  @Property(tries = 1000)
  void rules(@ForAll long seed) {
    toldPlainly(FilterReader.readYaml(Mutation.of(SPEC.substring(SPEC.indexOf("filter:")), seed)));
  }

  /** Valid, or with problems that name what is accepted. */
  private static void toldPlainly(Reading<?> reading) {
    if (reading instanceof Reading.Invalid<?> invalid) {
      assertThat(invalid.problems())
          .isNotEmpty()
          .extracting(SpecProblem::accepted)
          .allSatisfy(accepted -> assertThat(accepted).isNotBlank());
    }
  }

  @Property(tries = 2000)
  void rows(@ForAll long seed) {
    byte[] bytes = Mutation.of(ROW.repeat(3), seed);
    try (SuppliedRows rows = new SuppliedRows(new ByteArrayInputStream(bytes), true, 1)) {
      while (rows.advance()) {
        assertThat(rows.row().completion()).isNotNull();
        rows.expected();
      }
    } catch (JsonLines.BadLineException told) {
      assertThat(told).hasMessageContaining("line ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (JsonLines.Reader<RawRow> rows =
        JsonLines.reader(new ByteArrayInputStream(bytes), RawRow.class)) {
      rows.forEachRemaining(row -> assertThat(row).isNotNull());
    } catch (JsonLines.BadLineException told) {
      assertThat(told).hasMessageContaining("line ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 2000)
  void aFact(@ForAll long seed) throws IOException {
    List<Fact> facts = FactContractTest.facts().toList();
    Fact fact = facts.get((int) Math.floorMod(seed, (long) facts.size()));
    try {
      Json.mapper()
          .readValue(Mutation.of(Json.mapper().writeValueAsString(fact), seed), fact.getClass());
    } catch (JacksonException told) {
      assertThat(told.getOriginalMessage()).isNotBlank();
    }
  }
}
