package dev.countersign.notification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
  private static final String SERVICE = "dev.countersign.notification";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(SERVICE);

  @Test
  void coreKnowsNothingButJavaAndItself() {
    classes()
        .that()
        .resideInAPackage(SERVICE + ".core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "org.jspecify..",
            SERVICE + ".core..")
        .because("rules are tested without anything around them; if you need I/O, make it a port")
        .check(CLASSES);
  }

  @Test
  void coreAsksNoClockAndNoChance() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE + ".core..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.random.RandomGenerator.class)
        .because("the same event leads to the same notices; if you need time or chance, pass it in")
        .check(CLASSES);
  }

  @Test
  void useCasesDoNotKnowTheirAdapters() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE + ".app..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                SERVICE + ".db..",
                SERVICE + ".kafka..",
                SERVICE + ".rest..",
                SERVICE + ".ui..",
                SERVICE + ".smtp..",
                SERVICE + ".http.."))
        .because("a use case says what it needs as an interface; let an adapter implement it")
        .check(CLASSES);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    slices()
        .matching(SERVICE + ".(db|kafka|rest|ui|smtp|http)..")
        .should()
        .notDependOnEachOther()
        .because(
            "they meet in a use case; if two adapters need the same, it belongs to app or core")
        .check(CLASSES);
  }

  @Test
  void noOtherServiceIsKnown() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.countersign..")
                .and(not(resideInAnyPackage(SERVICE + "..", "dev.countersign.platform.."))))
        .because("services agree on contracts, not on classes")
        .check(CLASSES);
  }
}
