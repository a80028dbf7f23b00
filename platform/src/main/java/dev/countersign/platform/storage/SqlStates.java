package dev.countersign.platform.storage;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Sorts failures of the database: what a retry may heal, and what the data itself causes. */
public final class SqlStates {

  /** Where statements are sent together, 25P02 may be heard before the conflict it follows from. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "25P02");

  private static final Set<String> SHUTTING_DOWN = Set.of("57P01", "57P02", "57P03", "53300");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Out of disk or memory, or a time limit struck: waits for locks, statements, transactions. */
  private static final Set<String> OVERLOADED =
      Set.of("53100", "53200", "53400", LOCK_NOT_AVAILABLE, "57014", "25P03", "25P04");

  private SqlStates() {}

  /** Whether the same work may succeed a moment later: a conflict, or no connection. */
  public static boolean isTransient(Throwable failure) {
    return stateOf(failure).map(CONFLICTS::contains).orElse(false)
        || (isUnavailable(failure) && !isTurnedAway(failure));
  }

  /**
   * Whether the database has no room for the work now. To try again at once would make it worse, so
   * whoever asked is told to come back.
   */
  public static boolean isOverloaded(Throwable failure) {
    return stateOf(failure).map(OVERLOADED::contains).orElseGet(() -> isTurnedAway(failure));
  }

  /** Whether somebody else's lock was waited for as long as it may be. */
  public static boolean isLockTimeout(Throwable failure) {
    return stateOf(failure).map(LOCK_NOT_AVAILABLE::equals).orElse(false);
  }

  /** Whether the database could not be reached or was shutting down. */
  public static boolean isUnavailable(Throwable failure) {
    return stateOf(failure)
        .map(state -> state.startsWith("08") || SHUTTING_DOWN.contains(state))
        .orElseGet(() -> isConnectionLoss(failure));
  }

  /** Whether the database refused the data (classes 22 and 23): no retry will heal that. */
  public static boolean isDataError(Throwable failure) {
    return stateOf(failure)
        .map(state -> state.startsWith("22") || state.startsWith("23"))
        .orElse(false);
  }

  /** The SQLSTATE of a failure, if the database gave one. */
  public static Optional<String> stateOf(Throwable failure) {
    return failure instanceof DatabaseException refused
        ? Optional.ofNullable(refused.getSqlState())
        : Optional.empty();
  }

  /** Too many already wait for a connection, or this work has waited long enough. */
  private static boolean isTurnedAway(Throwable failure) {
    return failure instanceof ConnectionPoolTooBusyException || isPoolTimeout(failure);
  }

  private static boolean isConnectionLoss(Throwable failure) {
    return failure instanceof IOException
        || failure instanceof ClosedConnectionException
        || (failure instanceof VertxException && !(failure instanceof DatabaseException))
        || isStatementOfClosedConnection(failure)
        || isPoolTimeout(failure);
  }

  /** What is sent when the driver has noticed the loss, but not yet told anybody. */
  private static boolean isStatementOfClosedConnection(Throwable failure) {
    return failure instanceof NoStackTraceThrowable
        && String.valueOf(failure.getMessage()).startsWith("Connection is not active now");
  }

  /** The pool has no class of its own for that; a parameter of a wrong type looks the same. */
  private static boolean isPoolTimeout(Throwable failure) {
    return failure instanceof NoStackTraceThrowable && "Timeout".equals(failure.getMessage());
  }
}
