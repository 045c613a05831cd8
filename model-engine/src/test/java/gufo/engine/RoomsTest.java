package gufo.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every room uses only those before it, and nobody knows of the services around. */
class RoomsTest {

  private static final List<String> ROOMS =
      List.of(
          "tensor",
          "net",
          "checkpoint",
          "tokenizer",
          "adapt",
          "train",
          "sample",
          "world",
          "digits",
          "backend");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("gufo.engine");

  @TestFactory
  List<DynamicTest> roomsUseOnlyThoseBeforeThem() {
    return ROOMS.subList(0, ROOMS.size() - 1).stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("gufo.engine." + room)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(after(room))
                            .check(classes)))
        .toList();
  }

  private static String[] after(String room) {
    return ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
        .map(later -> "gufo.engine." + later)
        .toArray(String[]::new);
  }

  @Test
  void noFrameworkGetsIn() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "io.vertx..")
        .check(classes);
  }
}
