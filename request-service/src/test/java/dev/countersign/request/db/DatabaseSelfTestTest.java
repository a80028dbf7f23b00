package dev.countersign.request.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start-up self-test finds when somebody loosened a guard. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DatabaseSelfTestTest {
  @Inject Stage stage;
  @Inject Pool pool;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alter table request.step no force row level security | alter table request.step force row level security | step lacks forced row-level security
          alter table request.outcome disable trigger outcome_guard | alter table request.outcome enable trigger outcome_guard | trigger outcome_guard is missing on outcome
          grant delete on request.ledger to request_app | revoke delete on request.ledger from request_app | rows of ledger may be deleted
          create view request.peek as select * from request.request | drop view request.peek | view peek hides who asks
          create policy more on request.inbox to request_app using (true) | drop policy more on request.inbox | inbox has a further policy for the service
          grant create on schema request to request_app | revoke create on schema request from request_app | role may create in request
          """)
  @DisplayName("F-198 TN-13 a loosened guard is named")
  void loosenedGuardIsNamed(String loosen, String restore, String problem) {
    assertThat(DatabaseSelfTest.problems(pool)).isEmpty();
    stage.run(loosen);
    try {
      assertThat(DatabaseSelfTest.problems(pool)).contains(problem);
    } finally {
      stage.run(restore);
    }
  }
}
