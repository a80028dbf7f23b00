package dev.countersign.platform.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses text that a database column or another parser could not hold, where it enters. */
final class StrictParser extends JsonParserDelegate {

  /** One short number can stand for a gigabyte of zeros when it is written out. */
  private static final int MAX_SCALE = 999;

  StrictParser(JsonParser delegate) {
    super(delegate);
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
    if (isText && !Json.isStorable(getText())) {
      throw new InvalidJson("A text contains U+0000 or half a surrogate pair.");
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && !isBounded()) {
      throw new InvalidJson("A number has more than 999 zeros in plain digits.");
    }
    return token;
  }

  /** An exponent beyond an int does not even become a decimal. */
  private boolean isBounded() throws IOException {
    try {
      return Math.abs((long) getDecimalValue().scale()) <= MAX_SCALE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    // The delegate would skip without looking; every token is looked at.
    JsonToken first = currentToken();
    int depth = first != null && first.isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = nextToken();
      if (token == null) {
        throw new InvalidJson("The document ends too early.");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }
}
