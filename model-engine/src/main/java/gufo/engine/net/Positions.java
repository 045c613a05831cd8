package gufo.engine.net;

import org.bytedeco.pytorch.Tensor;

/** How a decoder tells where a token stands. */
interface Positions {

  /** Positions 0 to {@code length} - 1, the same in every row. */
  Places upTo(long length);

  /**
   * One position a row.
   *
   * @param positions_b int64
   */
  Places at(Tensor positions_b);

  /** The places of the tokens that are read together. An architecture marks one of the two. */
  interface Places {

    /** The embeddings that enter the first block, [b, t, d]. */
    default Tensor embedded(Tensor x_btd) {
      return x_btd;
    }

    /** Queries, keys and values as the attention reads them; n = h + 2g heads in that order. */
    default Tensor turned(Tensor heads_btnk) {
      return heads_btnk;
    }
  }
}
