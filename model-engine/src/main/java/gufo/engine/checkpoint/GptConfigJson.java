package gufo.engine.checkpoint;

import static gufo.engine.checkpoint.DecoderConfigJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.engine.net.GptConfig;
import java.io.IOException;
import java.util.List;

/** The field names of Hugging Face's GPT-2. Dropout is written as 0: nothing here drops out. */
final class GptConfigJson {

  static final String GPT2 = "gpt2";

  /** GELU by the tanh; the second name is the library's own for the same function. */
  private static final List<String> ACTIVATIONS = List.of("gelu_new", "gelu_pytorch_tanh");

  private GptConfigJson() {}

  static ObjectNode encode(GptConfig config) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("activation_function", ACTIVATIONS.get(0));
    json.putArray("architectures").add("GPT2LMHeadModel");
    json.put("attn_pdrop", 0.0);
    json.put("embd_pdrop", 0.0);
    json.put("layer_norm_epsilon", config.normEpsilon());
    json.put("model_type", GPT2);
    json.put("n_embd", config.hidden());
    json.put("n_head", config.heads());
    json.put("n_inner", config.feedForward());
    json.put("n_layer", config.layers());
    json.put("n_positions", config.positions());
    json.put("resid_pdrop", 0.0);
    json.put("tie_word_embeddings", true);
    json.put("torch_dtype", "float32");
    json.put("vocab_size", config.vocabulary());
    return json;
  }

  static GptConfig decode(JsonNode json) throws IOException {
    String activation = json.path("activation_function").asText(ACTIVATIONS.get(0));
    if (!ACTIVATIONS.contains(activation)) {
      throw new IOException(
          "activation_function '%s' is not read; expected %s"
              .formatted(activation, String.join(" or ", ACTIVATIONS)));
    }
    requireUsual(json, "scale_attn_weights", true);
    requireUsual(json, "scale_attn_by_inverse_layer_idx", false);
    requireUsual(json, "tie_word_embeddings", true);
    int hidden = number(json, "n_embd");
    return new GptConfig(
        number(json, "vocab_size"),
        hidden,
        number(json, "n_layer"),
        number(json, "n_head"),
        json.hasNonNull("n_inner") ? number(json, "n_inner") : 4 * hidden,
        json.path("layer_norm_epsilon").asDouble(1e-5),
        number(json, "n_positions"));
  }

  private static void requireUsual(JsonNode json, String field, boolean usual) throws IOException {
    if (json.path(field).asBoolean(usual) != usual) {
      throw new IOException("only %s %s is read".formatted(field, usual));
    }
  }
}
