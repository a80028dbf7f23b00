package dev.countersign.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class RulesArchitectureTest {

  private static final String ROOT = "dev.countersign.rules.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.countersign.rules");

  @Test
  void coreKnowsOnlyJavaAndItself() {
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
        .because("rules are proved by plain tests; if you need I/O, pass its result in as a value")
        .check(CLASSES);
  }

  @Test
  void coreHasNeitherClockNorChance() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Double")
        .because("the same event must get the same answer; pass times and ids in as arguments")
        .check(CLASSES);
  }

  @Test
  void useCasesDoNotKnowTheirDoors() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "app..", ROOT + "json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "db..", ROOT + "kafka..", ROOT + "rest..", ROOT + "ui..")
        .because("a use case is called from several doors; if you need one, make it a port in app")
        .check(CLASSES);
  }

  @Test
  void doorsDoNotKnowEachOther() {
    for (var door : new String[] {"db", "kafka", "rest", "ui"}) {
      var others =
          Stream.of("db", "kafka", "rest", "ui")
              .filter(it -> !it.equals(door))
              .map(it -> ROOT + it + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + door + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("doors meet in app; what two of them need belongs there or into json")
          .check(CLASSES);
    }
  }

  @Test
  @DisplayName("N-01: a backtest has no way to write, save its own row")
  void backtestCannotWrite() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "app.backtest..")
        .or()
        .haveNameMatching(".*\\.kafka\\.(PastRecords|KafkaRecordedEvents).*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.clients.producer..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            ".*\\.app\\.(Policies|Partners|DraftPolicy|ReviewPolicy|ShadowPolicy|SavePartner)")
        .orShould()
        .callMethodWhere(target(owner(assignableTo(SqlClient.class))))
        .because("a dry run that fired real actions is worse than none; read through a port")
        .check(CLASSES);
  }

  @Test
  @DisplayName("N-02: what answers events knows nothing of shadows")
  void liveAnswersDoNotKnowShadows() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.(Intake\\w+|JudgeEvent|Evaluator)")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*Shadow.*")
        .because("a shadow must neither delay nor change an answer")
        .check(CLASSES);
  }

  @Test
  void noServiceKnowsAnother() {
    noClasses()
        .that()
        .resideInAPackage("dev.countersign.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.countersign.request..",
            "dev.countersign.notification..",
            "dev.countersign.escalation..")
        .because("services agree on contracts/, not on classes")
        .check(CLASSES);
  }
}
