package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.people.Person;
import java.util.HashSet;
import java.util.Set;

/** {@code directory.person_changed}, of which names and addresses are left unread. */
public record PersonJson(PartnerId partner, Person person, long version) {

  /** A record's body; {@link RuntimeException} if it cannot be read. */
  public static PersonJson read(byte[] body) {
    var json = Json.read(body);
    var person =
        new Person(
            new PersonId(json.required("personId").asText()),
            json.required("active").asBoolean() && !json.hasNonNull("serviceAccountOf"),
            texts(json, "roles"),
            texts(json, "groups"),
            texts(json, "branches"),
            texts(json, "locations"));
    return new PersonJson(
        new PartnerId(json.required("partnerId").asText()),
        person,
        json.required("version").asLong());
  }

  private static Set<String> texts(JsonNode json, String name) {
    var texts = new HashSet<String>();
    json.path(name).forEach(it -> texts.add(it.asText().intern()));
    return texts;
  }
}
