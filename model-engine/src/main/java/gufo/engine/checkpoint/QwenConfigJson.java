package gufo.engine.checkpoint;

import static gufo.engine.checkpoint.DecoderConfigJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.engine.net.QwenConfig;
import java.io.IOException;

/** The field names of Hugging Face's Qwen2 and Llama. */
final class QwenConfigJson {

  static final String QWEN2 = "qwen2";
  static final String LLAMA = "llama";

  private QwenConfigJson() {}

  static ObjectNode encode(QwenConfig config) {
    ObjectNode json = Json.mapper().createObjectNode();
    boolean qwen = config.queryKeyValueBias();
    json.putArray("architectures").add(qwen ? "Qwen2ForCausalLM" : "LlamaForCausalLM");
    json.put("head_dim", config.headSize());
    json.put("hidden_act", "silu");
    json.put("hidden_size", config.hidden());
    json.put("intermediate_size", config.feedForward());
    json.put("max_position_embeddings", config.positions());
    json.put("model_type", qwen ? QWEN2 : LLAMA);
    json.put("num_attention_heads", config.heads());
    json.put("num_hidden_layers", config.layers());
    json.put("num_key_value_heads", config.keyValueHeads());
    json.put("rms_norm_eps", config.normEpsilon());
    json.put("rope_theta", config.ropeBase());
    json.put("tie_word_embeddings", config.tied());
    json.put("torch_dtype", "float32");
    json.put("vocab_size", config.vocabulary());
    return json;
  }

  static QwenConfig decode(JsonNode json) throws IOException {
    String type = json.path("model_type").asText();
    String activation = json.path("hidden_act").asText("silu");
    if (!activation.equals("silu") || json.path("use_sliding_window").asBoolean(false)) {
      throw new IOException("only hidden_act silu without a sliding window is read");
    }
    if (json.hasNonNull("rope_scaling")) {
      throw new IOException("rope_scaling is not read: " + json.get("rope_scaling"));
    }
    int heads = number(json, "num_attention_heads");
    int hidden = number(json, "hidden_size");
    return new QwenConfig(
        number(json, "vocab_size"),
        hidden,
        number(json, "num_hidden_layers"),
        heads,
        json.path("num_key_value_heads").asInt(heads),
        json.path("head_dim").asInt(hidden / heads),
        number(json, "intermediate_size"),
        json.path("rms_norm_eps").asDouble(1e-6),
        json.path("rope_theta").asDouble(10_000),
        json.path("attention_bias").asBoolean(type.equals(QWEN2)),
        json.path("tie_word_embeddings").asBoolean(false),
        number(json, "max_position_embeddings"));
  }
}
