package dev.countersign.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcontracts.write=true} after a change that was meant. */
@QuarkusTest
class OpenApiTest extends ServiceTest {
  private static final Path CONTRACT = Path.of("..", "contracts", "openapi", "notification.yaml");

  @Test
  void committedDocumentSaysWhatTheServiceDoes() throws IOException {
    var generated = given().get("/q/openapi").then().statusCode(200).extract().asString();
    if (Boolean.getBoolean("contracts.write")) {
      Files.createDirectories(CONTRACT.getParent());
      Files.writeString(CONTRACT, generated);
    }

    assertThat(Files.readString(CONTRACT)).isEqualTo(generated);
  }
}
