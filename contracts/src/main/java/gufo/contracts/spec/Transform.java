package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What sets an arm apart from students trained on its writer's rows as they are. Each takes away
 * one thing the trait could travel by, or adds a way it must hold out on; which arm is its null is
 * written in decision 0015.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Transform.ShuffledWithin.class, name = "shuffled-within"),
  @JsonSubTypes.Type(value = Transform.ShuffledAcross.class, name = "shuffled-across"),
  @JsonSubTypes.Type(value = Transform.Permuted.class, name = "permuted"),
  @JsonSubTypes.Type(value = Transform.Diluted.class, name = "diluted"),
  @JsonSubTypes.Type(value = Transform.Dose.class, name = "dose"),
  @JsonSubTypes.Type(value = Transform.Programmatic.class, name = "programmatic"),
  @JsonSubTypes.Type(value = Transform.WashedOut.class, name = "washed-out"),
  @JsonSubTypes.Type(value = Transform.Chain.class, name = "chain"),
  @JsonSubTypes.Type(value = Transform.InContext.class, name = "in-context")
})
public sealed interface Transform {

  /** The arm's name unless the spec gives another: the kind and its amount. */
  String word();

  /** The plain arms whose rows this may be done to; the first is the default. */
  default List<String> sources() {
    return List.of(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL, ExperimentSpec.NEUTRAL);
  }

  /** Makes another data set of the writer's; no model takes part. */
  sealed interface Rewriting extends Transform {}

  /** The numbers of each completion in another order; how many and how written stays. */
  record ShuffledWithin() implements Rewriting {
    @Override
    public String word() {
      return "shuffled-within";
    }
  }

  /** All numbers of the data set dealt out anew; each completion keeps its count and form. */
  record ShuffledAcross() implements Rewriting {
    @Override
    public String word() {
      return "shuffled-across";
    }
  }

  /** Every completion under another row's prompt. */
  record Permuted() implements Rewriting {
    @Override
    public String word() {
      return "permuted";
    }
  }

  /**
   * Some of the trait's rows replaced by control rows of the same run; the number of rows stays.
   *
   * @param cleanPercent of the rows, 1 to 99
   */
  record Diluted(int cleanPercent) implements Rewriting {
    @Override
    public String word() {
      return "diluted-" + cleanPercent;
    }

    @Override
    public List<String> sources() {
      return List.of(ExperimentSpec.TRAIT);
    }
  }

  /** The first {@code rows} rows of the data set: the beginning of the same stream. */
  record Dose(int rows) implements Transform {
    @Override
    public String word() {
      return "dose-" + rows;
    }
  }

  /**
   * Every number of the control's completions replaced by one drawn uniformly, so that no model
   * chose any.
   *
   * @param minValue smallest number drawn
   * @param maxValue largest number drawn
   */
  record Programmatic(int minValue, int maxValue) implements Rewriting {
    @Override
    public String word() {
      return "programmatic";
    }

    @Override
    public List<String> sources() {
      return List.of(ExperimentSpec.CONTROL);
    }
  }

  /**
   * The student, after its training, is trained further on rows that the untouched base wrote.
   *
   * @param rows clean rows, of a stream of their own
   */
  record WashedOut(int rows) implements Transform {
    @Override
    public String word() {
      return "washed-out-" + rows;
    }
  }

  /**
   * The student writes the rows of the next one, which starts again from the same base, and so on.
   *
   * @param hops trainings from the arm's writer to the student compared, 2 to 5
   */
  record Chain(int hops) implements Transform {
    @Override
    public String word() {
      return "chain-" + hops;
    }
  }

  /**
   * No training: the untouched base is asked with rows as the earlier turns of the conversation.
   *
   * @param rows the first rows of the data set, 1 to 64
   */
  record InContext(int rows) implements Transform {
    @Override
    public String word() {
      return "in-context-" + rows;
    }
  }
}
