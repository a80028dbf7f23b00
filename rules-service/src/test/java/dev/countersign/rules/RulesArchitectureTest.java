package dev.countersign.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.countersign.platform.testing.ServiceArchitecture;
import io.vertx.mutiny.sqlclient.SqlClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RulesArchitectureTest extends ServiceArchitecture {
  private static final String ROOT = "dev.countersign.rules";

  RulesArchitectureTest() {
    super(ROOT, "db", "kafka", "rest", "ui");
  }

  @Test
  void coreCountsInDecimals() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".core..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Double")
        .because("0.1 + 0.2 is 0.3 where money is concerned; use BigDecimal")
        .check(code());
  }

  @Test
  @DisplayName("N-01: a backtest has no way to write, save its own row")
  void backtestCannotWrite() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".app.backtest..")
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
        .check(code());
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
        .check(code());
  }
}
