package dev.countersign.request.db;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * TN-13: looks at the database before the first message is read. If the service's role may do more
 * than it should, or a guard is missing, the service does not start.
 */
@ApplicationScoped
class DatabaseSelfTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String VERSION = "select current_setting('server_version_num')::int";

  static final String PROBLEMS =
      """
      with expected_trigger(tab, trig) as (values
        ('inbox', 'append_only'), ('iteration', 'append_only'), ('decision', 'append_only'),
        ('ledger', 'append_only'), ('outcome', 'append_only'), ('security_event', 'append_only'),
        ('inbox', 'append_only_all'), ('iteration', 'append_only_all'),
        ('decision', 'append_only_all'), ('ledger', 'append_only_all'),
        ('outcome', 'append_only_all'), ('security_event', 'append_only_all'),
        ('request', 'kept'), ('step', 'kept'), ('ledger_head', 'kept'),
        ('request', 'req_guard'), ('request', 'req_birth'), ('request', 'req_answered'),
        ('step', 'step_guard'), ('decision', 'vote_lock'), ('decision', 'vote_settled'),
        ('decision', 'vote_of_one_human'),
        ('outcome', 'outcome_guard'), ('ledger', 'reviewer_guard'),
        ('issued_number', 'append_only'), ('issued_number', 'append_only_all'),
        ('voided_number', 'append_only'), ('voided_number', 'append_only_all'),
        ('counter_reset', 'append_only'), ('counter_reset', 'append_only_all'),
        ('sequence_event', 'append_only'), ('sequence_event', 'append_only_all'),
        ('sequence', 'kept'), ('sequence_counter', 'kept'),
        ('sequence_counter', 'counter_guard'), ('counter_reset', 'reset_guard'),
        ('step', 'asks_begin'), ('step', 'asks_change'), ('person', 'pool_review'),
        ('person_role', 'pool_review'), ('person_leave', 'pool_review'), ('delegation', 'pool_review'),
        ('resolver_listing', 'listed'), ('resolver_listing', 'unlisted'),
        ('resolver_change', 'append_only'), ('resolver_change', 'append_only_all'),
        ('delegation', 'kept'), ('delegation', 'delegation_guard'), ('unfilled_role', 'kept'),
        ('ledger_checkpoint', 'append_only'), ('ledger_checkpoint', 'append_only_all'),
        ('ledger_coverage', 'append_only'), ('ledger_coverage', 'append_only_all'),
        ('quarantined_event', 'append_only'), ('quarantined_event', 'append_only_all'),
        ('released_event', 'append_only'), ('released_event', 'append_only_all'),
        ('released_event', 'release_guard'),
        ('policy_activation', 'append_only'), ('policy_activation', 'append_only_all')),
      expected_constraint(tab, con) as (values
        ('decision', 'decision_not_by_maker'), ('ledger', 'ledger_first'),
        ('ledger', 'ledger_chain'), ('outcome', 'outcome_request'), ('outcome', 'outcome_basis'),
        ('delegation', 'delegation_not_to_self'),
        ('ledger_checkpoint', 'checkpoint_first'), ('ledger_checkpoint', 'checkpoint_hash')),
      tab as (select c.* from pg_class c where c.relnamespace = 'request'::regnamespace
        and c.relkind in ('r', 'p'))
      select 'role ' || rolname || ' is too powerful' from pg_roles where rolname = current_user
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all select 'role may create in ' || nspname from pg_namespace
        where nspname in ('request', 'tech', 'public') and has_schema_privilege(nspname, 'CREATE')
      union all select 'role owns ' || relname from tab where pg_has_role(relowner, 'USAGE')
      union all select relname || ' lacks forced row-level security' from tab
        where not (relrowsecurity and relforcerowsecurity)
      union all select relname || ' has no tenant policy with both sides' from tab
        where not exists (select from pg_policy p where p.polrelid = tab.oid and p.polname = 'tenant'
          and p.polqual is not null and p.polwithcheck is not null)
      union all select relname || ' has a further policy for the service' from tab
        join pg_policy p on p.polrelid = tab.oid and p.polname <> 'tenant'
        where p.polroles && array[0::oid, (select oid from pg_roles where rolname = current_user)]
      union all select 'rows of ' || relname || ' may be deleted' from tab
        where relname not in ('person_role', 'person_leave', 'open_ask', 'pool_review', 'resolver_listing')
          and has_table_privilege(tab.oid, 'DELETE')
      union all select relname || ' may be truncated' from tab
        where has_table_privilege(tab.oid, 'TRUNCATE')
      union all select relname || ' may be updated as a whole' from tab
        where has_table_privilege(tab.oid, 'UPDATE')
      union all select 'trigger ' || trig || ' is missing on ' || tab from expected_trigger e
        where not exists (select from pg_trigger t
          where t.tgrelid = to_regclass('request.' || e.tab) and t.tgname = e.trig
            and t.tgenabled in ('O', 'A'))
      union all select 'constraint ' || con || ' is missing on ' || tab from expected_constraint e
        where not exists (select from pg_constraint c
          where c.conrelid = to_regclass('request.' || e.tab) and c.conname = e.con
            and c.convalidated)
      union all select 'function ' || proname || ' runs with the rights of its owner' from pg_proc
        where pronamespace = 'request'::regnamespace and prosecdef
      union all select 'view ' || relname || ' hides who asks' from pg_class
        where relnamespace = 'request'::regnamespace and relkind in ('v', 'm')
          and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']
      """;

  /**
   * TN-15: the minor versions from which statistics no longer leak past row-level security
   * (CVE-2025-8713), by major version.
   */
  private static final Map<Integer, Integer> PATCHED =
      Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6);

  void onStart(@Observes @Priority(1) StartupEvent event, Pool pool) {
    var problems = problems(pool);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "Expected a guarded database, but " + String.join("; ", problems));
    }
  }

  static List<String> problems(Pool pool) {
    var rows = pool.query(PROBLEMS).execute().await().atMost(PATIENCE);
    var problems = new ArrayList<String>();
    rows.forEach(row -> problems.add(row.getString(0)));
    var version = pool.query(VERSION).execute().await().atMost(PATIENCE).iterator().next();
    if (!isPatched(version.getInteger(0))) {
      problems.add("PostgreSQL " + version.getInteger(0) + " leaks past row-level security");
    }
    return problems;
  }

  /** By {@code server_version_num}: the major version times 10,000, and the minor one. */
  static boolean isPatched(int version) {
    int major = version / 10_000;
    return major > 17 || version % 10_000 >= PATCHED.getOrDefault(major, Integer.MAX_VALUE);
  }
}
