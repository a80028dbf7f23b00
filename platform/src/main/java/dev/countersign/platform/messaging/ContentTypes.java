package dev.countersign.platform.messaging;

import java.util.regex.Pattern;

/** Which media types hold JSON. None at all counts as JSON, as CloudEvents says. */
final class ContentTypes {

  private static final Pattern JSON =
      Pattern.compile("(application/json|application/[a-z0-9.-]+\\+json|text/json)");
  private static final Pattern UTF_8 = Pattern.compile("\\s*(charset=\"?utf-8\"?)?\\s*");

  private ContentTypes() {}

  static void requireJson(String contentType) throws NotAnEvent {
    String[] parts = contentType.split(";", 2);
    String type = parts[0].strip();
    if (!type.isEmpty() && !JSON.matcher(type).matches()) {
      throw new NotAnEvent("INVALID_JSON", "The content type is not JSON.");
    }
    if (parts.length == 2 && !UTF_8.matcher(parts[1]).matches()) {
      throw new NotAnEvent("INVALID_JSON", "The content type has a charset other than UTF-8.");
    }
  }
}
