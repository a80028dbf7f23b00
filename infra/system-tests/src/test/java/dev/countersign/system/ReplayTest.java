package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does after something went wrong, on the running stack. */
@ExtendWith(StackExtension.class)
class ReplayTest {
  private static final Path LOG = Path.of("target", "replay.log");

  @Test
  void replayNamesARowThatWasChangedBehindTheLedger_N10(Stack stack) throws Exception {
    var request = decidedRequest(stack);
    assertThat(stack.shell("./countersign replay --as auditor@acme", LOG)).as(log()).isZero();

    change(stack, "needed = needed + 1", request);
    try {
      assertThat(stack.shell("./countersign replay --as auditor@acme --diff", LOG)).isEqualTo(1);
      assertThat(log()).contains("step " + request + "/1/1 needed: the ledger says 1");
    } finally {
      change(stack, "needed = needed - 1", request);
    }
    assertThat(stack.shell("./countersign replay --as auditor@acme", LOG)).as(log()).isZero();
  }

  @Test
  void republicationChangesNoContentAndTheLoopGoesOn_E4(Stack stack) throws Exception {
    decidedRequest(stack);

    assertThat(stack.shell("./countersign republish", LOG)).as(log()).isZero();

    decidedRequest(stack);
  }

  private static UUID decidedRequest(Stack stack) {
    try (var story = new Story(stack)) {
      var invoice = Events.invoice("250000");
      story.publish(invoice);
      var request = story.openedBy("supervisor@acme", invoice);
      story.api().decide("supervisor@acme", request, "APPROVE", "matches the order");
      story.awaitAnswer(invoice, "APPROVED", "HUMAN_QUORUM");
      return UUID.fromString(request.get("id").asText());
    }
  }

  private static void change(Stack stack, String what, UUID request) throws SQLException {
    try (var connection = stack.superuser("request");
        var statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "update request.step set " + what + " where request_id = '" + request + "'");
    }
  }

  private static String log() throws IOException {
    return Files.readString(LOG);
  }
}
