package dev.countersign.rules.db;

/** The statements on policies. Each write names the state and the row version it starts from. */
final class PolicySql {

  private static final String COLUMNS =
      """
      policy_id, operation, version, state, terms, authors, row_version, created_at, reason,
        submitted_by, activated_by, activated_at, valid_from, valid_until, retired_by, retire_reason,
        shadow_from, review_by, review_confirmed_by, review_confirmed_at, review_reason
      """;

  static final String ALL =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 order by operation, version desc";

  /** One row per policy; the filters come in at the mark. */
  static final String PAGE =
      "select "
          + COLUMNS
          + " from (select distinct on (operation) * from rules.policy_version"
          + " where partner_id = $1 order by operation, (state = 'ACTIVE') desc, version desc) v"
          + " where operation > $2 %s order by operation limit $3";

  static final String VERSIONS =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 and policy_id = $2"
          + " order by version desc";

  static final String VERSIONS_OF_OPERATION =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 and operation = $2"
          + " order by version desc";

  static final String LOCK =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 and policy_id = $2 and version = $3"
          + " for update";

  static final String ENSURE =
      """
      insert into rules.policy (partner_id, id, operation, created_by)
      values ($1, uuidv7(), $2, $3) on conflict (partner_id, operation) do nothing
      """;

  static final String FIND = "select id from rules.policy where partner_id = $1 and operation = $2";

  static final String DRAFT =
      """
      insert into rules.policy_version
        (partner_id, policy_id, version, operation, state, terms, authors, reason)
      select $1, $2, coalesce(max(version), 0) + 1, $3, 'DRAFT', $4, $5, $6
      from rules.policy_version where partner_id = $1 and policy_id = $2
      on conflict do nothing returning
      """
          + COLUMNS;

  static final String INSTALL =
      """
      insert into rules.policy_version
        (partner_id, policy_id, version, operation, state, terms, authors, activated_by, activated_at,
          valid_from)
      values ($1, $2, 1, $3, 'ACTIVE', $4, $5, $6, now(), now()) returning
      """
          + COLUMNS;

  static final String EDIT =
      """
      update rules.policy_version set terms = $6, reason = coalesce($7, reason),
        row_version = row_version + 1,
        authors = case when $5 = any (authors) then authors else authors || $5 end
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'DRAFT' returning
      """
          + COLUMNS;

  static final String SHADOW =
      """
      update rules.policy_version set state = 'SHADOW', shadow_from = now(),
        shadowed_by = $5, row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'DRAFT' returning
      """
          + COLUMNS;

  static final String UNSHADOW =
      """
      update rules.policy_version set state = 'DRAFT', shadowed_by = $5,
        row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'SHADOW' returning
      """
          + COLUMNS;

  static final String SHADOWS =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 and policy_id = $2"
          + " and state = 'SHADOW'";

  static final String SUBMIT =
      """
      update rules.policy_version set state = 'IN_REVIEW', submitted_by = $5, submitted_at = now(),
        row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state in ('DRAFT', 'SHADOW') returning
      """
          + COLUMNS;

  static final String DELETE =
      """
      delete from rules.policy_version
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'DRAFT'
      """;

  /** Makes room for the version that follows; what is replaced judges until that one does. */
  static final String REPLACE =
      """
      update rules.policy_version set state = 'RETIRED', retired_at = now(), retired_by = $3,
        valid_until = coalesce($4, now()), row_version = row_version + 1
      where partner_id = $1 and operation = $2 and state = 'ACTIVE' returning
      """
          + COLUMNS;

  static final String RETIRE =
      """
      update rules.policy_version set state = 'RETIRED', retired_at = now(), retired_by = $5,
        valid_until = case when state = 'ACTIVE' then now() end, retire_reason = $6,
        row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state in ('ACTIVE', 'IN_REVIEW') returning
      """
          + COLUMNS;

  static final String ACTIVATE =
      """
      update rules.policy_version set state = 'ACTIVE', activated_by = $5, activated_at = now(),
        valid_from = coalesce($6, now()), review_by = $7, row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'IN_REVIEW' returning
      """
          + COLUMNS;

  static final String CONFIRM =
      """
      update rules.policy_version set review_by = $6, review_confirmed_by = $5,
        review_confirmed_at = now(), review_reason = $7, row_version = row_version + 1
      where partner_id = $1 and policy_id = $2 and version = $3 and row_version = $4
        and state = 'ACTIVE' returning
      """
          + COLUMNS;

  /** Another instance that looks at the same time leaves out what this one tells of. */
  static final String TELL_REVIEWS_DUE =
      """
      update rules.policy_version set review_told = review_by, row_version = row_version + 1
      where (partner_id, policy_id, version) in (
        select partner_id, policy_id, version from rules.policy_version
        where partner_id = $1 and state = 'ACTIVE' and review_by < $2
          and review_told is distinct from review_by
        for update skip locked) returning
      """
          + COLUMNS;

  static final String REVIEWS_DUE =
      """
      select count(*) as due from rules.policy_version
      where partner_id = $1 and state = 'ACTIVE' and review_by < $2
      """;

  /** Versions that are or will be heard: in force, scheduled, or still drained. */
  static final String LIVE =
      "select "
          + COLUMNS
          + " from rules.policy_version where partner_id = $1 and policy_id = $2"
          + " and (state = 'ACTIVE'"
          + "   or (state = 'RETIRED' and valid_until > now() - interval '90 days'))"
          + " order by version desc limit 12";

  static final String PUBLISHED =
      """
      update rules.policy set revision = revision + 1 where partner_id = $1 and id = $2
      returning revision
      """;

  private PolicySql() {}
}
