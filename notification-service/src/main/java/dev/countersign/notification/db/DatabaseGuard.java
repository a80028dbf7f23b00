package dev.countersign.notification.db;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Refuses to start on a database that would let one partner see another's rows (TN-13). */
@ApplicationScoped
class DatabaseGuard {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String FAULTS =
      """
      with tab as (select * from pg_class
        where relnamespace = 'notification'::regnamespace and relkind in ('r', 'p'))
      select 'role ' || rolname || ' is too powerful' as fault from pg_roles
        where rolname = current_user
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all select 'the role may create in ' || nspname from pg_namespace
        where nspname in ('notification', 'tech', 'public') and has_schema_privilege(nspname, 'CREATE')
      union all select 'the role owns ' || relname from tab where pg_has_role(relowner, 'USAGE')
      union all select relname || ' lacks forced row-level security' from tab
        where not (relrowsecurity and relforcerowsecurity)
      union all select relname || ' lacks the policy on partners' from tab
        where not exists (select from pg_policy p where p.polrelid = tab.oid
          and p.polname = 'partner' and p.polqual is not null and p.polwithcheck is not null)
      union all select relname || ' has a further policy for the service' from tab
        join pg_policy p on p.polrelid = tab.oid and p.polname <> 'partner'
        where p.polroles && array[0::oid, (select oid from pg_roles where rolname = current_user)]
      union all select relname || ' may be emptied or changed as a whole' from tab
        where has_table_privilege(tab.oid, 'TRUNCATE') or has_table_privilege(tab.oid, 'UPDATE')
      union all select 'rows of ' || relname || ' may be deleted' from tab
        where relname not in ('person', 'webhook_endpoint') and has_table_privilege(tab.oid, 'DELETE')
      """;

  void check(@Observes @Priority(1) StartupEvent event, Pool pool) {
    var faults = faults(pool);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Expected a guarded database, but " + String.join("; ", faults) + ".");
    }
  }

  static List<String> faults(Pool pool) {
    var rows = pool.query(FAULTS).execute().await().atMost(PATIENCE);
    return ClaimedRows.list(rows, row -> row.getString("fault"));
  }
}
