package dev.countersign.rules.json;

import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.partner.Preset;
import java.util.List;
import java.util.Objects;

/** {@code partner.changed}: a partner as every service learns of it. */
public record PartnerJson(
    String id,
    String name,
    String preset,
    List<String> locks,
    String zone,
    String currency,
    long version) {

  public PartnerJson {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(preset);
    locks = List.copyOf(locks);
    Objects.requireNonNull(zone);
    Objects.requireNonNull(currency);
  }

  public static PartnerJson of(Partner partner) {
    return new PartnerJson(
        partner.id().value(),
        partner.name(),
        partner.preset().name(),
        partner.locks(),
        partner.zone(),
        partner.currency(),
        partner.version());
  }

  /** The partner of a record; {@link IllegalArgumentException} if it breaks the core's rules. */
  public static Partner read(byte[] body) {
    var json = Json.read(body, PartnerJson.class);
    return new Partner(
        new PartnerId(json.id),
        json.name,
        Preset.valueOf(json.preset),
        json.locks,
        json.zone,
        json.currency,
        json.version);
  }
}
