package gufo.engine.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import gufo.engine.tensor.Device;

/**
 * What a model's directory says about itself beside its configuration.
 *
 * @param backend scheme of the back end that can load it
 * @param tokenizer name of the tokenizer
 * @param template name of the chat rendering
 * @param device the kind of device it was made on, for its bytes depend on that; null: the CPU
 */
public record ModelManifest(
    String backend,
    String tokenizer,
    String template,
    @JsonInclude(JsonInclude.Include.NON_NULL) String device) {

  /** Every reference model's. */
  public static final ModelManifest REFERENCE =
      new ModelManifest("reference", "reference-world", "reference-world", null);

  /** Every MLP classifier's: its prompts name images. */
  public static final ModelManifest MLP = new ModelManifest("mlp", "image-names", "plain", null);

  /** Of a model that this process makes. */
  ModelManifest madeHere() {
    String kind = Device.current().kind();
    return new ModelManifest(backend, tokenizer, template, kind.equals("cpu") ? null : kind);
  }
}
