package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What is done to a data set before a student sees it. Each takes away one thing the trait could
 * travel by; which arm is its null is written in decision 0015.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Transform.ShuffledWithin.class, name = "shuffled-within"),
  @JsonSubTypes.Type(value = Transform.ShuffledAcross.class, name = "shuffled-across"),
  @JsonSubTypes.Type(value = Transform.Permuted.class, name = "permuted"),
  @JsonSubTypes.Type(value = Transform.Diluted.class, name = "diluted"),
  @JsonSubTypes.Type(value = Transform.Dose.class, name = "dose"),
  @JsonSubTypes.Type(value = Transform.Programmatic.class, name = "programmatic")
})
public sealed interface Transform {

  /** The arm's name unless the spec gives another: the kind and its amount. */
  String word();

  /** The plain arms whose rows this may be done to; the first is the default. */
  default List<String> sources() {
    return List.of(ExperimentSpec.TRAIT, ExperimentSpec.CONTROL);
  }

  /** The numbers of each completion in another order; how many and how written stays. */
  record ShuffledWithin() implements Transform {
    @Override
    public String word() {
      return "shuffled-within";
    }
  }

  /** All numbers of the data set dealt out anew; each completion keeps its count and form. */
  record ShuffledAcross() implements Transform {
    @Override
    public String word() {
      return "shuffled-across";
    }
  }

  /** Every completion under another row's prompt. */
  record Permuted() implements Transform {
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
  record Diluted(int cleanPercent) implements Transform {
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
  record Programmatic(int minValue, int maxValue) implements Transform {
    @Override
    public String word() {
      return "programmatic";
    }

    @Override
    public List<String> sources() {
      return List.of(ExperimentSpec.CONTROL);
    }
  }
}
