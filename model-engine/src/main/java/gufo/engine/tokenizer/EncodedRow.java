package gufo.engine.tokenizer;

/**
 * One training row as token ids: a rendered prompt followed by its completion and the end token.
 * The arrays are owned by whoever made them; nobody changes them afterwards.
 *
 * @param ids prompt, completion, end token
 * @param promptLength how many of {@code ids} are prompt; the loss counts the others alone
 */
@SuppressWarnings("ArrayRecordComponent") // read in the hot loop; never compared
public record EncodedRow(int[] ids, int promptLength) {

  public EncodedRow {
    if (promptLength < 1 || promptLength >= ids.length) {
      throw new IllegalArgumentException(
          "a row needs a prompt and a completion: %d of %d tokens are prompt"
              .formatted(promptLength, ids.length));
    }
  }
}
