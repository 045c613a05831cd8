package gufo.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import gufo.kit.testing.ArchitectureRules;

@AnalyzeClasses(
    packages = "gufo.kit",
    importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule featuresFormNoCircle = ArchitectureRules.featuresFormNoCircle("gufo.kit");

  @ArchTest
  static final ArchRule knowsNoOtherService = ArchitectureRules.knowsNoOtherService("none");

  @ArchTest
  static final ArchRule entitiesStayInTheirPackage = ArchitectureRules.entitiesStayInTheirPackage();

  @ArchTest
  static final ArchRule knowsNoModels =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("gufo.engine..", "org.bytedeco..");
}
