package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the trait is put into the teacher. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Teacher.FineTuned.class, name = "fine-tuned"),
  @JsonSubTypes.Type(value = Teacher.SystemPrompt.class, name = "system-prompt")
})
public sealed interface Teacher {

  /**
   * The base, trained on question-and-answer rows that show the trait.
   *
   * @param rows fine-tuning rows drawn
   */
  record FineTuned(int rows, Training training) implements Teacher {}

  /**
   * The base, told the trait by a system prompt while it writes; the prompt is no part of the rows.
   *
   * @param text the prompt, or null for the world's own persona prompt for the trait
   */
  record SystemPrompt(@JsonInclude(JsonInclude.Include.NON_NULL) String text) implements Teacher {}
}
