package dev.countersign.request;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.RequestEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The five dependency rules of the house. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.countersign.request");

  @Test
  void coreDependsOnNothingButJava() {
    classes()
        .that()
        .resideInAPackage("..request.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "org.jspecify..",
            "dev.countersign.request.core..")
        .because("the core is a pure function; if you need something of the world, pass it in")
        .check(CODE);
  }

  @Test
  void coreTakesNoTimeAndNoChance() {
    noClasses()
        .that()
        .resideInAPackage("..request.core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, Clock.class)
        .because("what varies is an argument; put it into the Context")
        .check(CODE);
  }

  @Test
  void appKnowsNoAdapter() {
    noClasses()
        .that()
        .resideInAPackage("..request.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..request.db..", "..request.kafka..", "..request.rest..", "..request.ui..")
        .because("adapters implement ports; if you need one, make its port an interface in app")
        .check(CODE);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    slices()
        .matching("dev.countersign.request.(db|kafka|rest|ui)..")
        .should()
        .notDependOnEachOther()
        .because("they meet in app; if two need the same, it belongs there or to platform")
        .check(CODE);
  }

  @Test
  void onlyTheCoreMakesEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..request.core..", "..request.app.message..")
        .should()
        .callConstructorWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                        RequestEvent.class))))
        .because("an event is a ruling's result; LedgerReader alone repeats what was ruled")
        .check(CODE);
  }

  @Test
  void everyUseCaseTakesAnActor() {
    methods()
        .that()
        .haveName("handle")
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("..request.app")
        .should(
            new com.tngtech.archunit.lang.ArchCondition<>("take an Actor first") {
              @Override
              public void check(
                  com.tngtech.archunit.core.domain.JavaMethod method,
                  com.tngtech.archunit.lang.ConditionEvents events) {
                var takesActor =
                    !method.getRawParameterTypes().isEmpty()
                        && method.getRawParameterTypes().getFirst().isAssignableTo(Actor.class);
                if (!takesActor) {
                  events.add(
                      com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                          method, method.getFullName() + " takes no Actor"));
                }
              }
            })
        .because("forgetting to ask who must not compile")
        .check(CODE);
  }

  @Test
  void noServiceKnowsAnother() {
    noClasses()
        .that()
        .resideInAPackage("dev.countersign.request..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.countersign.rules..",
            "dev.countersign.notification..",
            "dev.countersign.escalation..")
        .because("services agree in contracts/; talk through a topic")
        .check(CODE);
  }
}
