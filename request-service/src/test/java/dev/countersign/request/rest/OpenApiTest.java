package dev.countersign.request.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcontracts.write=true} after a change that was meant. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class OpenApiTest {

  private static final Path CONTRACT = Path.of("..", "contracts", "openapi", "request.yaml");

  @Test
  void theCommittedDocumentSaysWhatTheServiceDoes() throws IOException {
    var generated = given().get("/q/openapi").then().statusCode(200).extract().asString();
    if (Boolean.getBoolean("contracts.write")) {
      Files.createDirectories(CONTRACT.getParent());
      Files.writeString(CONTRACT, generated);
    }

    assertThat(Files.readString(CONTRACT)).isEqualTo(generated);
  }
}
