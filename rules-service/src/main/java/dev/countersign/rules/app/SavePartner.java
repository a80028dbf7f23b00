package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.CURRENCY_UNKNOWN;
import static dev.countersign.rules.app.Refusal.LOCKS_MAY_NOT_LOOSEN;
import static dev.countersign.rules.app.Refusal.PRESET_MAY_NOT_LOOSEN;
import static dev.countersign.rules.app.Ruling.accept;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.StrictDefaults;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Adds or changes a partner. A new strict one has its default policies in force at once. */
@ApplicationScoped
public class SavePartner {

  /** The author of the defaults: this product, so that any admin counts as another person. */
  static final PersonId DEFAULTS = new PersonId("countersign");

  private final Partners partners;
  private final Policies policies;

  SavePartner(Partners partners, Policies policies) {
    this.partners = partners;
    this.policies = policies;
  }

  /** What a partner is to be; it keeps its locks where the command does not name any. */
  public record Command(
      String name, Preset preset, String zone, String currency, Optional<Set<Lock>> locks) {}

  public Uni<Ruling<Partner>> handle(SqlConnection tx, Actor actor, Command command) {
    if (!Currencies.isKnown(command.currency())) {
      return Uni.createFrom().item(refuse(CURRENCY_UNKNOWN));
    }
    return partners.lock(tx, actor.partner()).flatMap(old -> save(tx, actor, command, old));
  }

  private Uni<Ruling<Partner>> save(
      SqlConnection tx, Actor actor, Command command, Optional<Partner> old) {
    if (old.isPresent() && loosens(old.get().preset(), command.preset())) {
      return Uni.createFrom().item(refuse(PRESET_MAY_NOT_LOOSEN));
    }
    var locks = locks(command, old);
    if (old.isPresent()
        && command.preset().needsFourEyes()
        && !locks.containsAll(old.get().locks())) {
      return Uni.createFrom().item(refuse(LOCKS_MAY_NOT_LOOSEN));
    }
    var partner = wanted(actor, command, locks, old.map(Partner::version).orElse(0L) + 1);
    if (old.isPresent() && old.get().equals(wanted(actor, command, locks, old.get().version()))) {
      return Uni.createFrom().item(accept(old.get()));
    }
    return partners
        .save(tx, actor, partner)
        .call(() ->
            old.isPresent() ? Uni.createFrom().voidItem() : installDefaults(tx, actor, partner))
        .replaceWith(accept(partner));
  }

  private Uni<Void> installDefaults(SqlConnection tx, Actor actor, Partner partner) {
    return switch (partner.preset()) {
      case LIGHTWEIGHT -> Uni.createFrom().voidItem();
      case STRICT_MAKER_CHECKER ->
          Multi.createFrom()
              .iterable(StrictDefaults.of(partner.currency()).entrySet())
              .onItem()
              .transformToUniAndConcatenate(
                  it -> policies.install(tx, actor, DEFAULTS, it.getKey(), it.getValue()))
              .collect()
              .asList()
              .replaceWithVoid();
    };
  }

  /** The strict preset brings a lock of its own, whatever the command says. */
  private static List<String> locks(Command command, Optional<Partner> old) {
    var locks =
        new TreeSet<>(
            command
                .locks()
                .map(it -> it.stream().map(Lock::name).toList())
                .orElseGet(() -> old.map(Partner::locks).orElse(List.of())));
    if (command.preset().needsFourEyes()) {
      locks.add(Lock.MAKER_CHECKER_STRICT.name());
    }
    return List.copyOf(locks);
  }

  private static Partner wanted(Actor actor, Command command, List<String> locks, long version) {
    return new Partner(
        actor.partner(),
        command.name(),
        command.preset(),
        locks,
        command.zone(),
        command.currency(),
        version);
  }

  private static boolean loosens(Preset old, Preset wanted) {
    return old.needsFourEyes() && !wanted.needsFourEyes();
  }
}
