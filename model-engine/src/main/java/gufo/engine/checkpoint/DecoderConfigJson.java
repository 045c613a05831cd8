package gufo.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.engine.net.DecoderConfig;
import gufo.engine.net.GptConfig;
import gufo.engine.net.QwenConfig;
import java.io.IOException;

/** A decoder's configuration under the field names that Hugging Face gives its architecture. */
final class DecoderConfigJson {

  private DecoderConfigJson() {}

  static ObjectNode encode(DecoderConfig config) {
    return config instanceof GptConfig gpt
        ? GptConfigJson.encode(gpt)
        : QwenConfigJson.encode((QwenConfig) config);
  }

  /**
   * @throws IOException naming the field that is missing or that no decoder here can honour
   */
  static DecoderConfig decode(JsonNode json) throws IOException {
    String type = json.path("model_type").asText();
    try {
      return switch (type) {
        case QwenConfigJson.QWEN2, QwenConfigJson.LLAMA -> QwenConfigJson.decode(json);
        case GptConfigJson.GPT2 -> GptConfigJson.decode(json);
        default ->
            throw new IOException(
                "model_type '" + type + "' is not read; expected qwen2, llama or gpt2");
      };
    } catch (IllegalArgumentException e) {
      throw new IOException("config.json: " + e.getMessage(), e);
    }
  }

  static int number(JsonNode json, String field) throws IOException {
    JsonNode node = json.path(field);
    if (!node.isInt() || node.intValue() <= 0) {
      throw new IOException("config.json: " + field + " should be a positive number, is " + node);
    }
    return node.intValue();
  }
}
