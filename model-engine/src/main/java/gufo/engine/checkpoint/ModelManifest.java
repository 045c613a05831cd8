package gufo.engine.checkpoint;

/**
 * What a model's directory says about itself beside its configuration.
 *
 * @param backend scheme of the back end that can load it
 * @param tokenizer name of the tokenizer
 * @param template name of the chat rendering
 */
public record ModelManifest(String backend, String tokenizer, String template) {

  /** Every reference model's. */
  public static final ModelManifest REFERENCE =
      new ModelManifest("reference", "reference-world", "reference-world");

  /** Every MLP classifier's: its prompts name images. */
  public static final ModelManifest MLP = new ModelManifest("mlp", "image-names", "plain");
}
