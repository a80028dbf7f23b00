package dev.countersign.request.db;

import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Approver.InGroup;
import dev.countersign.request.core.people.Approver.Listed;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.people.Approver.User;
import dev.countersign.request.core.step.Activation.Signal;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the columns of a step say. They are there to be searched and shown, not to rule on. */
final class StepColumns {
  private StepColumns() {}

  /** The first role that is asked, or else the first of whoever is. */
  static String role(Step step) {
    return roles(step.plan().approvers())
        .findFirst()
        .orElseGet(() -> keyOf(step.plan().approvers().getFirst()));
  }

  /** The role that the ladder has lent, if it has lent one. */
  static @Nullable String escalatedRole(Step step) {
    var planned = step.plan().approvers();
    return roles(step.activation().asked().stream().filter(it -> !planned.contains(it)).toList())
        .findFirst()
        .orElse(null);
  }

  static @Nullable String escalateTo(Step step) {
    return roles(
            step.plan().clocks().ladder().stream()
                .map(Rung::approvers)
                .flatMap(List::stream)
                .toList())
        .findFirst()
        .orElse(null);
  }

  /** What an open step is found by: everybody it asks, and who has no place in it any more. */
  static List<String> asked(RequestState state, Step step) {
    return state instanceof Pending pending && step.isOpen()
        ? SearchKeys.of(pending, step)
        : step.activation().asked().stream().map(StepColumns::keyOf).toList();
  }

  static String rejectionRule(Step step) {
    return switch (step.plan().rejectionRule()) {
      case RejectionRule.FirstRejection _ -> "FIRST_REJECTION";
      case RejectionRule.Unreachable _ -> "UNREACHABLE";
      case RejectionRule.Rejections _ -> "COUNT";
    };
  }

  static boolean isSlaBreached(Step step) {
    return step.activation().signals().contains(Signal.SLA_BREACHED);
  }

  /** A step that has not started needs a number nobody knows yet. */
  static @Nullable Integer needed(Step step) {
    return step.activation().startedAt().isPresent() ? step.activation().needed() : null;
  }

  static @Nullable Integer poolSize(Step step) {
    return step.activation().startedAt().isPresent() ? step.activation().poolSize() : null;
  }

  private static Stream<String> roles(List<Approver> approvers) {
    return approvers.stream()
        .map(approver ->
            approver.whom() instanceof HasRole(var role)
                ? Optional.of(role.name())
                : Optional.<String>empty())
        .flatMap(Optional::stream);
  }

  static String keyOf(Approver approver) {
    return switch (approver.whom()) {
      case User(var person) -> "user:" + person.value();
      case HasRole(var role) -> "role:" + role.name();
      case InGroup(var group) -> "group:" + group.name();
      case Listed(var line) -> "resolver:" + line.resolver() + ":" + line.key();
      case ManagerOf(var anchor, var levels) -> "manager:" + anchor + ":" + levels;
    };
  }
}
