package dev.countersign.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {
  private static final Path EVENTS = Path.of("events");
  private static final String PUBLIC_PREFIX = "https://countersign.dev/contracts/events/";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(ContractsTest::read));

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleKeepsItsSchema(Path example) throws IOException {
    var errors = schemaOf(example).validate(Files.readString(example), InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noSchemaTakesAnything(Path example) throws IOException {
    var foreign = new ObjectMapper().createObjectNode().put("type", 7).put("amount", true);

    var errors = schemaOf(example).validate(foreign.toString(), InputFormat.JSON);

    assertThat(errors).isNotEmpty();
  }

  @Test
  void everyMessageTypeHasAnExample() throws IOException {
    for (var type : messageTypes()) {
      assertThat(EVENTS.resolve(type).resolve("examples")).isNotEmptyDirectory();
    }
  }

  @Test
  void theTopicListNamesEverySchemaAndNoOther() throws IOException {
    var referenced =
        asyncApi().at("/components/messages").findValuesAsText("$ref").stream()
            .filter(ref -> ref.startsWith("events/"))
            .map(ref -> Path.of(ref).getName(1).toString())
            .collect(toSet());

    assertThat(referenced).isEqualTo(messageTypes());
  }

  @Test
  void everyTopicSaysHowItIsKept() throws IOException {
    for (var channel : asyncApi().get("channels")) {
      var kafka = channel.at("/bindings/kafka");

      assertThat(kafka.get("partitions").intValue())
          .as(channel.get("address").asText())
          .isPositive();
      assertThat(kafka.at("/topicConfiguration/cleanup.policy").get(0).asText())
          .isIn("delete", "compact");
      assertThat(channel.get("x-key").asText()).isNotBlank();
    }
  }

  /** The text behind a schema's public address, from this folder: nothing is fetched. */
  private static String read(String address) {
    try {
      return Files.readString(EVENTS.resolve(address.substring(PUBLIC_PREFIX.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode asyncApi() throws IOException {
    return new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
  }

  private static Set<String> messageTypes() throws IOException {
    try (Stream<Path> entries = Files.list(EVENTS)) {
      return entries
          .filter(Files::isDirectory)
          .map(dir -> dir.getFileName().toString())
          .collect(toSet());
    }
  }

  private static Schema schemaOf(Path example) {
    var type = EVENTS.relativize(example).getName(0);
    return SCHEMAS.getSchema(SchemaLocation.of(PUBLIC_PREFIX + type + "/v1.schema.json"));
  }

  static List<Arguments> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EVENTS)) {
      return files
          .filter(file -> file.getNameCount() == 4 && file.getName(2).toString().equals("examples"))
          .sorted()
          .<Arguments>map(file -> argumentSet(EVENTS.relativize(file).toString(), file))
          .toList();
    }
  }
}
