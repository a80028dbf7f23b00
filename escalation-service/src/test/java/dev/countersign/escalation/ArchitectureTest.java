package dev.countersign.escalation;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.FireTimers;
import dev.countersign.escalation.app.ListTimers;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.TimerCommand;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.countersign.escalation.";
  private static final List<String> ADAPTERS = List.of("db", "kafka", "rest");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.countersign.escalation");

  @Test
  void coreIsPure() {
    classes()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "org.jspecify..",
            ROOT + "core..")
        .because("rules must be testable without a server; if you need I/O, do it in an adapter")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .because("time is what the database says; if you need it, take it as an argument")
        .check(CLASSES);
  }

  @Test
  void adaptersHangOnTheAppAndNotOnEachOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "db..", ROOT + "kafka..", ROOT + "rest..")
        .because("a use case must not know its technology; if you need it, define a port")
        .check(CLASSES);
    for (var adapter : ADAPTERS) {
      var others = ADAPTERS.stream().filter(it -> !it.equals(adapter)).map(it -> ROOT + it + "..");
      noClasses()
          .that()
          .resideInAPackage(ROOT + adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others.toArray(String[]::new))
          .because("adapters are exchanged one by one; if you need both, write a use case")
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheCoreMakesCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "core..")
        .should()
        .callConstructorWhere(targetOwner(assignableTo(TimerCommand.class)))
        .because("what time may ask for is a rule; if you need another command, add it to the core")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "core..", ROOT + "db..")
        .should()
        .callConstructorWhere(targetOwner(assignableTo(Timer.class)))
        .because("a timer comes from an event or from its row; if you need one, read it")
        .check(CLASSES);
  }

  @Test
  void everyUseCaseKnowsWhoAsks() {
    for (var useCase : List.of(FireTimers.class, ListTimers.class, TakeEvents.class)) {
      var asked =
          Stream.of(useCase.getDeclaredMethods()).filter(ArchitectureTest::isPublic).toList();
      assertThat(asked).as(useCase.getSimpleName()).isNotEmpty();
      assertThat(asked)
          .as("nobody may forget to authenticate; if the service itself asks, say so")
          .allMatch(method -> Actor.class.isAssignableFrom(method.getParameterTypes()[0]));
    }
  }

  @Test
  void servicesMeetInContractsAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.countersign.rules..",
            "dev.countersign.request..",
            "dev.countersign.notification..")
        .because("services are released one by one; if you need a fact, read it from a topic")
        .check(CLASSES);
  }

  private static boolean isPublic(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
  }
}
