package dev.countersign.platform.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses text that a database column or another parser could not hold, where it enters. */
final class StrictParser extends JsonParserDelegate {

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
    return token;
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
