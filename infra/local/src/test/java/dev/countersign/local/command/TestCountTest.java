package dev.countersign.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestCountTest {

  @Test
  void countsFailuresAndErrorsAsFailed() {
    String report =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="dev.countersign.Some" time="0.1" tests="10" errors="1" skipped="3" failures="2">
          <testcase name="tests=&quot;99&quot;"/>
        </testsuite>
        """;

    assertThat(TestCount.of(report)).hasToString("4 passed, 3 failed, 3 skipped");
  }
}
