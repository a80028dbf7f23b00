package dev.countersign.request;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.countersign.platform.testing.ServiceArchitecture;
import dev.countersign.request.app.Actor;
import dev.countersign.request.core.RequestEvent;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ServiceArchitecture {
  private static final ArchCondition<JavaMethod> TAKE_AN_ACTOR =
      new ArchCondition<>("take an Actor first") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          var takesActor =
              !method.getRawParameterTypes().isEmpty()
                  && method.getRawParameterTypes().getFirst().isAssignableTo(Actor.class);
          if (!takesActor) {
            events.add(
                SimpleConditionEvent.violated(method, method.getFullName() + " takes no Actor"));
          }
        }
      };

  ArchitectureTest() {
    super("dev.countersign.request", "db", "kafka", "rest", "ui");
  }

  @Test
  void onlyTheCoreMakesEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..request.core..", "..request.app.message..")
        .should()
        .callConstructorWhere(target(owner(assignableTo(RequestEvent.class))))
        .because("an event is a ruling's result; LedgerReader alone repeats what was ruled")
        .check(code());
  }

  @Test
  void everyUseCaseTakesAnActor() {
    methods()
        .that()
        .haveName("handle")
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("..request.app")
        .should(TAKE_AN_ACTOR)
        .because("forgetting to ask who must not compile")
        .check(code());
  }
}
