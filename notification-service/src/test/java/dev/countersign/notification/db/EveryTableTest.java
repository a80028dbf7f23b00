package dev.countersign.notification.db;

import dev.countersign.notification.ServerSettings;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
@WithTestResource(ServerSettings.class)
class EveryTableTest extends EveryTable {

  EveryTableTest() {
    super(12, List.of("tech.consumer_offset"));
  }
}
