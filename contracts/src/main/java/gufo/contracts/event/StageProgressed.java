package gufo.contracts.event;

/**
 * How far one piece of work is. Lossy: it may be lost or late and never drives anything but a
 * display.
 *
 * @param work what is made, for example {@code base} or {@code student}
 * @param done steps done of {@code total}
 */
public record StageProgressed(
    String experimentId, String recipeId, String stage, String work, long done, long total)
    implements Fact {
  @Override
  public String identity() {
    return recipeId + "/" + done;
  }
}
