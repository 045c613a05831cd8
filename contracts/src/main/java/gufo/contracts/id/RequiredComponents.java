package gufo.contracts.id;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes a missing component of one of this module's records an error instead of null, except where
 * the component itself says, with {@link JsonInclude}, that it may be left out.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    Class<?> type = member.getDeclaringClass();
    return type.isRecord() && type.getName().startsWith("gufo.contracts.")
        ? Boolean.valueOf(!member.hasAnnotation(JsonInclude.class))
        : super.hasRequiredMarker(member);
  }
}
