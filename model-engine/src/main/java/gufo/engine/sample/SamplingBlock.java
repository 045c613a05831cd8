package gufo.engine.sample;

import gufo.contracts.work.LongWork;
import gufo.engine.net.Decoder;
import gufo.engine.net.KeyValueCache;
import gufo.engine.tensor.Scope;
import gufo.engine.tensor.Tensors;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Some rows drawn together, token by token. Rows that have read the same tokens so far are one
 * branch and are computed once: a prompt asked a hundred times is read once, and its answers part
 * where they differ.
 */
final class SamplingBlock {

  /** The cache is tidied when fewer than this share of its branches is still being drawn. */
  private static final double COMPACT_BELOW = 0.75;

  private final Decoder decoder;
  private final TokenChoice choice;
  private final int end;
  private final KeyValueCache cache;

  /** Unfinished rows by branch, in the order of the cache's rows; a finished branch has none. */
  private List<List<Row>> branches;

  private SamplingBlock(
      Decoder decoder, TokenChoice choice, int end, KeyValueCache cache, List<List<Row>> branches) {
    this.decoder = decoder;
    this.choice = choice;
    this.end = end;
    this.cache = cache;
    this.branches = branches;
  }

  /**
   * Finishes every row.
   *
   * @param rows sorted by the length of their prompts
   */
  static void draw(LoadedModel model, TokenChoice choice, int end, LongWork work, Row... rows) {
    Map<IntBuffer, List<Row>> byPrompt = new LinkedHashMap<>();
    for (Row row : rows) {
      byPrompt.computeIfAbsent(IntBuffer.wrap(row.prompt()), p -> new ArrayList<>()).add(row);
    }
    int[] lengths = byPrompt.keySet().stream().mapToInt(IntBuffer::remaining).toArray();
    int longest = Arrays.stream(rows).mapToInt(Row::limit).max().orElseThrow();
    try (Scope scope = Scope.open();
        KeyValueCache cache =
            KeyValueCache.allocate(model.config(), model.weights().type(), lengths, longest)) {
      new SamplingBlock(model.decoder(), choice, end, cache, List.copyOf(byPrompt.values()))
          .run(work);
    }
  }

  private void run(LongWork work) {
    work.checkStopped();
    readPrompts();
    while (branches.stream().anyMatch(rows -> !rows.isEmpty())) {
      work.checkStopped();
      readLastTokens();
    }
  }

  private void readPrompts() {
    try (Scope scope = Scope.open()) {
      List<Tensor> hidden = new ArrayList<>();
      for (int from = 0; from < branches.size(); ) {
        int length = prompt(from).length;
        int to = from;
        while (to < branches.size() && prompt(to).length == length) {
          to++;
        }
        hidden.add(decoder.prefill(prompts(from, to, length), cache, from));
        from = to;
      }
      choose(Tensors.cat(0, hidden.toArray(Tensor[]::new)));
    }
  }

  private int[] prompt(int branch) {
    return branches.get(branch).get(0).prompt();
  }

  private Tensor prompts(int from, int to, int length) {
    long[] ids = new long[(to - from) * length];
    for (int branch = from; branch < to; branch++) {
      int[] prompt = prompt(branch);
      for (int t = 0; t < length; t++) {
        ids[(branch - from) * length + t] = prompt[t];
      }
    }
    return Tensors.longs(ids, to - from, length);
  }

  private void readLastTokens() {
    long[] ids = new long[branches.size()];
    long[] positions = new long[branches.size()];
    for (int i = 0; i < ids.length; i++) {
      List<Row> rows = branches.get(i);
      ids[i] = rows.isEmpty() ? end : rows.get(0).lastToken();
      positions[i] = rows.isEmpty() ? 0 : rows.get(0).lastPosition();
    }
    try (Scope scope = Scope.open()) {
      choose(
          decoder.next(
              Tensors.longs(ids, ids.length), Tensors.longs(positions, ids.length), cache));
    }
  }

  /** Every unfinished row draws its next token from its branch's probabilities. */
  private void choose(Tensor hidden_bd) {
    TokenChoice.Choices choices = choice.among(decoder.logits(hidden_bd).to(ScalarType.Float));
    List<List<Row>> next = new ArrayList<>();
    List<Integer> parents = new ArrayList<>();
    for (int branch = 0; branch < branches.size(); branch++) {
      Map<Integer, List<Row>> byToken = new TreeMap<>();
      for (Row row : branches.get(branch)) {
        int token = choices.token(branch, row.uniform());
        row.take(token, end);
        if (!row.finished()) {
          byToken.computeIfAbsent(token, t -> new ArrayList<>()).add(row);
        }
      }
      for (List<Row> rows : byToken.values()) {
        next.add(rows);
        parents.add(branch);
      }
    }
    advance(next, parents);
  }

  /** Moves the cache only where a branch parted, or where many are finished. */
  private void advance(List<List<Row>> next, List<Integer> parents) {
    boolean parted = parents.stream().distinct().count() < parents.size();
    if (!parted && next.size() >= COMPACT_BELOW * branches.size()) {
      List<List<Row>> inPlace = new ArrayList<>(Collections.nCopies(branches.size(), List.of()));
      IntStream.range(0, next.size()).forEach(i -> inPlace.set(parents.get(i), next.get(i)));
      branches = inPlace;
      return;
    }
    branches = next;
    if (!next.isEmpty()) {
      long[] kept = parents.stream().mapToLong(Integer::longValue).toArray();
      try (Scope scope = Scope.open()) {
        cache.keepRows(Tensors.longs(kept, kept.length));
      }
    }
  }
}
