package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.PolicyReader;
import java.util.Optional;

/**
 * A policy document as a caller sends it: the notation of policies, and the operation beside it.
 */
record PolicyBody(Optional<String> operation, ObjectNode document) {

  private static final String OPERATION = "operation";

  static PolicyBody of(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw new ProblemException(422, "object_expected", "A policy is a JSON object.");
    }
    var document = object.deepCopy();
    var operation = Optional.ofNullable(document.remove(OPERATION)).map(JsonNode::asText);
    return new PolicyBody(operation, document);
  }

  /** What the document means for a partner. */
  Terms terms(Partner partner) {
    var standards =
        new PolicyReader.Standards(partner.preset(), partner.currency(), FactTypes.STANDARD);
    try {
      return PolicyReader.read(document, standards);
    } catch (InvalidPolicy invalid) {
      throw RulesResponses.invalid(invalid);
    }
  }
}
