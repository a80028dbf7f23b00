package dev.countersign.request.race;

import dev.countersign.request.testing.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database holds against stale writers, taken away and put back: the version that must
 * advance by one, the two triggers on votes, and the chain that cannot fork.
 */
final class Guards implements AutoCloseable {
  private static final String VERSION_GUARD =
      "select pg_get_functiondef('request.req_guard()'::regprocedure)";
  private static final String LINKS =
      """
      select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
      where contype in ('p', 'u', 'f') and 'request.ledger'::regclass in (conrelid, confrelid)
        and not (contype = 'f' and confrelid <> 'request.ledger'::regclass)
      order by position(contype in 'puf')
      """;
  private static final String FORGET =
      """
      do $$declare t text; begin
        set local session_replication_role = replica;
        for t in select c.table_name from information_schema.columns c join information_schema.tables b
            on (b.table_schema, b.table_name) = (c.table_schema, c.table_name)
            where c.table_schema = 'request' and c.column_name = 'partner_id' and b.table_type = 'BASE TABLE' loop
          execute format('delete from request.%I where partner_id = %L', t, '@partner');
        end loop;
      end$$
      """;

  private final Stage stage;
  private final String partner;
  private final List<String> repairs = new ArrayList<>();

  private Guards(Stage stage, String partner) {
    this.stage = stage;
    this.partner = partner;
  }

  /** Everything is back, and the partner's rows are gone, when this is closed. */
  static Guards awayFor(String partner, Stage stage) {
    return new Guards(stage, partner);
  }

  /** No lock, no version, no triggers on votes. */
  Guards withoutVersions() {
    var guard = String.valueOf(stage.value(VERSION_GUARD));
    change(guard.replace("new.version <> old.version + 1", "false"), guard);
    for (String trigger : List.of("vote_lock", "vote_settled")) {
      change(
          "alter table request.decision disable trigger " + trigger,
          "alter table request.decision enable trigger " + trigger);
    }
    return this;
  }

  /** The chain may fork, too. */
  Guards withoutLinks() {
    change(
        "create index ledger_for_now on request.ledger (partner_id, request_id, seq)",
        "drop index request.ledger_for_now");
    change(
        "alter publication cdc_ledger drop table request.ledger",
        "alter publication cdc_ledger add table request.ledger");
    for (List<String> link : stage.query(LINKS)) {
      // Other tests break ledgers on purpose; what was there before is not looked at again.
      var isReference = String.valueOf(link.get(2)).startsWith("FOREIGN KEY");
      repairs.add(
          "alter table %s add constraint %s %s".formatted(link.toArray())
              + (isReference ? " not valid" : ""));
    }
    for (List<String> link : stage.query(LINKS).reversed()) {
      stage.run("alter table %s drop constraint %s".formatted(link.toArray()));
    }
    return this;
  }

  private void change(String change, String repair) {
    stage.run(change);
    repairs.add(repair);
  }

  @Override
  public void close() {
    stage.run(FORGET.replace("@partner", partner));
    repairs.forEach(stage::run);
  }
}
