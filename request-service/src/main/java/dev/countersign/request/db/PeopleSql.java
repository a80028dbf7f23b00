package dev.countersign.request.db;

/** The statements that read the directory for a ruling; the columns are those of PeopleRows. */
final class PeopleSql {
  private static final String COLUMNS =
      """
      select p.partner_id, p.id, p.active, array(select pr.role from request.person_role pr
          where pr.partner_id = p.partner_id and pr.person_id = p.id) as roles,
        p.groups, p.manager_id, p.branches, p.locations, p.service_account_of,
        array(select l.from_at from request.person_leave l where l.partner_id = p.partner_id
          and l.person_id = p.id order by l.from_at) as leaves_from,
        array(select l.until_at from request.person_leave l where l.partner_id = p.partner_id
          and l.person_id = p.id order by l.from_at) as leaves_until,
        array(select o.id from request.person o where o.partner_id = p.partner_id
          and o.human_id = p.human_id and o.id <> p.id
          union all
          select o.id from request.person o where o.partner_id = p.partner_id
          and o.mail_key = p.mail_key and o.id <> p.id
          and (o.human_id is null or p.human_id is null)) as other_accounts
      """;

  /** Who acts, and those who lent them their right (F-140), each with the window of the loan. */
  static final String ACTORS =
      COLUMNS
          + """
          , d.to_id as actor, d.from_at as lent_from, d.until_at as lent_until,
            d.operations as lent_for
          from (
            select a.id as to_id, a.id, null::timestamptz as from_at, null::timestamptz as until_at,
              null::text[] as operations
            from unnest($2::text[]) as a(id)
            union all
            select l.to_id, l.from_id, l.from_at, l.until_at, l.operations
            from unnest($2::text[]) as a(id)
            cross join lateral (select * from request.delegation q
              where q.partner_id = $1 and q.to_id = a.id and q.revoked_at is null
                and q.until_at > now() offset 0) l
          ) d
          cross join lateral (select * from request.person q
            where q.partner_id = $1 and q.id = d.id offset 0) p
          """;

  private static final String ASKED =
      """
      with recursive asked(p, i) as (
        (select x.p, x.i from unnest($1::text[], $2::text[]) as x(p, i)
        union
        select x.p, m.person_id from unnest($3::text[], $4::text[]) as x(p, r)
        cross join lateral (select pr.person_id from request.person_role pr
          where pr.partner_id = x.p and pr.role = x.r offset 0) m
        union
        select x.p, m.id from unnest($5::text[], $6::text[]) as x(p, g)
        cross join lateral (select q.id from request.person q
          where q.partner_id = x.p and q.groups @> array[x.g] offset 0) m
      """;

  private static final String ON_A_LINE =
      """
        union
        select x.p, m.person_id from unnest($8::text[], $9::text[], $10::text[]) as x(p, r, k)
        cross join lateral (select l.person_id from request.resolver_listing l
          where l.partner_id = x.p and l.resolver = x.r and l.key = x.k offset 0) m
      """;

  private static final String THEM =
      """
        )
        union
        select below.p, above.manager_id from asked below
        cross join lateral (select q.manager_id from request.person q
          where q.partner_id = below.p and q.id = below.i and q.manager_id is not null offset 0) above
        where $7
      )
      """
          + COLUMNS
          + """
          from asked
          cross join lateral (select * from request.person q
            where q.partner_id = asked.p and q.id = asked.i offset 0) p
          """;

  /** People by id, by role and by group, of several partners at once; with $7, all above them. */
  static final String PEOPLE = ASKED + THEM;

  /** The same, and besides whom resolvers list, which few rulings ask. */
  static final String PEOPLE_AND_LISTED = ASKED + ON_A_LINE + THEM;

  /** Whom the lines list, known to the directory or not. */
  static final String LISTED =
      """
      select x.p, x.r, x.k, m.person_id from unnest($1::text[], $2::text[], $3::text[]) as x(p, r, k)
      cross join lateral (select l.person_id from request.resolver_listing l
        where l.partner_id = x.p and l.resolver = x.r and l.key = x.k offset 0) m
      """;

  /** What these people lent to others, as it stands now. */
  static final String LENT =
      """
      select d.from_id, d.to_id, d.from_at, d.until_at, d.operations from request.delegation d
      where d.partner_id = $1 and d.from_id = any ($2::text[]) and d.revoked_at is null
        and d.until_at > now()
      order by d.id
      """;

  private PeopleSql() {}
}
