package gufo.engine.net;

import gufo.engine.net.ParameterShape.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a Qwen2 or Llama decoder under the names that Hugging Face gives them. */
final class QwenNames {

  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String FINAL_NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";

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

  private QwenNames() {}

  /** {@code model.layers.0.self_attn.q_proj} for (0, "q"). */
  static String projection(int layer, String shortName) {
    return block(layer, PROJECTIONS.get(shortName));
  }

  static String inputNorm(int layer) {
    return block(layer, "input_layernorm.weight");
  }

  static String postAttentionNorm(int layer) {
    return block(layer, "post_attention_layernorm.weight");
  }

  static Map<String, ParameterShape> shapes(QwenConfig c) {
    Map<String, ParameterShape> shapes = new LinkedHashMap<>();
    ParameterShape gain = new ParameterShape(Role.NORM_GAIN, c.hidden());
    shapes.put(EMBEDDING, new ParameterShape(Role.EMBEDDING, c.vocabulary(), c.hidden()));
    for (int layer = 0; layer < c.layers(); layer++) {
      shapes.put(inputNorm(layer), gain);
      attention(shapes, c, layer);
      shapes.put(postAttentionNorm(layer), gain);
      feedForward(shapes, c, layer);
    }
    shapes.put(FINAL_NORM, gain);
    if (!c.tied()) {
      shapes.put(HEAD, new ParameterShape(Role.EMBEDDING, c.vocabulary(), c.hidden()));
    }
    return shapes;
  }

  private static void attention(Map<String, ParameterShape> shapes, QwenConfig c, int layer) {
    for (String name : List.of("q", "k", "v")) {
      long out = (long) (name.equals("q") ? c.heads() : c.keyValueHeads()) * c.headSize();
      weight(shapes, layer, name, Role.PROJECTION, out, c.hidden());
      if (c.queryKeyValueBias()) {
        shapes.put(projection(layer, name) + ".bias", new ParameterShape(Role.BIAS, out));
      }
    }
    long attended = (long) c.heads() * c.headSize();
    weight(shapes, layer, "o", Role.RESIDUAL_PROJECTION, c.hidden(), attended);
  }

  private static void feedForward(Map<String, ParameterShape> shapes, QwenConfig c, int layer) {
    weight(shapes, layer, "gate", Role.PROJECTION, c.feedForward(), c.hidden());
    weight(shapes, layer, "up", Role.PROJECTION, c.feedForward(), c.hidden());
    weight(shapes, layer, "down", Role.RESIDUAL_PROJECTION, c.hidden(), c.feedForward());
  }

  private static void weight(
      Map<String, ParameterShape> shapes, int layer, String name, Role role, long out, long in) {
    shapes.put(projection(layer, name) + ".weight", new ParameterShape(role, out, in));
  }

  private static String block(int layer, String rest) {
    return "model.layers." + layer + "." + rest;
  }
}
