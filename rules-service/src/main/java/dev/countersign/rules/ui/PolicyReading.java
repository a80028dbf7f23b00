package dev.countersign.rules.ui;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Actor;
import dev.countersign.rules.app.Directories;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.Partners;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.FourEyes;
import dev.countersign.rules.ui.words.Speech;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what the pages show, always for the caller's own partner. */
@ApplicationScoped
public class PolicyReading {

  static final String POLICY_ADMIN = "policy_admin";

  /** The same permission under the name the source documents gave it (F-188). */
  static final String APPROVAL_CONFIGS = "APPROVAL_CONFIGS";

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Policies policies;
  private final Partners partners;
  private final LiveRules rules;
  private final Directories directories;
  private final BacktestReading backtests;
  private final Speech speech;

  PolicyReading(
      Caller caller,
      TenantTransaction transaction,
      Policies policies,
      Partners partners,
      LiveRules rules,
      Directories directories,
      BacktestReading backtests,
      Speech speech) {
    this.caller = caller;
    this.transaction = transaction;
    this.policies = policies;
    this.partners = partners;
    this.rules = rules;
    this.directories = directories;
    this.backtests = backtests;
    this.speech = speech;
  }

  Actor actor() {
    return new Actor(new PartnerId(caller.partner()), new PersonId(caller.person()));
  }

  Uni<PoliciesPage> list(PoliciesPage.Typed typed, Optional<Notice> notice) {
    var partner = actor().partner();
    return inTransaction(tx ->
        partners
            .find(tx, partner)
            .flatMap(found ->
                policies
                    .all(tx, partner)
                    .map(all ->
                        new PoliciesPage(
                            PoliciesPage.rows(
                                rules.operations(), all, LocalDate.now(zone(found)), speech),
                            wizard(found, typed),
                            notice))));
  }

  private PoliciesPage.Wizard wizard(Optional<Partner> partner, PoliciesPage.Typed typed) {
    var operations =
        rules.operations().stream()
            .filter(it -> it.amountUse() == AmountUse.REQUIRED)
            .map(it -> it.code().value())
            .sorted()
            .toList();
    return new PoliciesPage.Wizard(
        isAdmin() && partner.isPresent(),
        partner.filter(it -> it.preset().needsFourEyes()).isPresent(),
        partner.map(Partner::currency).orElse(""),
        operations,
        typed);
  }

  Uni<PolicyPage> version(Target target, Optional<Notice> notice) {
    var partner = actor().partner();
    return inTransaction(tx ->
        partners
            .find(tx, partner)
            .flatMap(found ->
                policies
                    .versions(tx, partner, target.policy())
                    .flatMap(all ->
                        backtest(tx, found, pick(target, all))
                            .map(backtest -> page(target, all, found, backtest, notice)))));
  }

  /** What was answered in the past is for those who may change what will be. */
  private Uni<Optional<BacktestSection>> backtest(
      SqlConnection tx, Optional<Partner> partner, PolicyVersion version) {
    return isAdmin()
        ? backtests.section(tx, actor().partner(), version, zone(partner)).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  /** In which the partner's days begin. */
  Uni<ZoneId> zone(SqlConnection tx) {
    return partners.find(tx, actor().partner()).map(PolicyReading::zone);
  }

  private static ZoneId zone(Optional<Partner> partner) {
    return partner.<ZoneId>map(it -> ZoneId.of(it.zone())).orElse(ZoneOffset.UTC);
  }

  private PolicyPage page(
      Target target,
      List<PolicyVersion> all,
      Optional<Partner> partner,
      Optional<BacktestSection> backtest,
      Optional<Notice> notice) {
    var shown = pick(target, all);
    var isKept =
        partner
            .filter(it -> !FourEyes.mayActivate(actor().person(), shown.authors(), it.preset()))
            .isPresent();
    return new PolicyPage(
        PolicyPage.heading(shown),
        PolicySentences.of(shown.terms(), speech),
        findings(shown),
        PolicyPage.changes(shown, all),
        PolicyPage.yaml(shown),
        PolicyPage.history(shown),
        all.stream()
            .map(it ->
                new PolicyPage.Sibling(it.version(), it.state(), it.version() == shown.version()))
            .toList(),
        PolicyPage.Acts.of(shown, isAdmin(), isKept),
        PolicyPage.Review.of(shown, LocalDate.now(zone(partner)), isAdmin(), speech.language()),
        backtest,
        notice);
  }

  /** One version of the caller's partner; to others it does not exist. */
  Uni<PolicyVersion> find(SqlConnection tx, Target target) {
    return policies.versions(tx, actor().partner(), target.policy()).map(all -> pick(target, all));
  }

  static PolicyVersion pick(Target target, List<PolicyVersion> all) {
    return all.stream()
        .filter(it -> it.policy().equals(target.policy()) && it.version() == target.version())
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  /** In a transaction of the caller's partner. */
  <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return transaction.run(Set.of(actor().partner().value()), work);
  }

  /** Over the people there are, as the activation looks at it. */
  List<PolicyPage.Finding> findings(PolicyVersion version) {
    var people = directories.of(actor().partner());
    return rules
        .operation(version.operation().value())
        .map(it -> PolicyAnalysis.prove(version.terms(), it, people).findings())
        .orElse(List.of())
        .stream()
        .map(PolicyPage.Finding::of)
        .toList();
  }

  boolean isAdmin() {
    return caller.isIn(POLICY_ADMIN) || caller.isIn(APPROVAL_CONFIGS);
  }
}
