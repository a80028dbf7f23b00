package dev.countersign.rules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The contract of what this service publishes. */
public final class EvaluationSchema {

  private static final String PUBLIC = "https://countersign.dev/contracts/";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(EvaluationSchema::read));

  private EvaluationSchema() {}

  /** What is wrong with a body of the given message type. */
  public static List<Error> errors(String type, byte[] body) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(PUBLIC + "events/" + type + "/v1.schema.json"))
        .validate(new String(body, UTF_8), InputFormat.JSON);
  }

  private static String read(String address) {
    var path = "contracts/" + address.substring(PUBLIC.length());
    try (var stream = EvaluationSchema.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("No such schema: " + path);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
