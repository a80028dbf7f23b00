package dev.countersign.request.app;

import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every body this service stores, and so publishes, keeps the schema of its type. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class MessageContractTest {
  private static final String PUBLIC_PREFIX = "https://countersign.dev/contracts/events/";

  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry -> registry.schemas(MessageContractTest::read));

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject ObeyTimer obeyTimer;

  @BeforeEach
  void people() {
    stage.person("contract", "supervisor@contract", "Supervisor");
    stage.person("contract", "supervisor-2@contract", "Supervisor");
    stage.person("contract", "controller@contract", "Controller");
  }

  @Test
  @DisplayName(
      "F-115 F-116 F-117 F-119 F-120 F-121 F-122 F-123 F-151 every body that is stored keeps the schema of its type")
  void everyBodyKeepsItsSchema() {
    tellEveryStory();

    var bodies =
        stage.query(
            "select ce_type, convert_from(body, 'UTF8') from request.ledger"
                + " where partner_id = 'contract' union all"
                + " select ce_type, convert_from(body, 'UTF8') from request.outcome"
                + " where partner_id = 'contract'");

    assertThat(bodies)
        .extracting(row -> row.getFirst())
        .doesNotContainNull()
        .hasSizeGreaterThan(20);
    assertThat(bodies.stream().map(row -> row.getFirst()).distinct()).hasSize(13);
    for (var row : bodies) {
      var schema =
          schemas.getSchema(SchemaLocation.of(PUBLIC_PREFIX + row.getFirst() + "/v1.schema.json"));
      var body = Objects.requireNonNull(row.get(1));
      assertThat(schema.validate(body, InputFormat.JSON)).as(body).isEmpty();
    }
  }

  private void tellEveryStory() {
    stage.evaluate(notRequired("contract", "c-1"));
    cast.open(quarantined("contract", "c-2", "NO_ACTIVE_POLICY"));
    var approved = required("contract", "c-3");
    cast.decide(cast.open(approved), approved, "supervisor@contract", Vote.APPROVE);
    var rejected = required("contract", "c-4");
    cast.decide(cast.open(rejected), rejected, "supervisor@contract", Vote.REJECT);
    cast.cancel(cast.open(required("contract", "c-5")), "maker@contract");
    cast.cancel(cast.open(required("contract", "c-6")), "operator@contract", "operator");
    cast.open(required("contract", "c-7").subject("contract-7"));
    stage.evaluate(notRequired("contract", "c-8").subject("contract-7").intent("CANCEL"));
    var timed =
        cast.open(required("contract", "c-9").timeout("PT0.01S", "Controller").ttl("PT0.01S"));
    obey(new TimerCommand("contract", new RequestId(timed), new Escalate(1, 1, 1, Instant.EPOCH)));
    obey(new TimerCommand("contract", new RequestId(timed), new Expire(1, Instant.EPOCH)));
    stage.await("select 1 from request.outcome where event_id = 'c-1'");
    stage.await("select 1 from request.outcome where event_id = 'c-7'");
  }

  private void obey(TimerCommand command) {
    var result =
        obeyTimer
            .handle(new Actor.Service("escalation-service"), command)
            .await()
            .atMost(Duration.ofSeconds(20));
    assertThat(result).isEqualTo(new TimerResult.Obeyed());
  }

  /** The text behind a schema's public address, from the contracts on the class path. */
  private static String read(String address) {
    var path = "contracts/events/" + address.substring(PUBLIC_PREFIX.length());
    try (var stream =
        Objects.requireNonNull(
            Thread.currentThread().getContextClassLoader().getResourceAsStream(path), path)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
