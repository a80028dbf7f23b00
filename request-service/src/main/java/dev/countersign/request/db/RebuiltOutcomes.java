package dev.countersign.request.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.ledger.LiveRows.RowName;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.OutcomeBody;
import dev.countersign.request.core.Answer;
import dev.countersign.request.core.Basis;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Quarantined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The outcomes that a ledger alone would give. Their bodies are compared member by member; the
 * trace, the reason code of an evaluation and the id are left out, because no entry tells them.
 */
final class RebuiltOutcomes {
  static final Set<String> UNTOLD = Set.of("id", "outcomeId", "trace", "reasonCode");

  private final String partner;
  private final RequestId request;
  private final Map<RowName, Map<String, String>> rows = new HashMap<>();
  private final List<DecisionRecorded> votes = new ArrayList<>();
  private Optional<Integer> revision = Optional.empty();
  private Optional<Digest> content = Optional.empty();
  private Optional<Digest> payload = Optional.empty();
  private Optional<UUID> policy = Optional.empty();

  RebuiltOutcomes(String partner, RequestId request) {
    this.partner = partner;
    this.request = request;
  }

  Map<RowName, Map<String, String>> rows() {
    return rows;
  }

  void take(
      RequestEvent event, RequestState before, int seq, Fields fields, List<EventName> answered) {
    remember(event, fields);
    Answer.to(event)
        .filter(answer -> answer.isFinal() || !(before instanceof Quarantined))
        .ifPresent(answer -> answered(event, answer, seq, dossier(fields, answered)));
  }

  /** I-6: only what was voted in the latest iteration led to the answer. */
  private void remember(RequestEvent event, Fields fields) {
    if (event instanceof IterationStarted(_, var kept, _, _, _) && kept.isEmpty()) {
      votes.clear();
    } else if (event instanceof DecisionRecorded recorded) {
      votes.add(recorded);
    }
    if (fields.object("event").isPresent()) {
      revision = fields.number("revision");
      content = fields.text("contentDigest").map(Digest::new);
      payload = fields.text("payloadDigest").map(Digest::new);
      policy = fields.id("policyId");
    }
  }

  private Dossier dossier(Fields fields, List<EventName> answered) {
    var first = answered.getFirst();
    return new Dossier(
        partner,
        request,
        first.source(),
        first.id(),
        fields.text("operation"),
        fields.text("subjectId"),
        revision,
        fields.text("maker"),
        fields.text("amount").map(BigDecimal::new),
        fields.text("currency"),
        content.orElseThrow(),
        payload,
        policy,
        fields.number("policyVersion"),
        fields.requireNumber("iteration"),
        Optional.empty(),
        answered);
  }

  private void answered(RequestEvent event, Answer answer, int seq, Dossier dossier) {
    var columns =
        new Columns()
            .text("verdict", answer.verdict().name())
            .text("basis", answer.basis().name())
            .time("ce_time", Optional.of(event.at()))
            .number("ce_seq", seq);
    var evidence =
        new OutcomeBody.Evidence(votes, Optional.of(seq), Optional.empty(), Optional.empty());
    var body = OutcomeBody.of(request.value(), dossier, event, evidence);
    Json.read(body)
        .properties()
        .forEach(member -> {
          var name = member.getKey();
          // The event that cancelled a request is named in its outcome alone.
          var isTold = !name.equals("events") || answer.basis() != Basis.SOURCE_EVENT;
          if (isTold && !UNTOLD.contains(name)) {
            columns.text("body." + name, member.getValue().toString());
          }
        });
    rows.put(nameOf(answer.isFinal()), Map.copyOf(columns.texts()));
  }

  private RowName nameOf(boolean isFinal) {
    return new RowName("outcome", keyOf(request.value().toString(), isFinal));
  }

  static String keyOf(String request, boolean isFinal) {
    return request + (isFinal ? "/final" : "/quarantined");
  }
}
