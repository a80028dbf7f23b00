package dev.countersign.request.app;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static dev.countersign.request.testing.EvaluationDraft.requiredWithoutSteps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.DecisionResult.Refused;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Vote;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may decide is what the directory says at the moment of the decision. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DirectoryDecisionTest {
  private static final AtomicInteger PARTNERS = new AtomicInteger();

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject Inbox inbox;

  private String partner = "";

  @BeforeEach
  void people() {
    partner = "staff-" + PARTNERS.incrementAndGet();
    stage.person(partner, at("maker"));
    stage.person(partner, at("boss"));
    stage.person(partner, at("sam"), "Supervisor");
    stage.person(partner, at("ann"), "Supervisor");
  }

  @Test
  @DisplayName("F-135 nobody decides on leave, and everybody again after it")
  void leaveExcludes() {
    var draft = required(partner, "leave");
    var request = cast.open(draft);
    stage.run(
        "insert into request.person_leave values (?, ?, now() - interval '1 day', now() + interval '1 day')",
        partner,
        at("sam"));

    assertThat(cast.decide(request, draft, at("sam"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));

    stage.run(
        "update request.person_leave set until_at = now() - interval '1 hour' where partner_id = ?",
        partner);
    cast.decide(request, draft, at("sam"), Vote.APPROVE);
    assertApproved(request);
  }

  @Test
  @DisplayName("F-140 SD-04 a delegate decides for the named person, within the window alone")
  void delegateDecides() {
    var draft = required(partner, "delegate");
    var request = cast.open(draft);
    delegate("sam", "boss", "now() - interval '2 day'", "now() - interval '1 day'");

    assertThat(cast.decide(request, draft, at("boss"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));

    delegate("ann", "boss", "now() - interval '1 hour'", "now() + interval '1 day'");
    cast.decide(request, draft, at("boss"), Vote.APPROVE);
    assertApproved(request);
    assertThat(
            stage.value(
                "select convert_from(body, 'UTF8') from request.outcome where request_id = ?",
                request))
        .contains(at("boss"), at("ann"));
  }

  @Test
  @DisplayName("SD-01 N-07 what a maker lent, lends no right over what the maker made")
  void delegationOfTheMakerLendsNothing() {
    stage.person(partner, at("maker"), "Supervisor");
    delegate("maker", "boss", "now() - interval '1 hour'", "now() + interval '1 day'");
    var draft = required(partner, "lent");
    var request = cast.open(draft);

    assertThat(cast.decide(request, draft, at("boss"), Vote.APPROVE)).isInstanceOf(Refused.class);
  }

  @Test
  @DisplayName("C-13 a group is asked, and who is not in it may not decide")
  void groupIsAsked() {
    stage.run("update request.person set groups = '{Audit}' where id = ?", at("ann"));
    var draft = asking("group", approver -> approver.put("group", "Audit"));
    var request = cast.open(draft);

    assertThat(cast.decide(request, draft, at("sam"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    cast.decide(request, draft, at("ann"), Vote.APPROVE);
    assertApproved(request);
  }

  @Test
  @DisplayName("C-13 F-139 whoever the table lists at that moment decides, a delegate too")
  void resolverIsAsked() {
    list("Caf\u00e9", "sam");
    list("4712", "ann");
    var draft =
        asking(
            "resolver",
            approver -> approver.put("resolver", "cost-centre-owner").put("key", "Cafe\u0301"));
    var request = cast.open(draft);
    assertThat(cast.decide(request, draft, at("ann"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    assertThat(inboxOf("sam")).isEqualTo(1);
    assertThat(inboxOf("ann")).isZero();

    stage.run(
        "delete from request.resolver_listing where partner_id = ? and person_id = ?",
        partner,
        at("sam"));
    list("Caf\u00e9", "boss");
    delegate("boss", "ann", "now() - interval '1 hour'", "now() + interval '1 day'");

    assertThat(cast.decide(request, draft, at("sam"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    assertThat(inboxOf("sam")).isZero();
    assertThat(inboxOf("ann")).isEqualTo(1);
    cast.decide(request, draft, at("ann"), Vote.APPROVE);
    assertApproved(request);
  }

  @Test
  @DisplayName("C-13 the manager of the maker is asked")
  void managerOfTheMakerIsAsked() {
    stage.run("update request.person set manager_id = ? where id = ?", at("boss"), at("maker"));
    var draft = asking("manager", approver -> approver.put("managerOf", "MAKER").put("levels", 1));
    var request = cast.open(draft);

    assertThat(cast.decide(request, draft, at("sam"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    cast.decide(request, draft, at("boss"), Vote.APPROVE);
    assertApproved(request);
  }

  @Test
  @DisplayName("F-094 F-135 a role is bound to a branch")
  void branchBindsARole() {
    stage.run("update request.person set branches = '{DHK}' where id = ?", at("sam"));
    stage.run("update request.person set branches = '{CTG}' where id = ?", at("ann"));
    var draft =
        asking("branch", approver -> approver.put("role", "Supervisor").put("branch", "CTG"));
    var request = cast.open(draft);

    assertThat(cast.decide(request, draft, at("sam"), Vote.APPROVE))
        .isEqualTo(new Refused(Refusal.NOT_ELIGIBLE));
    cast.decide(request, draft, at("ann"), Vote.APPROVE);
    assertApproved(request);
  }

  @Test
  @DisplayName(
      "F-141 A-16 the inbox shows what a group, a name or a loan asks of a person, and no leave")
  void inboxFollowsTheDirectory() {
    stage.run("update request.person set groups = '{Audit}' where id = ?", at("ann"));
    cast.open(asking("in-group", approver -> approver.put("group", "Audit")));
    cast.open(asking("by-name", approver -> approver.put("user", at("boss"))));
    cast.open(required(partner, "by-role"));

    assertThat(inboxOf("ann")).isEqualTo(2);
    assertThat(inboxOf("boss")).isEqualTo(1);
    assertThat(inboxOf("sam")).isEqualTo(1);

    delegate("ann", "boss", "now() - interval '1 hour'", "now() + interval '1 day'");
    assertThat(inboxOf("boss")).isEqualTo(3);

    stage.run(
        "insert into request.person_leave values (?, ?, now() - interval '1 day', now() + interval '1 day')",
        partner,
        at("sam"));
    assertThat(inboxOf("sam")).isZero();
  }

  private void list(String key, String name) {
    stage.run(
        "insert into request.resolver values (?, 'cost-centre-owner', 1) on conflict do nothing",
        partner);
    stage.run(
        "insert into request.resolver_listing values (?, 'cost-centre-owner', ?, ?, 1)",
        partner,
        key,
        at(name));
  }

  private int inboxOf(String name) {
    return inbox.count(new Viewer(partner, at(name))).await().atMost(Duration.ofSeconds(30));
  }

  private EvaluationDraft asking(String eventId, Consumer<ObjectNode> approver) {
    return requiredWithoutSteps(partner, eventId)
        .step("Supervisor", "ANY", 1)
        .with(body -> {
          var step = body.at("/route/tracks/0/steps/0");
          var approvers = (ArrayNode) step.get("approvers");
          approvers.removeAll();
          approver.accept(approvers.addObject());
        });
  }

  private void delegate(String from, String to, String since, String until) {
    stage.run(
        """
        insert into request.delegation (partner_id, id, from_id, to_id, from_at, until_at, reason,
          created_by, created_at)
        values (?, ?, ?, ?, %s, %s, 'away', 'tests', now())
        """
            .formatted(since, until),
        partner,
        UUID.randomUUID(),
        at(from),
        at(to));
  }

  private void assertApproved(UUID request) {
    assertThat(stage.value("select status from request.request where id = ?", request))
        .isEqualTo("APPROVED");
  }

  private String at(String name) {
    return name + "@" + partner;
  }
}
