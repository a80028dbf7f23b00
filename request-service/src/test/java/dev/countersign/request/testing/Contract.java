package dev.countersign.request.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schemas: what a body breaks of its contract. */
public final class Contract {
  private static final String PUBLIC_PREFIX = "https://countersign.dev/contracts/events/";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Contract::read));

  private Contract() {}

  /** Everything that is wrong with the body of a message of this type; empty if it keeps it. */
  public static List<String> problems(String type, String body) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(PUBLIC_PREFIX + type + "/v1.schema.json"))
        .validate(body, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String read(String address) {
    try {
      var path = address.substring(PUBLIC_PREFIX.length());
      return Files.readString(Path.of("..", "contracts", "events").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
