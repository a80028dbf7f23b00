package dev.countersign.rules.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed contract is the one the code has. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class OpenApiTest {

  private static final Path COMMITTED = Path.of("../contracts/openapi/rules.yaml");

  @Test
  void committedContractIsWhatTheCodeSays() throws IOException {
    var generated =
        given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asByteArray();
    if (Boolean.getBoolean("contracts.write")) {
      Files.write(COMMITTED, generated);
    }

    assertThat(Files.readString(COMMITTED))
        .describedAs("After a wanted change: mvn test … -Dcontracts.write=true")
        .isEqualTo(new String(generated, UTF_8));
  }
}
