package dev.countersign.request.db;

/** The statements that read the directory for a ruling; the columns are those of PeopleRows. */
final class PeopleSql {
  private static final String COLUMNS =
      """
      select p.partner_id, p.id, p.active, array(select pr.role from request.person_role pr
        where pr.partner_id = p.partner_id and pr.person_id = p.id)
      """;

  static final String PERSON =
      COLUMNS + "from request.person p where p.partner_id = $1 and p.id = $2";

  /** People by id and people by role, of several partners at once. */
  static final String PEOPLE =
      COLUMNS
          + """
          from (
            select x.p, x.i from unnest($1::text[], $2::text[]) as x(p, i)
            union
            select x.p, m.person_id from unnest($3::text[], $4::text[]) as x(p, r)
            cross join lateral (select pr.person_id from request.person_role pr
              where pr.partner_id = x.p and pr.role = x.r offset 0) m
          ) asked(p, i)
          cross join lateral (select * from request.person q
            where q.partner_id = asked.p and q.id = asked.i offset 0) p
          """;

  private PeopleSql() {}
}
