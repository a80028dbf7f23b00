package dev.countersign.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {

  @ParameterizedTest
  @CsvSource({
    "40001,true,false,false",
    "25P02,true,false,false",
    "40P01,true,false,false",
    "08006,true,true,false",
    "57P01,true,true,false",
    "53300,true,true,false",
    "57014,false,false,false",
    "23505,false,false,true",
    "22001,false,false,true",
    "42501,false,false,false",
    "P0001,false,false,false"
  })
  @DisplayName("D10 a state says whether a retry or a dead letter helps")
  void statesAreSorted(String state, boolean isTransient, boolean isUnavailable, boolean isData) {
    var failure = new PgException("message", "ERROR", state, "detail");
    assertThat(SqlStates.isTransient(failure)).isEqualTo(isTransient);
    assertThat(SqlStates.isUnavailable(failure)).isEqualTo(isUnavailable);
    assertThat(SqlStates.isDataError(failure)).isEqualTo(isData);
  }

  @Test
  void lostConnectionsAreTransientAndBugsAreNot() {
    assertThat(SqlStates.isTransient(new ConnectException("refused"))).isTrue();
    assertThat(SqlStates.isTransient(ClosedConnectionException.INSTANCE)).isTrue();
    assertThat(
            SqlStates.isTransient(
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")))
        .isTrue();
    assertThat(SqlStates.isUnavailable(new NoStackTraceThrowable("Timeout"))).isTrue();
    assertThat(SqlStates.isTransient(new NoStackTraceThrowable("Parameter at position"))).isFalse();
    assertThat(SqlStates.isTransient(new IllegalStateException())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"53100", "53200", "55P03", "57014", "25P04"})
  @DisplayName("D8 D9 D14 a database without room is not asked again at once")
  void overloadIsNotTriedAgainAtOnce(String state) {
    var failure = new PgException("message", "ERROR", state, "detail");

    assertThat(SqlStates.isOverloaded(failure)).isTrue();
    assertThat(SqlStates.isTransient(failure)).isFalse();
    assertThat(SqlStates.isDataError(failure)).isFalse();
  }

  @Test
  @DisplayName("D9 I16 who finds the queue full is turned away, not queued again")
  void fullQueueTurnsAway() {
    var full = new ConnectionPoolTooBusyException("full");
    var waited = new NoStackTraceThrowable("Timeout");

    assertThat(List.of(full, waited)).allMatch(SqlStates::isOverloaded);
    assertThat(List.of(full, waited)).noneMatch(SqlStates::isTransient);
  }
}
