package dev.countersign.request.db.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.people.Leave;
import dev.countersign.request.people.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Appends a person's newest version to the table that change data capture publishes. */
@ApplicationScoped
class DirectoryOutbox {

  private static final String TOPIC = "approvals.directory.v1";
  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes("countersign/directory.person_changed".getBytes(UTF_8));

  private static final String APPEND =
      """
      insert into request.directory_outbox
             (partner_id, person_id, version, changed_by, topic, agg_key, body, ce_id,
              ce_time, ce_subject, ce_partnerid)
      values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $2, $1)
      """;

  private final Topics topics;

  DirectoryOutbox(Topics topics) {
    this.topics = topics;
  }

  /** The published body; the order of its fields is part of the contract. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @JsonPropertyOrder({
    "partnerId",
    "personId",
    "name",
    "mail",
    "active",
    "roles",
    "groups",
    "manager",
    "branches",
    "locations",
    "leaves",
    "serviceAccountOf",
    "version"
  })
  record PersonChanged(
      String partnerId,
      String personId,
      String name,
      String mail,
      boolean active,
      List<String> roles,
      List<String> groups,
      Optional<String> manager,
      List<String> branches,
      List<String> locations,
      List<Leave> leaves,
      Optional<String> serviceAccountOf,
      int version) {

    static PersonChanged of(Person person) {
      var details = person.details();
      return new PersonChanged(
          person.partner(),
          person.id(),
          details.name(),
          details.mail(),
          details.active(),
          details.roles(),
          details.position().groups(),
          details.position().manager(),
          details.position().branches(),
          details.position().locations(),
          details.leaves(),
          details.serviceAccountOf(),
          person.version());
    }
  }

  Uni<Void> append(SqlConnection connection, Person person, String changedBy) {
    var key = person.partner() + "|" + person.id();
    var id = NameBasedIds.v5(NAMESPACE, key + "|" + person.version());
    var row =
        Tuple.tuple()
            .addString(person.partner())
            .addString(person.id())
            .addInteger(person.version())
            .addString(changedBy)
            .addString(topics.of(TOPIC))
            .addString(key)
            .addBuffer(Buffer.buffer(Json.bytes(PersonChanged.of(person))))
            .addUUID(id);
    return connection.preparedQuery(APPEND).execute(row).replaceWithVoid();
  }
}
