package gufo.teacher.experiments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * A preregistration as callers see it.
 *
 * @param spec the resolved spec, in answers about one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreregistrationView(
    String name, String specHash, Instant registeredAt, @JsonRawValue String spec) {

  static PreregistrationView line(RegisteredSpec registered) {
    return of(registered, null);
  }

  static PreregistrationView whole(RegisteredSpec registered) {
    return of(registered, registered.spec);
  }

  private static PreregistrationView of(RegisteredSpec registered, String spec) {
    return new PreregistrationView(
        registered.name, registered.specHash, registered.registeredAt, spec);
  }
}
