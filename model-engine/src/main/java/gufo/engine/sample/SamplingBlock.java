package gufo.engine.sample;

import gufo.engine.net.Decoder;
import gufo.engine.net.KeyValueCache;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Some rows drawn together, token by token; finished rows are dropped when enough have gathered.
 */
final class SamplingBlock {

  /** Rows are moved together when fewer than this share of them is still being drawn. */
  private static final double COMPACT_BELOW = 0.75;

  private final Decoder decoder;
  private final TokenChoice choice;
  private final int end;
  private final KeyValueCache cache;
  private List<Row> rows;

  private SamplingBlock(
      Decoder decoder, TokenChoice choice, int end, KeyValueCache cache, List<Row> rows) {
    this.decoder = decoder;
    this.choice = choice;
    this.end = end;
    this.cache = cache;
    this.rows = rows;
  }

  /**
   * Finishes every row.
   *
   * @param rows sorted by the length of their prompts
   */
  static void draw(LoadedModel model, TokenChoice choice, int end, Row... rows) {
    int[] lengths = Arrays.stream(rows).mapToInt(row -> row.prompt().length).toArray();
    int longest = Arrays.stream(rows).mapToInt(Row::limit).max().orElseThrow();
    try (Scope scope = Scope.open();
        KeyValueCache cache =
            KeyValueCache.allocate(model.config(), model.weights().type(), lengths, longest)) {
      new SamplingBlock(model.decoder(), choice, end, cache, List.of(rows)).run();
    }
  }

  private void run() {
    readPrompts();
    while (rows.stream().anyMatch(row -> !row.finished())) {
      compact();
      readLastTokens();
    }
  }

  private void readPrompts() {
    try (Scope scope = Scope.open()) {
      List<Tensor> hidden = new ArrayList<>();
      for (int from = 0; from < rows.size(); ) {
        int length = rows.get(from).prompt().length;
        int to = from;
        while (to < rows.size() && rows.get(to).prompt().length == length) {
          to++;
        }
        hidden.add(decoder.prefill(prompts(from, to, length), cache, from));
        from = to;
      }
      choose(Tensors.cat(0, hidden.toArray(Tensor[]::new)));
    }
  }

  private Tensor prompts(int from, int to, int length) {
    long[] ids = new long[(to - from) * length];
    for (int row = from; row < to; row++) {
      int[] prompt = rows.get(row).prompt();
      for (int t = 0; t < length; t++) {
        ids[(row - from) * length + t] = prompt[t];
      }
    }
    return Tensors.longs(ids, to - from, length);
  }

  private void readLastTokens() {
    long[] ids = new long[rows.size()];
    long[] positions = new long[rows.size()];
    for (int i = 0; i < ids.length; i++) {
      Row row = rows.get(i);
      ids[i] = row.finished() ? end : row.lastToken();
      positions[i] = row.finished() ? 0 : row.lastPosition();
    }
    try (Scope scope = Scope.open()) {
      choose(
          decoder.next(
              Tensors.longs(ids, ids.length), Tensors.longs(positions, ids.length), cache));
    }
  }

  private void choose(Tensor hidden_bd) {
    double[] uniforms =
        rows.stream().mapToDouble(row -> row.finished() ? 0 : row.uniform()).toArray();
    Tensor logits = decoder.logits(hidden_bd).to(ScalarType.Float);
    int[] tokens = choice.choose(logits, uniforms);
    for (int i = 0; i < tokens.length; i++) {
      if (!rows.get(i).finished()) {
        rows.get(i).take(tokens[i], end);
      }
    }
  }

  private void compact() {
    long[] alive = new long[rows.size()];
    List<Row> kept = new ArrayList<>();
    for (int i = 0; i < alive.length; i++) {
      if (!rows.get(i).finished()) {
        alive[kept.size()] = i;
        kept.add(rows.get(i));
      }
    }
    if (kept.size() < COMPACT_BELOW * rows.size()) {
      try (Scope scope = Scope.open()) {
        cache.keepRows(Tensors.longs(Arrays.copyOf(alive, kept.size()), kept.size()));
      }
      rows = kept;
    }
  }
}
