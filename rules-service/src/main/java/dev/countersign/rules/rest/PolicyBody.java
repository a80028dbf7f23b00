package dev.countersign.rules.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Policies.Wording;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.PolicyReader;
import dev.countersign.rules.json.PolicyWriter;
import java.util.Optional;

/**
 * A policy document as a caller sends it: the notation of policies, and the operation beside it.
 */
record PolicyBody(Optional<String> operation, Optional<String> reason, ObjectNode document) {

  private static final String OPERATION = "operation";
  private static final String REASON = "reason";
  private static final int LONGEST_REASON = 2000;

  static PolicyBody of(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw new ProblemException(422, "object_expected", "A policy is a JSON object.");
    }
    var document = object.deepCopy();
    var operation = Optional.ofNullable(document.remove(OPERATION)).map(JsonNode::asText);
    var reason =
        Optional.ofNullable(document.remove(REASON)).map(JsonNode::asText).map(String::strip);
    if (reason.filter(it -> it.isEmpty() || it.length() > LONGEST_REASON).isPresent()) {
      throw new ProblemException(422, "reason_invalid", "A reason has 1 to 2000 characters.");
    }
    return new PolicyBody(operation, reason, document);
  }

  /** What the document means for a partner and an operation. */
  Wording wording(Partner partner, Operation operation) {
    var terms = terms(partner, operation);
    if (PolicyWriter.isTooLong(terms)) {
      throw new ProblemException(422, "policy_too_long", "A policy has at most 60000 characters.");
    }
    return new Wording(terms, reason);
  }

  private Terms terms(Partner partner, Operation operation) {
    var standards =
        new PolicyReader.Standards(partner.preset(), partner.currency(), operation.facts());
    try {
      return PolicyReader.read(document, standards);
    } catch (InvalidPolicy invalid) {
      throw RulesResponses.invalid(invalid);
    }
  }
}
