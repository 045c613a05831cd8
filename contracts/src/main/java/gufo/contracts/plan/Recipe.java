package gufo.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import gufo.contracts.id.ContentId;
import gufo.contracts.spec.CarrierKind;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.Logits;
import gufo.contracts.spec.Sampling;
import gufo.contracts.spec.Training;
import gufo.contracts.spec.Trait;
import gufo.contracts.spec.Transform;
import java.util.List;
import java.util.Objects;

/**
 * All that decides an artifact's bytes: the ids of its inputs, every parameter and the seed. Its
 * {@link #id} is known before anything runs, so the same recipe is never made twice. Each carries
 * the version of the code that follows it, to be raised by hand when that code starts to give other
 * bytes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Recipe.Base.class, name = "base"),
  @JsonSubTypes.Type(value = Recipe.Teacher.class, name = "teacher"),
  @JsonSubTypes.Type(value = Recipe.Chunk.class, name = "chunk"),
  @JsonSubTypes.Type(value = Recipe.Dataset.class, name = "dataset"),
  @JsonSubTypes.Type(value = Recipe.Derived.class, name = "derived"),
  @JsonSubTypes.Type(value = Recipe.Student.class, name = "student"),
  @JsonSubTypes.Type(value = Recipe.Evaluation.class, name = "evaluation")
})
public sealed interface Recipe {

  /** sha256 of the canonical JSON, 64 hexadecimal digits. */
  default String id() {
    return ContentId.of(this);
  }

  /**
   * Ids of the artifacts that must exist before this can be made. A data set's chunks come and go
   * as it needs them.
   */
  List<String> inputs();

  /** A base model, by its URI. */
  record Base(int version, String model) implements Recipe {
    @Override
    public List<String> inputs() {
      return List.of();
    }
  }

  /**
   * A base given a trait.
   *
   * @param neutral true for one that answers the same questions as the untouched world does, tuned
   *     by the same method; else null
   */
  record Teacher(
      int version,
      String base,
      Trait trait,
      gufo.contracts.spec.Teacher method,
      long seed,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean neutral)
      implements Recipe {
    @Override
    public List<String> inputs() {
      return List.of(base);
    }
  }

  /**
   * An endless numbered sequence of raw rows; it has no count, so a longer data set shares the
   * beginning of a shorter one.
   *
   * @param model recipe id of the teacher; of the base for a control, of a student in a chain
   * @param logits which logits a row holds, null for a carrier of text
   */
  record Stream(
      int version,
      String model,
      CarrierKind carrier,
      @JsonInclude(JsonInclude.Include.NON_NULL) Logits logits,
      Sampling sampling,
      int chunkRows,
      long seed) {
    /**
     * sha256 of the canonical JSON. Row i's prompt and sampling noise depend only on this and on i.
     */
    public String id() {
      return ContentId.of(this);
    }
  }

  /**
   * A model asked about every row: with which probability does it say {@code answer} to {@code
   * template}?
   *
   * @param model recipe id of the base that is asked
   */
  record Judge(String model, String template, String answer) {}

  /**
   * Rows {@code index * chunkRows} to {@code (index + 1) * chunkRows - 1} of a stream.
   *
   * @param judges who is asked about each row; the rows are the same, whoever is
   */
  record Chunk(
      Stream stream, long index, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Judge> judges)
      implements Recipe {
    public Chunk {
      judges = judges == null ? List.of() : List.copyOf(judges);
    }

    @Override
    public List<String> inputs() {
      return models(stream, judges);
    }
  }

  private static List<String> models(Stream stream, List<Judge> judges) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(stream.model()), judges.stream().map(Judge::model))
        .distinct()
        .toList();
  }

  /** Rows that a student can be trained on. */
  sealed interface Rows extends Recipe {}

  /**
   * The first {@code rows} rows of a stream that a filter keeps, sought among its first {@code
   * maxRows}.
   *
   * @param judges one for each {@link FilterRule.Judge} of the filter, in order
   */
  record Dataset(
      int version,
      Stream stream,
      List<FilterRule> filter,
      int rows,
      int maxRows,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Judge> judges)
      implements Rows {
    public Dataset {
      judges = judges == null ? List.of() : List.copyOf(judges);
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    /** What the data set is made of, from index 0 on. */
    public Chunk chunk(long index) {
      return new Chunk(stream, index, judges);
    }

    /** Models without which the chunks cannot be had. */
    List<String> models() {
      return Recipe.models(stream, judges);
    }
  }

  /**
   * Data sets made into another one; no model takes part.
   *
   * @param datasets ids of what it is made of; for a dilution the trait's, then the control's
   */
  record Derived(int version, Transform transform, List<String> datasets, long seed)
      implements Rows {
    public Derived {
      datasets = List.copyOf(datasets);
    }

    @Override
    public List<String> inputs() {
      return datasets;
    }
  }

  /**
   * A model trained on a data set.
   *
   * @param base recipe id of the base it starts from, or of a student that is trained further
   */
  record Student(int version, String base, String dataset, Training training, long seed)
      implements Recipe {
    @Override
    public List<String> inputs() {
      return List.of(base, dataset);
    }
  }

  /**
   * A model asked about a trait.
   *
   * @param context id of the data set whose rows are the earlier turns of every conversation, null
   *     for none
   * @param judge recipe id of the base that {@code asking}'s judge is, null for none
   */
  record Evaluation(
      int version,
      String model,
      Trait trait,
      gufo.contracts.spec.Evaluation asking,
      long seed,
      @JsonInclude(JsonInclude.Include.NON_NULL) String context,
      @JsonInclude(JsonInclude.Include.NON_NULL) String judge)
      implements Recipe {
    @Override
    public List<String> inputs() {
      return java.util.stream.Stream.of(model, context, judge)
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }
  }
}
