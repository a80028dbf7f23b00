package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.countersign.rules.core.policy.StrictDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of policy documents says what the reader does. */
class PolicySchemaTest {

  private static final Path CONTRACT = Path.of("../contracts/openapi/rules.yaml");
  private static final Path PAGES = Path.of("../docs/cookbook");
  private static final Pattern POLICY = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final String ADDRESS = "https://countersign.dev/contracts/openapi/rules.json";
  private static final JsonNode OPEN_API = contract();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry -> registry.schemas(Map.of(ADDRESS, OPEN_API.toString())));

  /** Which schema has the fields of which part. */
  private static final Map<DocumentPart, String> PARTS =
      Map.ofEntries(
          Map.entry(DocumentPart.POLICY, "PolicyDocument"),
          Map.entry(DocumentPart.RULE, "PolicyRule"),
          Map.entry(DocumentPart.BAND, "PolicyBand"),
          Map.entry(DocumentPart.TRACK, "PolicyTrack"),
          Map.entry(DocumentPart.STEP, "PolicyStep"),
          Map.entry(DocumentPart.COVERAGE, "PolicyCoverageFields"),
          Map.entry(DocumentPart.PLAN, "PolicyPlanFields"),
          Map.entry(DocumentPart.EMBEDDED_STEP, "PolicyStepFields"),
          Map.entry(DocumentPart.APPROVER, "PolicyApproverFields"),
          Map.entry(DocumentPart.PLACE, "PolicyPlace"),
          Map.entry(DocumentPart.QUORUM, "PolicyQuorum"),
          Map.entry(DocumentPart.CLOCKS, "PolicyClocks"),
          Map.entry(DocumentPart.RUNG, "PolicyRung"),
          Map.entry(DocumentPart.LIMIT, "PolicyLimit"),
          Map.entry(DocumentPart.AUTO_APPROVAL, "PolicyAutoApproval"),
          Map.entry(DocumentPart.REASONS, "PolicyReasons"),
          Map.entry(DocumentPart.EDITING, "PolicyEditing"),
          Map.entry(DocumentPart.OVERRIDE, "PolicyOverride"),
          Map.entry(DocumentPart.FACT, "PolicyFact"),
          Map.entry(DocumentPart.WINDOW, "PolicyWindow"));

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("F-186: each policy of the cookbook, as written and as stored, keeps the schema")
  void cookbookKeepsTheSchema(String policy) {
    assertThat(errors("PolicyRequest", policy)).isEmpty();
    var stored = PolicyWriter.write(PolicyDesk.terms(policy)).toString();
    assertThat(errors("PolicyDocument", stored)).isEmpty();
  }

  @Test
  @DisplayName("The whole model and the shipped defaults keep the schema")
  void wholeModelKeepsTheSchema() {
    assertThat(errors("PolicyRequest", PolicyDocumentTest.WHOLE.replace('\'', '"'))).isEmpty();
    StrictDefaults.of("BDT")
        .values()
        .forEach(terms ->
            assertThat(errors("PolicyDocument", PolicyWriter.write(terms).toString())).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'over': '1', 'role': 'A', 'autoAproove': true}",
        "{'rules': [{'role': 'A', 'autoAproove': true}]}",
        "{'always': [{'role': 'A', 'autoAproove': true}]}",
        "{'bands': [{'from': '1', 'role': 'A', 'autoAproove': true}]}",
        "{'bands': [{'role': 'A'}]}",
        "{'tracks': [{'steps': [{'role': 'A'}], 'quorum': 2}]}",
        "{'always': [{'role': 'A', 'ladder': [{'after': 'P1D', 'role': 'B', 'x': 1}]}]}",
        "{'always': [{'approvers': [{'role': 'A', 'x': 1}]}]}",
        "{'over': '1', 'role': 'A', 'reasons': {'x': true}}",
        "{'over': 'much', 'role': 'A'}",
        "{'over': '1', 'role': 'A', 'sameApprover': 'SOMETIMES'}",
        "{'role': 'A', 'when': [{'field': 'x'}]}",
        "{'role': 'A', 'windows': {'w': {'sum': 'amount', 'count': true, 'per': 'x', 'over': 'P1D'}}}",
        "{'role': 'A', 'windows': {'w': {'count': true, 'over': 'P1D'}}}",
        "{'role': 'A', 'windows': {'two words': {'count': true, 'per': 'x', 'over': 'P1D'}}}"
      })
  @DisplayName("A-35: the schema takes no field that nobody obeys")
  void schemaTakesNothingElse(String policy) {
    assertThat(errors("PolicyRequest", policy.replace('\'', '"'))).isNotEmpty();
  }

  @Test
  @DisplayName("A-35: schema and reader know the same fields of every part")
  void schemaAndReaderAgree() {
    PARTS.forEach((part, schema) -> {
      assertThat(properties(OPEN_API.at("/components/schemas/" + schema)))
          .describedAs(schema)
          .isEqualTo(new TreeSet<>(part.fields()));
    });
    // The settings are embedded in a policy and in nothing else.
    assertThat(PARTS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(DocumentPart.SETTINGS)));
  }

  /** The properties of an object, or of the object among its forms, whatever it is built of. */
  private static Set<String> properties(JsonNode schema) {
    var names = new TreeSet<String>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    for (var combined : List.of("allOf", "anyOf")) {
      schema.path(combined).forEach(part -> names.addAll(properties(resolved(part))));
    }
    return names;
  }

  private static JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? OPEN_API.at(part.get("$ref").textValue().substring(1)) : part;
  }

  private static List<Error> errors(String schema, String document) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(ADDRESS + "#/components/schemas/" + schema))
        .validate(document, InputFormat.JSON);
  }

  static List<Arguments> policies() throws IOException {
    var policies = new ArrayList<Arguments>();
    try (var pages = Files.list(PAGES)) {
      for (var page : pages.sorted().toList()) {
        var policy = POLICY.matcher(Files.readString(page));
        while (policy.find()) {
          if (!page.endsWith("conditions.md")) {
            policies.add(argumentSet(page.getFileName() + " " + policies.size(), policy.group(1)));
          }
        }
      }
    }
    return policies;
  }

  private static JsonNode contract() {
    try {
      return new YAMLMapper().readTree(CONTRACT.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
