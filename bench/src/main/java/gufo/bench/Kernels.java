package gufo.bench;

import gufo.contracts.plan.Plan;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterRule;
import gufo.engine.tensor.RowNoise;
import gufo.engine.tensor.Seeds;
import gufo.engine.tokenizer.WordTokenizer;
import gufo.engine.world.Vocabulary;
import gufo.filter.rules.RuleChain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done once a row or once an experiment, piece by piece: {@code bench/run kernels}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Kernels {

  private static final int ROWS = 1000;
  private static final String LIST = "[12, 805, 33, 4, 719, 260, 98, 541, 7, 66]";

  private final WordTokenizer tokenizer = Vocabulary.tokenizer();
  private final RowNoise noise = RowNoise.of("stream", "sampling");
  private ExperimentSpec spec;
  private RawRow row;
  private byte[] lines;
  private RuleChain numbers;
  private RuleChain words;
  private int[] ids;
  private long number;

  @Setup
  public void prepare() throws IOException {
    spec =
        Bench.experiment(
                Bench.shipped(Path.of(System.getProperty("gufo.build.root")), "owl-numbers"))
            .spec();
    ids = tokenizer.encode("[ 12 , 805 , 33 , 4 , 719 , 260 , 98 , 541 , 7 , 66 ]");
    row = new RawRow(1, "continue.", LIST, List.of(), List.of(), RawRow.STOP, true);
    lines = written();
    List<FilterRule> filter = spec.filter();
    numbers = RuleChain.of(filter.subList(0, 1));
    words = RuleChain.of(filter.subList(1, 2));
  }

  @Benchmark
  public boolean numbersFormat() {
    return numbers.judge(row).kept();
  }

  @Benchmark
  public boolean bannedWords() {
    return words.judge(row).kept();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long readRow() throws IOException {
    long last = 0;
    try (JsonLines.Reader<RawRow> reader =
        JsonLines.reader(new ByteArrayInputStream(lines), RawRow.class)) {
      while (reader.hasNext()) {
        last = reader.next().row();
      }
    }
    return last;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public byte[] writeRow() throws IOException {
    return written();
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonLines.Writer<RawRow> writer = JsonLines.writer(bytes, RawRow.class)) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(row);
      }
    }
    return bytes.toByteArray();
  }

  @Benchmark
  public String decode() {
    return tokenizer.decode(ids);
  }

  @Benchmark
  public double noiseOfARow() {
    return Seeds.unit(noise.row(number++));
  }

  @Benchmark
  public Plan plan() {
    return Plan.of(spec);
  }
}
