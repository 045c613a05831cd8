package gufo.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Stream;

/**
 * What holds in every service: features form no circle, no service knows another, entities stay at
 * home.
 */
public final class ArchitectureRules {

  private static final String[] SERVICES = {
    "teacher", "generator", "filter", "student", "evaluator"
  };

  private ArchitectureRules() {}

  public static ArchRule featuresFormNoCircle(String root) {
    return SlicesRuleDefinition.slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  public static ArchRule knowsNoOtherService(String service) {
    String[] others =
        Stream.of(SERVICES)
            .filter(other -> !other.equals(service))
            .map(other -> "gufo." + other + "..")
            .toArray(String[]::new);
    return noClasses().should().dependOnClassesThat().resideInAnyPackage(others);
  }

  public static ArchRule entitiesStayInTheirPackage() {
    return noClasses()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .bePublic()
        .allowEmptyShould(true);
  }
}
