package dev.countersign.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConnectorStartTest {

  @Test
  void aFailureIsItsFirstLine() throws IOException {
    String answer =
        """
        {"name": "request-ledger", "connector": {"state": "RUNNING"},
         "tasks": [{"id": 0, "state": "FAILED", "trace": "ConnectException: no publication\\n\\tat a.B"}]}
        """;

    assertThat(ConnectorStart.cause(answer)).isEqualTo("ConnectException: no publication");
  }
}
