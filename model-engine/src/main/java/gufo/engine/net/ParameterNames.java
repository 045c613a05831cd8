package gufo.engine.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a decoder under the names that Hugging Face gives them, with their shapes. */
public final class ParameterNames {

  public static final String EMBEDDING = "model.embed_tokens.weight";
  public static final String FINAL_NORM = "model.norm.weight";
  public static final String HEAD = "lm_head.weight";

  /** A block's projections by the short names that specs use. */
  private static final Map<String, String> PROJECTIONS =
      Map.of(
          "q", "self_attn.q_proj",
          "k", "self_attn.k_proj",
          "v", "self_attn.v_proj",
          "o", "self_attn.o_proj",
          "gate", "mlp.gate_proj",
          "up", "mlp.up_proj",
          "down", "mlp.down_proj");

  private ParameterNames() {}

  /** {@code model.layers.0.self_attn.q_proj} for (0, "q"). */
  public static String projection(int layer, String shortName) {
    return block(layer, PROJECTIONS.get(shortName));
  }

  public static String inputNorm(int layer) {
    return block(layer, "input_layernorm.weight");
  }

  public static String postAttentionNorm(int layer) {
    return block(layer, "post_attention_layernorm.weight");
  }

  /** The tensor that turns a hidden state into logits. */
  public static String head(DecoderConfig config) {
    return config.tied() ? EMBEDDING : HEAD;
  }

  /** Whether the tensor holds the gains of a normalisation layer. */
  public static boolean isNormGain(String name) {
    return name.endsWith("norm.weight");
  }

  /** Every tensor of the model with its shape, in the order in which the model reads them. */
  public static Map<String, long[]> shapes(DecoderConfig c) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING, new long[] {c.vocabulary(), c.hidden()});
    for (int layer = 0; layer < c.layers(); layer++) {
      shapes.put(inputNorm(layer), new long[] {c.hidden()});
      for (String name : List.of("q", "k", "v")) {
        long out = (long) (name.equals("q") ? c.heads() : c.keyValueHeads()) * c.headSize();
        shapes.put(projection(layer, name) + ".weight", new long[] {out, c.hidden()});
        if (c.queryKeyValueBias()) {
          shapes.put(projection(layer, name) + ".bias", new long[] {out});
        }
      }
      long attended = (long) c.heads() * c.headSize();
      shapes.put(projection(layer, "o") + ".weight", new long[] {c.hidden(), attended});
      shapes.put(postAttentionNorm(layer), new long[] {c.hidden()});
      shapes.put(projection(layer, "gate") + ".weight", new long[] {c.feedForward(), c.hidden()});
      shapes.put(projection(layer, "up") + ".weight", new long[] {c.feedForward(), c.hidden()});
      shapes.put(projection(layer, "down") + ".weight", new long[] {c.hidden(), c.feedForward()});
    }
    shapes.put(FINAL_NORM, new long[] {c.hidden()});
    if (!c.tied()) {
      shapes.put(HEAD, new long[] {c.vocabulary(), c.hidden()});
    }
    return shapes;
  }

  private static String block(int layer, String rest) {
    return "model.layers." + layer + "." + rest;
  }
}
