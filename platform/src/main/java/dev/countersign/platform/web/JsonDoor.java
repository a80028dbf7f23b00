package dev.countersign.platform.web;

import dev.countersign.platform.messaging.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Every JSON body passes the same check as every event before anything reads it: limits, UTF-8, no
 * repeated key, no text and no number that would fail only in the database (IN-03, IN-04).
 */
@Provider
public class JsonDoor implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (isJson(context.getMediaType())) {
      byte[] body = context.getInputStream().readAllBytes();
      Json.check(body);
      context.setInputStream(new ByteArrayInputStream(body));
    }
    Object read = context.proceed();
    if (read == null) {
      // A resource expects a body and would fall over the null that "null" is read as.
      throw new ProblemException(400, "json_invalid", "The body is empty.");
    }
    return read;
  }

  static boolean isJson(MediaType type) {
    return type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        || type.getSubtype().endsWith("+json");
  }
}
