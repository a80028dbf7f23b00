package dev.countersign.rules.db;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryTableTest extends EveryTable {

  EveryTableTest() {
    super(
        61,
        List.of(
            "rules.operation",
            "rules.operation_alias",
            "rules.operation_change",
            "rules.operation_event_type",
            "rules.operation_fact",
            "rules.operation_material",
            "rules.operation_registry",
            "tech.heartbeat"));
  }
}
