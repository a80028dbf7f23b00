package dev.countersign.request.simulation;

import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.simulation.Checker.Deed;
import dev.countersign.request.simulation.Engine.Bug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One schedule: what happens, in which order, and what goes wrong meanwhile. Every action draws
 * from a source of its own, so that leaving one out leaves the others as they are.
 */
final class Story {
  static final int ACTIONS = 120;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> PARTNERS = List.of("acme", "bazaar");

  /** An event of a producer, as it stands in the log. */
  record Published(String event, String subject, Evaluated evaluated, String content) {}

  /** What the policy said of it. */
  record Evaluated(String intent, int revision, Opening opening) {}

  /** Whether the story is kept as text. */
  enum Telling {
    NOTHING,
    EVERYTHING
  }

  private final Telling telling;
  private final long seed;
  private final Engine engine;
  private final Coverage coverage;
  private final World world;
  private final Checker checker = new Checker();
  private final Map<Fault, Double> odds = new EnumMap<>(Fault.class);
  private final Deque<Set<Fault>> recent = new ArrayDeque<>();
  private final Map<String, Cast> casts = new LinkedHashMap<>();
  private final Map<String, Directory> firstDirectories = new LinkedHashMap<>();
  private final List<Published> log = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = START;
  private int policyVersion = 1;
  private int overrides;

  Story(long seed, Engine engine, Coverage coverage) {
    this(seed, engine, coverage, Telling.NOTHING);
  }

  Story(long seed, Engine engine, Coverage coverage, Telling telling) {
    this.telling = telling;
    this.seed = seed;
    this.engine = engine;
    this.coverage = coverage;
    this.world = new World(engine);
    var swarm = new SplittableRandom(seed);
    for (Fault fault : Fault.values()) {
      odds.put(fault, swarm.nextInt(3) == 0 ? 0 : swarm.nextDouble() * 0.25);
    }
    for (String partner : PARTNERS) {
      casts.put(partner, new Cast());
      firstDirectories.put(partner, cast(partner).directory());
    }
  }

  List<String> told() {
    return told;
  }

