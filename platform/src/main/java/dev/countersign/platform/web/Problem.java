package dev.countersign.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A refusal as RFC 9457 has it. The code is stable and made for machines, the detail a sentence for
 * people; the error id leads to the log line. No class name, no SQL and no id of others stands in
 * it.
 */
public record Problem(
    int status, String code, String detail, Map<String, Object> extras, String errorId) {

  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPES = "https://countersign.dev/problems/";

  public Problem {
    extras = Map.copyOf(extras);
  }

  static Problem of(int status, String code, String detail) {
    return of(status, code, detail, Map.of());
  }

  static Problem of(int status, String code, String detail, Map<String, Object> extras) {
    return new Problem(status, code, detail, extras, UUID.randomUUID().toString());
  }

  /** A problem that says no more than its status does. */
  static Problem of(int status) {
    return switch (status) {
      case 400 -> of(400, "bad_request", "The request is malformed.");
      case 401 -> of(401, "unauthenticated", "Sign in, or send a valid bearer token.");
      case 403 -> of(403, "forbidden", "You may not do this.");
      case 404 -> of(404, "not_found", "There is nothing here, or nothing for you.");
      case 405 -> of(405, "method_not_allowed", "This resource does not know this method.");
      case 406 -> of(406, "not_acceptable", "None of the accepted media types is available.");
      case 413 -> of(413, "too_large", "The request is too large.");
      case 415 -> of(415, "unsupported_media_type", "This media type is not read here.");
      case 503 -> of(503, "unavailable", "Something needed is away for a moment; try again.");
      default -> status < 500 ? of(status, "refused", "The request was refused.") : internal();
    };
  }

  private static Problem internal() {
    return of(500, "internal_error", "An unexpected error; its id stands in the log.");
  }

  /** The members in the order in which people read them. */
  Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", TYPES + code);
    body.put("title", title());
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    body.put("errorId", errorId);
    extras.forEach(body::putIfAbsent);
    return body;
  }

  /** The code as words: {@code stale_decision} reads "Stale decision". */
  public String title() {
    String words = code.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
