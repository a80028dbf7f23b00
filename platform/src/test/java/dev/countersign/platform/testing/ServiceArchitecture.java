package dev.countersign.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Who may know whom in a service. The code is read once for all rules. Each service's test extends
 * this and adds what is its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ServiceArchitecture {
  private final String service;
  private final List<String> adapters;
  private final JavaClasses code;

  /**
   * @param service the root package of the service
   * @param adapters its packages that touch a technology, such as {@code db}
   */
  protected ServiceArchitecture(String service, String... adapters) {
    this.service = service;
    this.adapters = List.of(adapters);
    this.code =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(service);
  }

  /** The product code of the service, without its tests. */
  protected JavaClasses code() {
    return code;
  }

  @Test
  void coreDependsOnNothingButJava() {
    classes()
        .that()
        .resideInAPackage(service + ".core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "org.jspecify..",
            service + ".core..")
        .because("rules are proved by plain tests; if you need I/O, pass its result in as a value")
        .check(code);
  }

  @Test
  void coreTakesNoTimeAndNoChance() {
    noClasses()
        .that()
        .resideInAPackage(service + ".core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .because("the same question must get the same answer; pass times and ids in as arguments")
        .check(code);
  }

  @Test
  void whatIsNoAdapterKnowsNone() {
    noClasses()
        .that(resideInAPackage(service + "..").and(not(resideInAnyPackage(packages()))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages()))
        .because("a use case is called from several doors; if you need one, make it a port in app")
        .check(code);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    slices()
        .matching(service + ".(" + String.join("|", adapters) + ")..")
        .should()
        .notDependOnEachOther()
        .because("they meet in app; what two of them need belongs there or to platform")
        .check(code);
  }

  @Test
  void noServiceKnowsAnother() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.countersign..").and(not(resideInAnyPackage(shared()))))
        .because("services agree on contracts/, not on classes; if you need a fact, read its topic")
        .check(code);
  }

  private String[] shared() {
    return new String[] {
      service + "..", "dev.countersign.platform..", "dev.countersign.verifier.."
    };
  }

  private String[] packages() {
    return adapters.stream().map(it -> service + "." + it + "..").toArray(String[]::new);
  }
}
