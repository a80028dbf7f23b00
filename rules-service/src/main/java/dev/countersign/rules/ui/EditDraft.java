package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.Policies.Wording;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.PolicyReader;
import dev.countersign.rules.json.PolicyWriter;
import dev.countersign.rules.ui.table.PolicyPatch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Between the pages and the drafting of policies: documents and changes of documents. */
@ApplicationScoped
public class EditDraft {

  private final Policies policies;
  private final DraftPolicy drafts;

  EditDraft(Policies policies, DraftPolicy drafts) {
    this.policies = policies;
    this.drafts = drafts;
  }

  /** A change of a document, empty where there is nothing to change. */
  interface Change extends Function<PolicyPatch, Optional<ObjectNode>> {}

  /** A version and the state of it that the page has shown. */
  record Seen(Target target, int row) {}

  /** Changes one thing of a draft, unless somebody else has changed it meanwhile. */
  Uni<Ruling<PolicyVersion>> change(SqlConnection tx, Actor actor, Seen seen, Change change) {
    return withVersion(
        tx,
        actor,
        seen.target(),
        version ->
            drafts.edit(
                tx,
                actor,
                edit(
                    seen,
                    (partner, operation) ->
                        wording(changed(version, change, partner), partner, operation))));
  }

  /** Replaces all that a draft says. */
  Uni<Ruling<PolicyVersion>> replace(SqlConnection tx, Actor actor, Seen seen, JsonNode document) {
    return drafts.edit(
        tx, actor, edit(seen, (partner, operation) -> wording(document, partner, operation)));
  }

  /** Begins the next version with the words of another one. */
  Uni<Ruling<PolicyVersion>> copy(SqlConnection tx, Actor actor, Target target) {
    return withVersion(
        tx,
        actor,
        target,
        version ->
            drafts.create(
                tx,
                actor,
                version.operation().value(),
                (partner, operation) ->
                    wording(PolicyWriter.write(version.terms()), partner, operation)));
  }

  private static DraftPolicy.Edit edit(Seen seen, DraftPolicy.Wish wish) {
    return new DraftPolicy.Edit(seen.target().policy(), seen.target().version(), seen.row(), wish);
  }

  private static ObjectNode changed(PolicyVersion version, Change change, Partner partner) {
    return change
        .apply(PolicyPatch.of(PolicyWriter.write(version.terms()), partner.currency()))
        .orElseThrow(ProblemException::notFound);
  }

  private Uni<Ruling<PolicyVersion>> withVersion(
      SqlConnection tx,
      Actor actor,
      Target target,
      Function<PolicyVersion, Uni<Ruling<PolicyVersion>>> work) {
    return policies
        .lock(tx, actor.partner(), target.policy(), target.version())
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Ruling.refuse(Refusal.NOT_FOUND))
                : work.apply(found.get()));
  }

  /** What a document means; {@link Notices.Declined} if it is no policy. */
  static Wording wording(JsonNode document, Partner partner, Operation operation) {
    var standards =
        new PolicyReader.Standards(partner.preset(), partner.currency(), operation.facts());
    try {
      var terms = PolicyReader.read(document, standards);
      if (PolicyWriter.isTooLong(terms)) {
        throw Notices.declined("policy_too_long", it -> it.policyTooLong(60000));
      }
      return new Wording(terms, Optional.empty());
    } catch (InvalidPolicy invalid) {
      throw Notices.invalid(invalid);
    }
  }
}
