package dev.countersign.notification.kafka;

import dev.countersign.notification.kafka.Fields.NotAsAgreed;
import java.util.regex.Pattern;

/** The partner a body names (ruling 1). */
final class PartnerIds {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{2,40}");

  private PartnerIds() {}

  static String in(Fields body) throws NotAsAgreed {
    return in(body, "partnerId");
  }

  static String in(Fields body, String name) throws NotAsAgreed {
    var id = body.requiredText(name);
    if (!SLUG.matcher(id).matches()) {
      throw new NotAsAgreed("Expected a partner id in " + name);
    }
    return id;
  }
}
