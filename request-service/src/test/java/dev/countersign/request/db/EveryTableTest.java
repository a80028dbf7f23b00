package dev.countersign.request.db;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryTableTest extends EveryTable {

  EveryTableTest() {
    super(110, List.of("tech.consumer_offset", "tech.heartbeat"));
  }
}