  /** What is broken, if anything. */
  Optional<String> run(BitSet left) {
    try {
      for (int i = 0; i < ACTIONS; i++) {
        if (!left.get(i)) {
          act(i, new SplittableRandom(seed * 1_000_003 + i));
        }
      }
      drain();
      return Optional.empty();
    } catch (Violation
        | IllegalStateException
        | java.util.NoSuchElementException
        | ClassCastException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private Cast cast(String partner) {
    return casts.computeIfAbsent(partner, _ -> new Cast());
  }

  private void act(int number, SplittableRandom random) {
    recent.addLast(new HashSet<>());
    if (recent.size() > 10) {
      recent.removeFirst();
    }
    now = now.plus(Duration.ofMinutes(random.nextInt(60)));
    if (hits(Fault.CLOCK_JUMP, random)) {
      now = now.plus(Duration.ofHours(random.nextInt(30)));
    }
    disturb(random);
    switch (random.nextInt(12)) {
      case 0, 1 -> publish(number, random);
      case 2, 3 -> consume(random);
      case 4 -> timer(random);
      case 5 -> official(random);
      case 6 -> capture(random);
      case 7 -> bulk(random);
      default -> decide(random);
    }
  }

  boolean hits(Fault fault, SplittableRandom random) {
    var hit = random.nextDouble() < odds.getOrDefault(fault, 0.0);
    if (hit) {
      recent.getLast().add(fault);
    }
    return hit;
  }

  private Set<Fault> near() {
    var all = new HashSet<Fault>();
    recent.forEach(all::addAll);
    return all;
  }

  // Producers and the consumer of their evaluations.

  private void publish(int number, SplittableRandom random) {
    var partner = PARTNERS.get(random.nextInt(2));
    var subject = partner + "/S-" + random.nextInt(3);
    if (hits(Fault.POLICY_CHANGED, random)) {
      policyVersion++;
    }
    if (hits(Fault.ID_REUSED, random) && !log.isEmpty()) {
      var earlier = log.get(random.nextInt(log.size()));
      log.add(new Published(earlier.event(), earlier.subject(), earlier.evaluated(), "other"));
      return;
    }
    var intent = hits(Fault.REVISION_DURING_VOTE, random) ? "REVISE" : Producer.intent(random);
    var evaluated = new Evaluated(intent, number, Producer.opening(random, policyVersion));
    var event = new Published(partner + "/e-" + number, subject, evaluated, "content " + number);
    log.add(event);
    if (hits(Fault.DUPLICATE_RECORD, random)) {
      log.add(event);
    }
  }

  private void consume(SplittableRandom random) {
    if (hits(Fault.OFFSET_REWOUND, random) || hits(Fault.REDELIVERED_BATCH, random)) {
      world.offset(Math.max(0, world.offset() - 1 - random.nextInt(4)));
    }
    if (hits(Fault.RESTART, random) && engine.has(Bug.SKIPS_TO_LATEST)) {
      world.offset(log.size());
    }
    for (int i = 0; i < 3 && world.offset() < log.size(); i++) {
      if (!consumed(log.get(world.offset()), random)) {
        return;
      }
    }
  }

  /** One transaction: inbox, rows, answers and offset, or none of them. */
  private boolean consumed(Published event, SplittableRandom random) {
    if (hits(Fault.POISON_NEIGHBOUR, random) && engine.has(Bug.POISON_SKIPS_NEIGHBOUR)) {
      world.offset(world.offset() + 1);
    }
    if (engine.has(Bug.OFFSET_BEFORE_PROCESSING)) {
      world.offset(world.offset() + 1);
    }
    if (hits(Fault.CRASH_BEFORE_TRANSACTION, random)
        || hits(Fault.CRASH_BEFORE_COMMIT, random)
        || hits(Fault.SERIALIZATION_FAILURE, random)) {
      return false;
    }
    if (world.offset() >= log.size() && !engine.has(Bug.OFFSET_BEFORE_PROCESSING)) {
      return false;
    }
    take(event);
    if (!engine.has(Bug.OFFSET_BEFORE_PROCESSING)) {
      world.offset(world.offset() + 1);
    }
    // Whether the commit is known or not: the offset is part of it.
    hits(Fault.COMMIT_UNKNOWN, random);
    hits(Fault.CRASH_AFTER_COMMIT, random);
    return true;
  }

  private void take(Published event) {
    var taken = world.taken(event.event());
    if (taken.isEmpty()) {
      world.take(event.event(), event.content());
      answer(event);
    } else if (!taken.get().equals(event.content()) && !engine.has(Bug.ID_REUSE_ACCEPTED)) {
      world.letter(event.event() + "/" + event.content());
    } else if (!taken.get().equals(event.content())) {
      answer(event);
    } else {
      released(event);
    }
  }

  private void released(Published event) {
    world
        .find(event.event())
        .filter(it ->
            it.state() instanceof Quarantined quarantined
                && quarantined.attention() == Attention.RELEASED)
        .ifPresent(it -> {
          var again =
              event.evaluated().opening() instanceof Opening.Unevaluable
                  ? Producer.opening(new SplittableRandom(event.event().hashCode()), policyVersion)
                  : event.evaluated().opening();
          var opening =
              again instanceof Opening.Required required ? required.asIteration(2) : again;
          rule(event.event(), new Open(opening), it.partner(), it.answers());
        });
  }

  private void answer(Published event) {
    switch (event.evaluated().intent()) {
      case "OPEN" -> open(event);
      case "REVISE" -> revise(event);
      default -> cancel(event);
    }
  }

  private void open(Published event) {
    var partner = partnerOf(event.event());
    var nothing =
        new Stored(
            partner,
            event.subject(),
            event.evaluated().revision(),
            new NotOpened(),
            -1,
            List.of(),
            List.of(event.event()));
    var context = contextOf(partner);
    var ruling =
        engine.rules().decide(new Open(event.evaluated().opening()), nothing.state(), context);
    if (ruling instanceof Ruling.Accepted accepted) {
      store(event.event(), new Open(event.evaluated().opening()), nothing, accepted, context);
    }
  }

  private void revise(Published event) {
    var open = openAbout(event.subject());
    if (open.stream()
        .anyMatch(it ->
            world.requests().containsKey(it)
                && world.find(it).orElseThrow().revision() >= event.evaluated().revision())) {
      world.letter(event.event());
      return;
    }
    var continued = false;
    for (String id : open) {
      var stored = world.find(id).orElseThrow();
      if (!continued && event.evaluated().opening() instanceof Opening.Required required) {
        var judged = Producer.pinned(required, stored.state());
        var answers = new ArrayList<>(stored.answers());
        answers.add(event.event());
        continued = rule(id, new Revise(judged), stored.partner(), answers);
        if (continued) {
          continue;
        }
      }
      var reason = new Reason("superseded");
      var ending =
          stored.state() instanceof Held
              ? new Revoke(new Revoker.Successor("/s", event.event()), reason)
              : new Cancel(new Canceller.Successor("/s", event.event()), reason);
      rule(id, ending, stored.partner(), stored.answers());
    }
    if (!continued) {
      open(event);
    }
  }

  private void cancel(Published event) {
    Canceller by = new Canceller.SourceEvent("/s", event.event());
    for (String id : openAbout(event.subject())) {
      var stored = world.find(id).orElseThrow();
      var answers = new ArrayList<>(stored.answers());
      if (by instanceof Canceller.SourceEvent) {
        answers.add(event.event());
      }
      if (rule(id, new Cancel(by, new Reason("voided")), stored.partner(), answers)) {
        by = new Canceller.Successor("/s", event.event());
      }
    }
    if (by instanceof Canceller.SourceEvent) {
      world.letter(event.event());
    }
  }

  private List<String> openAbout(String subject) {
    return world.requests().entrySet().stream()
        .filter(it -> it.getValue().subject().equals(subject))
        .filter(it -> !(it.getValue().state() instanceof Closed))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String partnerOf(String event) {
    return event.substring(0, event.indexOf('/'));
  }

  private void decide(SplittableRandom random) {
    any(random)
        .ifPresent(id -> {
          var command = new Acts(random, now).vote(stateOf(id), hits(Fault.STALE_VIEW, random));
          byPerson(id, command, random);
        });
  }

  private void bulk(SplittableRandom random) {
    var partner = PARTNERS.get(random.nextInt(2));
    var items = new Acts(random, now).together(world.statesOf(partner));
    new Bulk(this, engine, items).run(random);
  }

  private void official(SplittableRandom random) {
    any(random)
        .ifPresent(id -> {
          var command = new Acts(random, now).official(stateOf(id), overrides);
          if (byPerson(id, command, random) && command instanceof OverrideCheckers) {
            overrides++;
          }
        });
  }

  private boolean byPerson(String id, RequestCommand command, SplittableRandom random) {
    var partner = partnerOf(id);
    var foreign = hits(Fault.FOREIGN_PARTNER, random);
    if (foreign && !engine.has(Bug.PARTNER_NOT_CHECKED)) {
      return false;
    }
    var by = foreign ? PARTNERS.get(1 - PARTNERS.indexOf(partner)) : partner;
    var stored = world.find(id).orElseThrow();
    var done = interrupted(id, command, by, random) && rule(id, command, by, stored.answers());
    if (hits(Fault.REPEATED_CLICK, random)) {
      rule(id, command, by, stored.answers());
    }
    return done;
  }

  /** Crashes before the commit leave nothing; a faster writer makes the ruling start again. */
  private boolean interrupted(
      String id, RequestCommand command, String partner, SplittableRandom random) {
    if (hits(Fault.CRASH_BEFORE_COMMIT, random)) {
      if (engine.has(Bug.OUTCOME_OUTSIDE_TRANSACTION)) {
        leak(id, command, partner);
      }
      return false;
    }
    if (hits(Fault.CONCURRENT_WRITER, random)) {
      var before = world.find(id).orElseThrow();
      var other = new Acts(random, now).vote(before.state(), false);
      var context = contextOf(partner);
      var mine = engine.rules().decide(command, before.state(), context);
      rule(id, other, partner, before.answers());
      if (mine instanceof Ruling.Accepted accepted
          && engine.has(Bug.NO_VERSION_CHECK)
          && world.find(id).orElseThrow().version() != before.version()) {
        store(id, command, before, accepted, context);
        return false;
      }
    }
    return true;
  }

  private void leak(String id, RequestCommand command, String partner) {
    var before = world.find(id).orElseThrow();
    if (engine.rules().decide(command, before.state(), contextOf(partner))
        instanceof Ruling.Accepted(var events)) {
      world.answer(id, before.state(), before, events);
    }
  }

  private void timer(SplittableRandom random) {
    any(random)
        .ifPresent(id -> {
          var early = hits(Fault.EARLY_TIMER, random);
          if (!early && hits(Fault.LATE_TIMER, random)) {
            now = now.plus(Duration.ofHours(5));
          }
          var old = hits(Fault.TIMER_OF_OLD_ITERATION, random);
          var times = hits(Fault.REPEATED_TIMER, random) ? 2 : 1;
          var command = new Acts(random, now).timer(stateOf(id), early, old);
          for (int i = 0; i < times; i++) {
            rule(id, command, partnerOf(id), world.find(id).orElseThrow().answers());
          }
        });
  }

  private Optional<String> any(SplittableRandom random) {
    var ids = new ArrayList<>(world.requests().keySet());
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    var open = ids.stream().filter(it -> !(stateOf(it) instanceof Closed)).toList();
    return Optional.of(
        !open.isEmpty() && random.nextInt(6) > 0
            ? open.get(random.nextInt(open.size()))
            : ids.get(random.nextInt(ids.size())));
  }

  RequestState stateOf(String id) {
    return world.find(id).orElseThrow().state();
  }

  Context contextFor(String id) {
    return new Context(now, cast(partnerOf(id)).directory());
  }

  boolean rule(String id, RequestCommand command) {
    return rule(id, command, partnerOf(id), world.find(id).orElseThrow().answers());
  }

  /** Load, rule, write. */
  private boolean rule(String id, RequestCommand command, String partner, List<String> answers) {
    var before = world.find(id).orElseThrow();
    var context = contextOf(partner);
    var ruling = engine.rules().decide(command, before.state(), context);
    if (ruling instanceof Ruling.Refused(var refusal)) {
      coverage.refused(refusal.code());
      if (before.state() instanceof Closed) {
        coverage.count(Coverage.TRANSITIONS, near());
      }
      return false;
    }
    var about = command instanceof Revise ? before.revision() + 1 : before.revision();
    var known =
        new Stored(
            before.partner(),
            before.subject(),
            about,
            before.state(),
            before.version(),
            before.history(),
            answers);
    store(id, command, known, (Ruling.Accepted) ruling, context, partner);
    return true;
  }

  private void store(
      String id, RequestCommand command, Stored before, Ruling.Accepted ruling, Context context) {
    store(id, command, before, ruling, context, before.partner());
  }

  private void store(
      String id,
      RequestCommand command,
      Stored before,
      Ruling.Accepted ruling,
      Context context,
      String partner) {
    var state = before.state();
    var history = new ArrayList<>(before.history());
    for (var event : ruling.events()) {
      state = state.evolve(event);
      history.add(event);
    }
    if (engine.has(Bug.LEDGER_OUTSIDE_TRANSACTION) && history.size() % 7 == 0) {
      history.removeLast();
    }
    var after =
        new Stored(
            before.partner(),
            before.subject(),
            before.revision(),
            state,
            before.version() + 1,
            history,
            before.answers());
    if (telling == Telling.EVERYTHING) {
      told.add("%s %s by %s of %s".formatted(now, id, command, partner));
      ruling.events().forEach(event -> told.add("    " + event));
    }
    world.write(id, before, after, ruling.events());
    var near = near();
    ruling.events().forEach(event -> coverage.count(event, near));
    var real = new Context(context.now(), cast(partner).directory());
    checker.check(new Deed(id, command, before, after, real), partner);
  }

  private Context contextOf(String partner) {
    var directory =
        engine.has(Bug.NO_DIRECTORY_READ)
            ? firstDirectories.getOrDefault(partner, Directory.EMPTY)
            : cast(partner).directory();
    return new Context(now, directory);
  }

  private void disturb(SplittableRandom random) {
    var partner = PARTNERS.get(random.nextInt(2));
    var cast = cast(partner);
    var changed = new Disturbance(cast, random, now).strike(fault -> hits(fault, random));
    var passed = cast.passes(now);
    if (changed
        ? !engine.has(Bug.NO_POOL_REVIEW)
        : passed && !engine.has(Bug.NO_REVIEW_AT_WINDOW_EDGES)) {
      for (String id : List.copyOf(world.requests().keySet())) {
        if (partnerOf(id).equals(partner) && stateOf(id) instanceof Pending) {
          rule(id, new ReviewPools(), partner, world.find(id).orElseThrow().answers());
        }
      }
    }
    if (changed || passed) {
      Pools.check(world, partner, new Context(now, cast.directory()));
    }
  }

  private void capture(SplittableRandom random) {
    if (hits(Fault.CAPTURE_LAGS, random)) {
      return;
    }
    if (hits(Fault.CAPTURE_SLOT_LOST, random)) {
      world.loseSlot();
    }
    if (hits(Fault.CAPTURE_EMITS_AGAIN, random)) {
      world.captureAgain(random.nextInt(10));
    }
    world.capture(random.nextInt(5));
  }

  /** Heal, let everything come to its end, and count (V1, V2, I-7). */
  private void drain() {
    recent.addLast(new HashSet<>());
    odds.clear();
    while (world.offset() < log.size()) {
      if (!consumed(log.get(world.offset()), new SplittableRandom(seed))) {
        break;
      }
    }
    now = now.plus(Duration.ofDays(30));
    for (String id : List.copyOf(world.requests().keySet())) {
      new Ending(id).run();
    }
    world.capture(Integer.MAX_VALUE);
    world.sweep();
    new Audit(world, log).run();
  }

  /** Ends a request by its own clocks, or by its maker where none runs. */
  private final class Ending {
    private final String id;

    Ending(String id) {
      this.id = id;
    }

    void run() {
      var acts = new Acts(new SplittableRandom(seed), now);
      for (int i = 0; i < 3 && !(stateOf(id) instanceof Closed); i++) {
        var command = acts.ending(stateOf(id));
        var done = rule(id, command, partnerOf(id), world.find(id).orElseThrow().answers());
        Violation.unless(done, "liveness: " + stateOf(id).getClass().getSimpleName() + " stays");
      }
    }
  }
}
