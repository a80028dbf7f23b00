package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.rules.app.DraftPolicy.Preview;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.json.DocumentDiff;
import dev.countersign.rules.json.PolicyWriter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a document would come to as a draft. {@code against} is the version in force, if any. */
@Schema(name = "PolicyPreview")
public record PolicyPreview(
    @Schema(ref = "PolicyDocument") JsonNode terms,
    @Nullable Integer against,
    @Schema(implementation = Object[].class) List<DocumentDiff.Change> changes,
    PolicyLint lint) {

  static PolicyPreview of(Preview preview) {
    var terms = PolicyWriter.write(preview.terms());
    JsonNode before =
        preview
            .inForce()
            .map(it -> PolicyWriter.write(it.terms()))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    return new PolicyPreview(
        terms,
        preview.inForce().map(PolicyVersion::version).orElse(null),
        DocumentDiff.between(before, terms),
        PolicyLint.of(preview.proof()));
  }
}
