package dev.countersign.escalation;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.FireTimers;
import dev.countersign.escalation.app.ListTimers;
import dev.countersign.escalation.app.SaveCalendar;
import dev.countersign.escalation.app.ShowCalendars;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.core.Timer;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.platform.testing.ServiceArchitecture;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ServiceArchitecture {
  private static final String ROOT = "dev.countersign.escalation";

  ArchitectureTest() {
    super(ROOT, "db", "kafka", "rest");
  }

  @Test
  void onlyTheCoreMakesCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".core..")
        .should()
        .callConstructorWhere(targetOwner(assignableTo(TimerCommand.class)))
        .because("what time may ask for is a rule; if you need another command, add it to the core")
        .check(code());
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".core..", ROOT + ".db..")
        .should()
        .callConstructorWhere(targetOwner(assignableTo(Timer.class)))
        .because("a timer comes from an event or from its row; if you need one, read it")
        .check(code());
  }

  @Test
  void everyUseCaseKnowsWhoAsks() {
    for (var useCase :
        List.of(
            FireTimers.class,
            ListTimers.class,
            SaveCalendar.class,
            ShowCalendars.class,
            TakeEvents.class)) {
      var asked =
          Stream.of(useCase.getDeclaredMethods()).filter(ArchitectureTest::isPublic).toList();
      assertThat(asked).as(useCase.getSimpleName()).isNotEmpty();
      assertThat(asked)
          .as("nobody may forget to authenticate; if the service itself asks, say so")
          .allMatch(method -> Actor.class.isAssignableFrom(method.getParameterTypes()[0]));
    }
  }

  private static boolean isPublic(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
  }
}
