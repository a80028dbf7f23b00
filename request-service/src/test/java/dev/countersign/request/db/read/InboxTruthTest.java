package dev.countersign.request.db.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.ExplainRequest;
import dev.countersign.request.app.ForeseeDecision;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.Explaining;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.Vote;
import dev.countersign.request.read.Inbox;
import dev.countersign.request.read.InboxItem;
import dev.countersign.request.read.Viewer;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inbox is told in SQL, a decision in the core: for any people and steps they agree. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class InboxTruthTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int REQUESTS = 24;
  private static final List<String> NAMES = IntStream.range(0, 12).mapToObj(n -> "p" + n).toList();
  private static final List<String> ROLES = List.of("Supervisor", "Controller", "Treasurer");
  private static final List<String> GROUPS = List.of("Board", "Audit");
  private static final List<String> KEYS = List.of("4711", "4712", "a:b");

  @Inject Stage stage;
  @Inject Cast cast;
  @Inject Inbox inbox;
  @Inject Requests requests;
  @Inject ExplainRequest explainRequest;
  @Inject ForeseeDecision foreseeDecision;

  private String partner = "";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  @DisplayName("A-16 F-094 F-141 F-185: a request stands in an inbox exactly if decide says yes")
  void inboxHoldsWhatMayBeDecided(long seed) {
    System.out.println("InboxTruthTest seed=" + seed);
    partner = "truth-" + seed;
    var random = new SplittableRandom(seed);
    directory(random);
    var drafts = new LinkedHashMap<UUID, EvaluationDraft>();
    for (int i = 0; i < REQUESTS; i++) {
      var draft = draft(random, i);
      drafts.put(cast.open(draft), draft);
    }
    drafts.forEach((request, draft) -> votes(random, request, draft));
    directory(random);
    delegations(random);

    var found = 0;
    for (String name : NAMES) {
      var expected = decidable(drafts.keySet(), id(name));
      found += expected.size();

      assertThat(inboxOf(name)).as("seed %d, %s", seed, name).isEqualTo(expected);
      assertThat(inbox.count(new Viewer(partner, id(name))).await().atMost(PATIENCE))
          .isEqualTo(expected.size());
    }
    assertThat(found).isGreaterThan(10);
    explained(drafts);
    foreseen(drafts.keySet());
  }

  /** A-27: one request read by itself says the same to each of them. */
  private void foreseen(Set<UUID> drafts) {
    for (String name : NAMES) {
      var actor = new Actor.Human(partner, new PersonId(id(name)), Set.of());
      var told =
          drafts.stream()
              .filter(it ->
                  foreseeDecision
                      .handle(actor, new RequestId(it))
                      .await()
                      .atMost(PATIENCE)
                      .isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(told).as(name).isEqualTo(inboxOf(name));
    }
  }

  /** N-03: explain names as eligible exactly those in whose inbox the request stands. */
  private void explained(Map<UUID, EvaluationDraft> drafts) {
    var auditor = new Actor.Human(partner, new PersonId("auditor"), Set.of("auditor"));
    var told = new LinkedHashMap<String, Set<UUID>>();
    for (UUID request : drafts.keySet()) {
      explainRequest.handle(auditor, new RequestId(request)).await().atMost(PATIENCE).stream()
          .flatMap(step -> step.members().stream())
          .filter(member -> member.place() == Explaining.Place.ELIGIBLE)
          .forEach(member ->
              told.computeIfAbsent(member.person().value(), _ -> new TreeSet<>()).add(request));
    }
    for (String name : NAMES) {
      assertThat(told.getOrDefault(id(name), Set.of())).as(name).isEqualTo(inboxOf(name));
    }
  }

  private Set<UUID> inboxOf(String name) {
    return inbox.page(new Viewer(partner, id(name)), null, 100).await().atMost(PATIENCE).stream()
        .map(InboxItem::requestId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<UUID> decidable(Set<UUID> all, String person) {
    return all.stream()
        .filter(request ->
            requests
                .change(
                    new Target(partner, new RequestId(request), Optional.of(new PersonId(person))),
                    new Asking(new PersonId(person)))
                .await()
                .atMost(PATIENCE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Would the vote count? Nothing is written. */
  private record Asking(PersonId person) implements Conversation<Boolean> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(new RequestCommand.ReviewPools(), state);
    }

    @Override
    public Boolean unknown() {
      return false;
    }

    @Override
    public Reply<Boolean> reply(Loaded loaded, Emergency emergency) {
      var says =
          loaded.state() instanceof Pending pending
              && RequestDecider.decide(
                      new RequestCommand.Decide(
                          person, Vote.APPROVE, new Reason("because"), pending.terms().pinned()),
                      pending,
                      loaded.context())
                  instanceof Ruling.Accepted;
      return new Reply<>(says, Optional.empty());
    }
  }

  private EvaluationDraft draft(SplittableRandom random, int number) {
    var draft =
        EvaluationDraft.requiredWithoutSteps(partner, partner + "-" + number)
            .with(body -> body.put("maker", id(any(random, NAMES))));
    for (int step = 0; step < 1 + random.nextInt(2); step++) {
      var asked = new ArrayList<String>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        asked.add(approver(random, step));
      }
      draft.step("step", "COUNT", 1 + random.nextInt(2)).asking(asked.toArray(String[]::new));
    }
    return draft.with(body -> settings(random, (ObjectNode) body.get("route")));
  }

  private static void settings(SplittableRandom random, ObjectNode route) {
    route.put("sameApprover", any(random, List.of("DISTINCT", "DISTINCT", "COUNT_ONCE", "ALLOW")));
    route.put("selfApproval", any(random, List.of("FORBIDDEN", "FORBIDDEN", "ALLOWED")));
    var main = (ArrayNode) route.get("tracks").get(0).get("steps");
    if (main.size() > 1 && random.nextInt(3) == 0) {
      var second = route.withArray("tracks").addObject().put("name", "beside").putArray("steps");
      second.add(main.remove(1));
      route.put("tracksRequired", 2);
    }
  }

  private String approver(SplittableRandom random, int step) {
    var who =
        switch (random.nextInt(8)) {
          case 6, 7 -> "\"resolver\":\"owner\",\"key\":\"" + any(random, KEYS) + "\"";
          case 0 -> "\"user\":\"" + id(any(random, NAMES)) + "\"";
          case 1 -> "\"group\":\"" + any(random, GROUPS) + "\"";
          case 2 ->
              "\"managerOf\":\"%s\",\"levels\":%d"
                  .formatted(step == 0 ? "MAKER" : "APPROVER", 1 + random.nextInt(2));
          default -> "\"role\":\"" + any(random, ROLES) + "\"";
        };
    var scope =
        switch (random.nextInt(5)) {
          case 0 -> ",\"branch\":\"DHK\"";
          case 1 -> ",\"location\":\"HQ\"";
          default -> "";
        };
    return "{" + who + scope + "}";
  }

  /** People approve, recuse themselves, send back to the first step, and hand places on. */
  private void votes(SplittableRandom random, UUID request, EvaluationDraft draft) {
    for (int i = 0; i < random.nextInt(8); i++) {
      var person = id(any(random, NAMES));
      var iteration =
          Integer.parseInt(
              String.valueOf(
                  stage.value("select iteration from request.request where id = ?", request)));
      switch (random.nextInt(6)) {
        case 0 -> cast.decide(person, cast.command(request, draft, Vote.ABSTAIN, iteration));
        case 1 -> cast.decide(person, sendingBack(request, draft, iteration));
        case 2 ->
            cast.act(
                request,
                new Act.Reassign(
                    1 + random.nextInt(2),
                    Optional.of(new PersonId(person)),
                    new PersonId(id(any(random, NAMES))),
                    new Reason("away")),
                "operator@" + partner,
                "operator");
        default -> cast.decide(person, cast.command(request, draft, Vote.APPROVE, iteration));
      }
    }
  }

  private DecisionCommand sendingBack(UUID request, EvaluationDraft draft, int iteration) {
    var plain = cast.command(request, draft, Vote.REQUEST_CHANGES, iteration);
    return new DecisionCommand(
        plain.request(),
        plain.vote(),
        plain.reason(),
        plain.seen(),
        plain.version(),
        plain.idempotencyKey(),
        new Aim(Optional.empty(), Optional.of(1), Optional.empty()));
  }

  private void directory(SplittableRandom random) {
    stage.run(
        "insert into request.resolver values (?, 'owner', 1) on conflict do nothing", partner);
    stage.run("delete from request.resolver_listing where partner_id = ?", partner);
    for (int i = 0; i < 6; i++) {
      stage.run(
          "insert into request.resolver_listing values (?, 'owner', ?, ?, 1) on conflict do nothing",
          partner,
          any(random, KEYS),
          id(any(random, NAMES)));
    }
    for (String name : NAMES) {
      stage.run(
          "insert into request.person (partner_id, id, name) values (?, ?, ?)"
              + " on conflict do nothing",
          partner,
          id(name),
          name);
      stage.run(
          "update request.person set active = ?, groups = ?::text[], manager_id = nullif(?, id),"
              + " branches = ?::text[], locations = ?::text[], version = version + 1"
              + " where partner_id = ? and id = ?",
          random.nextInt(8) > 0,
          random.nextInt(3) == 0 ? "{" + any(random, GROUPS) + "}" : "{}",
          id(any(random, NAMES)),
          any(random, List.of("{}", "{DHK}", "{*}", "{CTG}")),
          any(random, List.of("{}", "{HQ}", "{*}")),
          partner,
          id(name));
      stage.run(
          "delete from request.person_role where partner_id = ? and person_id = ?",
          partner,
          id(name));
      stage.person(partner, id(name), any(random, ROLES));
      if (random.nextInt(8) == 0) {
        stage.run(
            "insert into request.person_leave values (?, ?, now() - interval '1 h',"
                + " now() + interval '1 h') on conflict do nothing",
            partner,
            id(name));
      }
    }
  }

  /** Half of the people lend to the other half: none is passed on. */
  private void delegations(SplittableRandom random) {
    for (int i = 0; i < 6; i++) {
      stage.run(
          "insert into request.delegation (partner_id, id, from_id, to_id, from_at, until_at,"
              + " operations, reason, created_by, created_at) values (?, ?, ?, ?,"
              + " now() - interval '1 h', now() + interval '1 h', ?::text[], 'x', 'x', now())",
          partner,
          UUID.randomUUID(),
          id("p" + random.nextInt(6)),
          id("p" + (6 + random.nextInt(6))),
          any(random, List.of("{}", "{invoice}", "{refund}")));
    }
  }

  private String id(String name) {
    return name + "@" + partner;
  }

  private static String any(SplittableRandom random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
