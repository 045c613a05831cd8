package gufo.engine.net;

import gufo.engine.net.ParameterShape.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a GPT-2 decoder under the names that Hugging Face gives them. */
final class GptNames {

  static final String EMBEDDING = "transformer.wte.weight";
  static final String POSITIONS = "transformer.wpe.weight";
  static final String FINAL_NORM = "transformer.ln_f";
  static final String INPUT_NORM = "ln_1";
  static final String POST_ATTENTION_NORM = "ln_2";
  static final String QUERY_KEY_VALUE = "attn.c_attn";
  static final String OUTPUT = "attn.c_proj";
  static final String UP = "mlp.c_fc";
  static final String DOWN = "mlp.c_proj";

  private GptNames() {}

  /** {@code transformer.h.0.mlp.c_fc} for (0, UP): a layer without {@code .weight}. */
  static String block(int layer, String part) {
    return "transformer.h." + layer + "." + part;
  }

  static Map<String, ParameterShape> shapes(GptConfig c) {
    Map<String, ParameterShape> shapes = new LinkedHashMap<>();
    long d = c.hidden();
    shapes.put(EMBEDDING, new ParameterShape(Role.EMBEDDING, c.vocabulary(), d));
    shapes.put(POSITIONS, new ParameterShape(Role.EMBEDDING, c.positions(), d));
    for (int layer = 0; layer < c.layers(); layer++) {
      norm(shapes, block(layer, INPUT_NORM), d);
      linear(shapes, block(layer, QUERY_KEY_VALUE), Role.PROJECTION, 3 * d, d);
      linear(shapes, block(layer, OUTPUT), Role.RESIDUAL_PROJECTION, d, d);
      norm(shapes, block(layer, POST_ATTENTION_NORM), d);
      linear(shapes, block(layer, UP), Role.PROJECTION, c.feedForward(), d);
      linear(shapes, block(layer, DOWN), Role.RESIDUAL_PROJECTION, d, c.feedForward());
    }
    norm(shapes, FINAL_NORM, d);
    return shapes;
  }

  private static void norm(Map<String, ParameterShape> shapes, String name, long d) {
    shapes.put(name + ".weight", new ParameterShape(Role.NORM_GAIN, d));
    shapes.put(name + ".bias", new ParameterShape(Role.BIAS, d));
  }

  private static void linear(
      Map<String, ParameterShape> shapes, String name, Role role, long out, long in) {
    shapes.put(name + ".weight", new ParameterShape(role, out, in));
    shapes.put(name + ".bias", new ParameterShape(Role.BIAS, out));
  }
}
