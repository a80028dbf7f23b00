package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** What contracts/ says about a message. */
final class Contract {

  private static final String PREFIX = "https://countersign.dev/contracts/events/";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Contract::read));

  private Contract() {}

  static List<Error> violations(String type, byte[] body) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(PREFIX + type + "/v1.schema.json"))
        .validate(new String(body, UTF_8), InputFormat.JSON);
  }

  private static String read(String iri) {
    return new String(LedgerRecords.resource(iri.substring(PREFIX.length())), UTF_8);
  }
}
