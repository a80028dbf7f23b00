package dev.countersign.rules.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.Confirmation;
import dev.countersign.rules.app.PolicyVersion.Upkeep;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyJson;
import dev.countersign.rules.json.PolicyWriter;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Between rows and policy versions. */
final class PolicyRows {

  private PolicyRows() {}

  static List<PolicyVersion> versions(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(PolicyRows::version).toList();
  }

  static String text(Terms terms) {
    return new String(Json.bytes(PolicyWriter.write(terms)), UTF_8);
  }

  private static PolicyVersion version(Row row) {
    return new PolicyVersion(
        new PolicyId(row.getUUID("policy_id")),
        new OperationCode(row.getString("operation")),
        row.getInteger("version"),
        PolicyVersion.State.valueOf(row.getString("state")),
        PolicyJson.stored(Json.read(row.getString("terms").getBytes(UTF_8))),
        Arrays.stream(row.getArrayOfStrings("authors"))
            .map(PersonId::new)
            .collect(Collectors.toSet()),
        row.getInteger("row_version"),
        row.getOffsetDateTime("created_at"),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("submitted_by")),
        Optional.ofNullable(row.getString("activated_by")),
        Optional.ofNullable(row.getOffsetDateTime("activated_at")),
        Optional.ofNullable(row.getOffsetDateTime("valid_from")),
        Optional.ofNullable(row.getOffsetDateTime("valid_until")),
        Optional.ofNullable(row.getString("retired_by")),
        Optional.ofNullable(row.getString("retire_reason")),
        Optional.ofNullable(row.getOffsetDateTime("shadow_from")),
        Optional.ofNullable(row.getLocalDate("review_by"))
            .map(day -> new Upkeep(day, confirmation(row))));
  }

  private static Optional<Confirmation> confirmation(Row row) {
    return Optional.ofNullable(row.getString("review_confirmed_by"))
        .map(by ->
            new Confirmation(
                by, row.getOffsetDateTime("review_confirmed_at"), row.getString("review_reason")));
  }

  /** A shadow as every instance hears of it; it has no end before it is gone. */
  static PolicyJson.Live shadow(PolicyVersion it) {
    return new PolicyJson.Live(
        it.policy().value(),
        it.version(),
        it.shadowFrom().orElseThrow(),
        null,
        PolicyWriter.write(it.terms()));
  }

  /** A version as every instance hears of it. */
  static PolicyJson.Live live(PolicyVersion it) {
    return new PolicyJson.Live(
        it.policy().value(),
        it.version(),
        it.validFrom().orElse(it.createdAt()),
        it.validUntil().orElse(null),
        PolicyWriter.write(it.terms()));
  }
}
