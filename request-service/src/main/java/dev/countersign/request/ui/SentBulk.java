package dev.countersign.request.ui;

import dev.countersign.request.app.DecideInBulk;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.core.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form of several decisions as it came back: the same fields once for each request. */
public class SentBulk {
  @RestForm @Nullable String vote;
  @RestForm @Nullable String commonReason;
  @RestForm @Nullable String idempotencyKey;
  @RestForm @Nullable String viewer;
  @RestForm List<String> include = List.of();
  @RestForm List<String> request = List.of();
  @RestForm List<String> payloadDigest = List.of();
  @RestForm List<String> iteration = List.of();
  @RestForm List<String> policyVersion = List.of();
  @RestForm List<String> step = List.of();
  @RestForm List<String> reason = List.of();

  /** J3: whether the page was made for whoever sends it. */
  boolean isFrom(String person) {
    return viewer == null || viewer.equals(person);
  }

  List<UUID> requests() {
    return request.stream().map(PageIds::of).toList();
  }

  /** Those that are still ticked, each with its own reason or else the common one. */
  List<DecisionCommand> commands(SaidWords words) {
    var size = request.size();
    var aligned = List.of(payloadDigest, iteration, policyVersion, step, reason);
    if (size > DecideInBulk.MOST
        || aligned.stream().anyMatch(it -> it.size() != size)
        || Set.copyOf(request).size() != size) {
      throw SentDecision.malformed();
    }
    var commands = new ArrayList<DecisionCommand>();
    for (var i = 0; i < size; i++) {
      if (include.contains(request.get(i))) {
        commands.add(
            decision(i).command(new RequestId(PageIds.of(request.get(i))), new SentEdit(), words));
      }
    }
    return commands;
  }

  String reasonOf(UUID id) {
    var index = request.indexOf(id.toString());
    return index < 0 || index >= reason.size() ? "" : reason.get(index);
  }

  private SentDecision decision(int i) {
    var own = reason.get(i);
    var sent = new SentDecision();
    sent.vote = vote;
    sent.reason = own.isBlank() ? Objects.requireNonNullElse(commonReason, "") : own;
    sent.payloadDigest = payloadDigest.get(i);
    sent.iteration = iteration.get(i);
    sent.policyVersion = policyVersion.get(i);
    sent.step = step.get(i);
    sent.idempotencyKey = idempotencyKey;
    return sent;
  }
}
