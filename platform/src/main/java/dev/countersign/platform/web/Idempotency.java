package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Does a thing once, however often it is asked for under one key, and gives the first answer again.
 * The row is written in the transaction of the thing itself, so there is never one without the
 * other; a second caller waits at the row until the first has committed. Each service creates:
 *
 * <pre>
 * create table S.idempotency (
 *   partner_id text not null, person_id text not null, key text not null,
 *   request_hash bytea not null, status int, body bytea,
 *   at timestamptz not null default now(), primary key (partner_id, person_id, key));
 * grant select, insert, update (status, body) on S.idempotency to S_app;
 * </pre>
 */
@ApplicationScoped
public class Idempotency {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z_]{0,40}");

  private final String claim;
  private final String replay;
  private final String settle;

  Idempotency(@ConfigProperty(name = "countersign.service") String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalStateException("countersign.service is not the name of a schema: " + schema);
    }
    String table = schema + ".idempotency";
    String mine = " where partner_id = $1 and person_id = $2 and key = $3";
    this.claim =
        "insert into "
            + table
            + " (partner_id, person_id, key, request_hash) values ($1, $2, $3, $4)"
            + " on conflict (partner_id, person_id, key) do nothing";
    this.replay = "select request_hash, status, body from " + table + mine + " for no key update";
    this.settle = "update " + table + " set status = $4, body = $5" + mine + " and status is null";
  }

  /** An answer as it was first given, status and JSON body. */
  @SuppressWarnings("ArrayRecordComponent") // The bytes are sent as they are.
  public record Reply(int status, byte[] body) {

    public static Reply json(int status, Object body) {
      return new Reply(status, Json.bytes(body));
    }
  }

  /**
   * What came of an asking that may be refused. A refusal is not kept: the same asking may come
   * again when what stood in its way is gone.
   */
  public sealed interface Answer<R> {
    record Kept<R>(Reply reply) implements Answer<R> {}

    record Refused<R>(R refusal) implements Answer<R> {}
  }

  /** One asking: who, under which key, and the digest of what was asked. */
  @SuppressWarnings("ArrayRecordComponent") // A digest; it is never compared as a record.
  public record Asking(String partner, String person, String key, byte[] hash) {}

  /**
   * Checks the key and takes the digest of what is asked for.
   *
   * @param route method and path with its ids, so that one key never serves two resources
   */
  public static Asking asking(Caller caller, @Nullable String key, String route, Object body) {
    String checked = checkedKey(key);
    byte[] content = body instanceof byte[] bytes ? bytes : Json.bytes(body);
    return new Asking(caller.partner(), caller.person(), checked, hash(route, content));
  }

  /** Runs the work unless the key was used before; then its first answer is given again. */
  public Uni<Reply> once(SqlConnection connection, Asking asking, Supplier<Uni<Reply>> work) {
    return claim(connection, asking)
        .flatMap(kept ->
            kept.map(reply -> Uni.createFrom().item(reply))
                .orElseGet(() -> work.get().call(reply -> settle(connection, asking, reply))));
  }

  /** Like {@link #once}, for work that may refuse without failing. */
  public <R> Uni<Answer<R>> answer(
      SqlConnection connection, Asking asking, Supplier<Uni<Answer<R>>> work) {
    return claim(connection, asking)
        .flatMap(kept ->
            kept.map(reply -> Uni.createFrom().<Answer<R>>item(new Answer.Kept<>(reply)))
                .orElseGet(() -> work.get().call(answer -> keep(connection, asking, answer))));
  }

  /** Takes the key, or gives the answer that is kept under it. */
  public Uni<Optional<Reply>> claim(SqlConnection connection, Asking asking) {
    Tuple row =
        Tuple.of(asking.partner(), asking.person(), asking.key(), Buffer.buffer(asking.hash()));
    return connection
        .preparedQuery(claim)
        .execute(row)
        .flatMap(claimed ->
            claimed.rowCount() == 1
                ? Uni.createFrom().item(Optional.empty())
                : kept(connection, asking));
  }

  private <R> Uni<Void> keep(SqlConnection connection, Asking asking, Answer<R> answer) {
    return answer instanceof Answer.Kept<R>(var reply)
        ? settle(connection, asking, reply)
        : Uni.createFrom().voidItem();
  }

  /** The row is locked, so that of two who find it unanswered one does the work. */
  private Uni<Optional<Reply>> kept(SqlConnection connection, Asking asking) {
    return connection
        .preparedQuery(replay)
        .execute(Tuple.of(asking.partner(), asking.person(), asking.key()))
        .map(rows -> rows.iterator().next())
        .map(row -> {
          requireSame(row, asking);
          return row.getInteger("status") == null
              ? Optional.empty()
              : Optional.of(answer(row, asking));
        });
  }

  /** Keeps the answer of work that {@link #claim} has let through. */
  public Uni<Void> settle(SqlConnection connection, Asking asking, Reply reply) {
    Tuple row =
        Tuple.of(
            asking.partner(),
            asking.person(),
            asking.key(),
            reply.status(),
            Buffer.buffer(reply.body()));
    return connection.preparedQuery(settle).execute(row).replaceWithVoid();
  }

  private static Reply answer(Row row, Asking asking) {
    requireSame(row, asking);
    return new Reply(row.getInteger("status"), row.getBuffer("body").getBytes());
  }

  private static void requireSame(Row row, Asking asking) {
    if (!MessageDigest.isEqual(row.getBuffer("request_hash").getBytes(), asking.hash())) {
      throw new ProblemException(
          422, "idempotency_key_reuse", "This Idempotency-Key was used for something else.");
    }
  }

  static String checkedKey(@Nullable String key) {
    if (key == null || key.isBlank()) {
      throw new ProblemException(
          400, "idempotency_key_required", "Send the header Idempotency-Key.");
    }
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          400, "idempotency_key_invalid", "An Idempotency-Key has 1 to 255 visible characters.");
    }
    return key;
  }

  static byte[] hash(String route, byte[] content) {
    byte[] head = (route.length() + ":" + route).getBytes(UTF_8);
    byte[] text = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, text, head.length, content.length);
    return Secrets.sha256(text);
  }
}
