package dev.countersign.notification;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.EveryRoute;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
@WithTestResource(ServerSettings.class)
class EveryRouteTest extends EveryRoute {

  EveryRouteTest() {
    super(List.of(), List.of("GET /assets/{version}/{name}"));
  }
}
