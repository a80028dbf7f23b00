package dev.countersign.request.db;

import dev.countersign.platform.storage.SqlStates;
import dev.countersign.request.core.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between Java values and what the driver reads and writes. */
final class Sql {
  private Sql() {}

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(Sql::time).orElse(null);
  }

  static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  static Buffer bytes(byte[] bytes) {
    return Buffer.buffer(bytes);
  }

  static Buffer hex(String hex) {
    return Buffer.buffer(HexFormat.of().parseHex(hex));
  }

  static @Nullable Buffer digest(Optional<Digest> digest) {
    return digest.map(it -> hex(it.hex())).orElse(null);
  }

  static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }

  /** An array as a literal: a column of arrays cannot be sent as an array of arrays. */
  static String array(List<String> values) {
    return values.stream()
        .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String[] texts(List<String> values) {
    return values.toArray(String[]::new);
  }

  /**
   * Waits for statements that were sent without waiting. The first failure in their order is the
   * cause; others only say that the transaction is aborted. They may stand before the cause: a
   * statement that is still to be prepared leaves later than one that is known.
   */
  static Uni<Void> all(List<? extends Future<?>> sent) {
    return uni(
        Future.join(sent)
            .transform(_ ->
                sent.stream()
                    .filter(Future::failed)
                    .min(Comparator.comparing(failed -> onlyFollows(failed.cause())))
                    .<Future<Void>>map(failed -> Future.failedFuture(failed.cause()))
                    .orElseGet(Future::succeededFuture)));
  }

  /** In a failed transaction every statement fails, whatever it is. */
  private static boolean onlyFollows(Throwable failure) {
    return SqlStates.stateOf(failure).filter("25P02"::equals).isPresent();
  }

  static <T> Uni<T> uni(Future<T> future) {
    return Uni.createFrom().completionStage(future::toCompletionStage);
  }
}
