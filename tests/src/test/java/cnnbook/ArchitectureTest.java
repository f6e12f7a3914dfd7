package cnnbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the library go one way. */
@AnalyzeClasses(packages = "cnnbook", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule tensorKnowsNothing =
      classes()
          .that()
          .resideInAPackage("cnnbook.tensor")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "cnnbook.tensor")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule geometryKnowsNothing =
      classes()
          .that()
          .resideInAPackage("cnnbook.geometry")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "cnnbook.geometry")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule opsArePlainJava =
      classes()
          .that()
          .resideInAPackage("cnnbook.ops")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "cnnbook.ops", "cnnbook.tensor", "cnnbook.geometry")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule kernelAndRunnerKnowNoNetworks =
      noClasses()
          .that()
          .resideInAnyPackage("cnnbook.kernel", "cnnbook.notebook", "cnnbook.grading")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..",
              "tech.tablesaw..",
              "org.knowm..",
              "cnnbook.models..",
              "cnnbook.training..",
              "cnnbook.data..",
              "cnnbook.viz..");

  @ArchTest
  static final ArchRule nobodyKnowsTheCommands =
      noClasses()
          .that()
          .resideOutsideOfPackage("cnnbook.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cnnbook.cli");

  @ArchTest
  static final ArchRule libraryKnowsNoSolutions =
      noClasses()
          .that()
          .resideOutsideOfPackage("cnnbook.solutions..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cnnbook.solutions..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("cnnbook.(*)..").should().beFreeOfCycles();
}
