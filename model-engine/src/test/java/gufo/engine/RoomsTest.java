package gufo.engine;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
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

  private static final String FACTORIES =
      "tensor|scalar_tensor|from_blob|from_file|zeros|ones|empty|empty_strided|full|arange|range|eye"
          + "|linspace|logspace|rand|randn|randint|randperm|normal|bernoulli|multinomial";

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

  /** What is made elsewhere would lie on the CPU, whatever the device. */
  @Test
  void tensorsAreMadeAndReadInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gufo.engine.tensor")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(TensorOptions.class, Device.class, Generator.class)
        .orShould()
        .callMethodWhere(target(owner(type(torch.class))).and(target(nameMatching(FACTORIES))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(Tensor.class)))
                .and(target(nameMatching("item.*|cpu|cuda|data_ptr_.*"))))
        .check(classes);
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
