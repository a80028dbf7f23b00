package dev.countersign.platform.messaging;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;

/** The bytes are not the JSON that was asked for. The message never repeats the document. */
public final class InvalidJson extends RuntimeException {

  public InvalidJson(String message) {
    super(message);
  }

  /** Jackson's own message may quote the document; its place in the document is enough. */
  static InvalidJson because(JacksonException cause) {
    JsonLocation at = cause.getLocation();
    String where = at == null ? "" : ", at character " + Math.max(0, at.getCharOffset());
    var invalid = new InvalidJson(cause.getClass().getSimpleName() + where);
    invalid.initCause(cause);
    return invalid;
  }
}
