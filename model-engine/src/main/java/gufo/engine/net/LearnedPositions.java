package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A trained vector for each position, added to the token's. */
record LearnedPositions(Tensor table_td) implements Positions {

  @Override
  public Places upTo(long length) {
    return new Added(table_td.narrow(0, 0, length));
  }

  @Override
  public Places at(Tensor positions_b) {
    return new Added(torch.index_select(table_td, 0, positions_b).unsqueeze(1));
  }

  /** [t, d], or [b, 1, d] where each row has its own. */
  private record Added(Tensor vectors) implements Places {
    @Override
    public Tensor embedded(Tensor x_btd) {
      return x_btd.add(vectors);
    }
  }
}
