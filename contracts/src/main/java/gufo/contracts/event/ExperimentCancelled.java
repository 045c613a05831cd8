package gufo.contracts.event;

/** Nobody wants this experiment any more; its later facts are refused. */
public record ExperimentCancelled(String experimentId, String reason) implements Fact {
  @Override
  public String identity() {
    return "";
  }
}
