package dev.countersign.rules.json;

import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Gate.AutoApproval;
import dev.countersign.rules.core.policy.Gate.Bypass;
import dev.countersign.rules.core.policy.Limit;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Optional;

/** Reads one step. */
record StepReader(ConditionReader conditions, ClockReader clocks, String currency) {

  Step read(Element element) {
    var step = element.open(DocumentPart.STEP);
    var approvers = approvers(step);
    return step(step, step.text("name").orElseGet(() -> nameOf(approvers)), gate(step));
  }

  /**
   * The step of an object that is more than a step: it has neither a name nor a gate of its own.
   */
  Step readEmbedded(Document object) {
    return step(object, nameOf(approvers(object)), Gate.OPEN);
  }

  private Step step(Document step, String name, Gate gate) {
    return new Step(
        name,
        approvers(step),
        QuorumReader.ofStep(step).orElse(Quorum.ONE),
        QuorumReader.rejectionRule(step),
        gate,
        clocks.read(step));
  }

  private static List<Approver> approvers(Document step) {
    var listed = step.list("approvers", ApproverReader::read);
    var isNamed = ApproverReader.isNamedIn(step);
    if (listed.isPresent() == isNamed) {
      throw InvalidPolicy.at(
          step.path(), "role_invalid", "Say whom the step asks: a role, or a list of approvers.");
    }
    return listed.orElseGet(() -> List.of(ApproverReader.read(step)));
  }

  /** A step without a name is called after the first whom it asks. */
  private static String nameOf(List<Approver> approvers) {
    return approvers.isEmpty()
        ? "nobody"
        : switch (approvers.getFirst()) {
          case Approver.Role(var role, _) -> role;
          case Approver.User(var person, _) -> person.value();
          case Approver.Group(var group, _) -> group;
          case Approver.ManagerOf _ -> "manager";
          case Approver.Attribute(var path, _) -> path.toString();
          case Approver.Resolver(var resolver, _, _) -> resolver;
        };
  }

  private Gate gate(Document step) {
    return new Gate(
        conditions.read(step, "when"),
        step.element("autoApprove").map(this::autoApproval),
        step.element("upperBound").map(this::limit),
        bypass(step));
  }

  private AutoApproval autoApproval(Element element) {
    if (!element.node().isObject()) {
      return new AutoApproval(Optional.of(limit(element)), CompiledCondition.ALWAYS);
    }
    var auto = element.open(DocumentPart.AUTO_APPROVAL);
    if (!auto.has("upTo") && !auto.has("when")) {
      throw InvalidPolicy.at(
          element.path(), "auto_approve_unclear", "Say upTo which amount, or when.");
    }
    return new AutoApproval(auto.element("upTo").map(this::limit), conditions.read(auto, "when"));
  }

  private Limit limit(Element element) {
    if (!element.node().isObject()) {
      return new Limit(currency, Document.amount(element.node(), element.path()));
    }
    var limit = element.open(DocumentPart.LIMIT);
    return new Limit(
        limit.text("currency").orElse(currency),
        limit
            .amount("amount")
            .orElseThrow(
                () -> InvalidPolicy.at(limit.at("amount"), "amount_invalid", "Say which amount.")));
  }

  private static Optional<Bypass> bypass(Document step) {
    var isActive = step.flag("active").orElse(true);
    var until = step.instant("bypassUntil");
    if (isActive && until.isPresent()) {
      throw InvalidPolicy.at(
          step.at("bypassUntil"), "bypass_unclear", "The field goes with active: false.");
    }
    return isActive ? Optional.empty() : Optional.of(new Bypass(until));
  }
}
