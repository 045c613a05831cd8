package gufo.generator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import gufo.kit.testing.ArchitectureRules;

@AnalyzeClasses(
    packages = "gufo.generator",
    importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule featuresFormNoCircle =
      ArchitectureRules.featuresFormNoCircle("gufo.generator");

  @ArchTest
  static final ArchRule knowsNoOtherService = ArchitectureRules.knowsNoOtherService("generator");

  @ArchTest
  static final ArchRule entitiesStayInTheirPackage = ArchitectureRules.entitiesStayInTheirPackage();
}
