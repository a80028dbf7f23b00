package dev.countersign.rules.db;

/** The statements on the operation registry. */
final class OperationSql {

  static final String VERSION = "select version from rules.operation_registry";

  private static final String WHOLE =
      """
      select o.*,
        (select coalesce(json_agg(a.alias order by a.alias), '[]')
         from rules.operation_alias a where a.operation = o.code) as aliases,
        (select coalesce(json_object_agg(e.event_type, e.intent), '{}')
         from rules.operation_event_type e where e.operation = o.code) as event_types,
        (select coalesce(json_object_agg(m.name, m.path), '{}')
         from rules.operation_material m where m.operation = o.code) as material,
        (select coalesce(json_object_agg(f.name, json_build_object('path', f.path, 'type', f.type)), '{}')
         from rules.operation_fact f where f.operation = o.code) as facts
      from rules.operation o
      """;

  static final String ALL = WHOLE + " order by o.code";
  static final String ONE = WHOLE + " where o.code = $1";

  private static final String VALUES =
      """
      (code, title, amount_use, sign_rule, amount_path, currency_path, maker_path, maker_reason_path,
        branch_path, contributors_path, fact_exposure)
      """;

  static final String ADD =
      "insert into rules.operation "
          + VALUES
          + " values ($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
          // $2, the revision it starts from, is 0.
          + " on conflict do nothing returning revision + $2::int as revision";

  static final String CHANGE =
      """
      update rules.operation set title = $3, amount_use = $4, sign_rule = $5, amount_path = $6,
        currency_path = $7, maker_path = $8, maker_reason_path = $9, branch_path = $10,
        contributors_path = $11, fact_exposure = $12, revision = revision + 1
      where code = $1 and revision = $2 returning revision
      """;

  /** What belongs to an operation is replaced as a whole. */
  static final String CLEAR =
      """
      with a as (delete from rules.operation_alias where operation = $1),
        e as (delete from rules.operation_event_type where operation = $1),
        m as (delete from rules.operation_material where operation = $1)
      delete from rules.operation_fact where operation = $1
      """;

  static final String ALIASES =
      "insert into rules.operation_alias (alias, operation) select unnest($2::text[]), $1";
  static final String EVENT_TYPES =
      """
      insert into rules.operation_event_type (event_type, operation, intent)
      select type, $1, intent from unnest($2::text[], $3::text[]) as t (type, intent)
      """;
  static final String MATERIAL =
      """
      insert into rules.operation_material (operation, name, path)
      select $1, name, path from unnest($2::text[], $3::text[]) as t (name, path)
      """;
  static final String FACTS =
      """
      insert into rules.operation_fact (operation, name, path, type)
      select $1, name, path, type from unnest($2::text[], $3::text[], $4::text[]) as t (name, path, type)
      """;
  static final String LOG =
      "insert into rules.operation_change"
          + " (operation, revision, changed_by, changed_by_partner, document)"
          + " select w.code, w.revision, $2, $3, to_jsonb(w) from ("
          + ONE
          + ") w";

  private OperationSql() {}
}
