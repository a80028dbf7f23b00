package dev.countersign.request.db.read;

/** The statements on resolvers. A change is written down first, and the table made to follow it. */
final class ResolverSql {

  /** Changes of one table come one after the other, the first included. */
  static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('resolver|' || $1 || '|' || $2, 0))";

  private static final String SELECT =
      """
      select r.name, r.version, (select count(distinct l.key)::int from request.resolver_listing l
          where l.partner_id = r.partner_id and l.resolver = r.name) as entries
        from request.resolver r
       where r.partner_id = $1
      """;

  static final String FIND = SELECT + " and r.name = $2";

  static final String LIST = SELECT + " and r.name > $2 order by r.name limit $3";

  static final String COUNT =
      "select count(*)::int as n from request.resolver where partner_id = $1";

  private static final String ENTRIES =
      """
      select l.key, max(l.version) as version,
             array_agg(l.person_id order by l.person_id collate "C") as people
        from request.resolver_listing l
       where l.partner_id = $1 and l.resolver = $2
      """;

  static final String ENTRY = ENTRIES + " and l.key = $3 group by l.key";

  static final String PAGE = ENTRIES + " and l.key > $3 group by l.key order by l.key limit $4";

  /** What differs from what is wanted, of the whole table or, with {@code $7}, of one key. */
  static final String CHANGE =
      """
      with wanted as (
        select w.key, array_agg(w.person order by w.person collate "C") as people
          from unnest($5::text[], $6::text[]) as w(key, person)
         group by w.key),
      stands as (
        select l.key, array_agg(l.person_id order by l.person_id collate "C") as people
          from request.resolver_listing l
         where l.partner_id = $1 and l.resolver = $2 and ($7::text is null or l.key = $7)
         group by l.key)
      insert into request.resolver_change
             (partner_id, resolver, version, key, people, changed_by, changed_at)
      select $1, $2, $3, coalesce(w.key, s.key), coalesce(w.people, '{}'), $4, clock_timestamp()
        from wanted w full join stands s on s.key = w.key
       where w.people is distinct from s.people
      """;

  static final String UPSERT =
      """
      insert into request.resolver (partner_id, name, version) values ($1, $2, $3)
      on conflict (partner_id, name) do update set version = excluded.version
      """;

  static final String FORGET =
      """
      delete from request.resolver_listing l using request.resolver_change c
       where c.partner_id = $1 and c.resolver = $2 and c.version = $3
         and l.partner_id = $1 and l.resolver = $2 and l.key = c.key
      """;

  static final String ADD =
      """
      insert into request.resolver_listing (partner_id, resolver, key, person_id, version)
      select c.partner_id, c.resolver, c.key, person, c.version
        from request.resolver_change c cross join unnest(c.people) as person
       where c.partner_id = $1 and c.resolver = $2 and c.version = $3
      """;

  /** Some of those the table lists, or under {@code $3}, whom the directory does not know. */
  static final String UNKNOWN =
      """
      select distinct l.person_id as id from request.resolver_listing l
       where l.partner_id = $1 and l.resolver = $2 and ($3::text is null or l.key = $3)
         and not exists (
           select from request.person p where p.partner_id = $1 and p.id = l.person_id offset 0)
       order by id limit 50
      """;

  static final String CHANGES =
      """
      select c.version, c.key, c.people, c.changed_by, c.changed_at
        from request.resolver_change c
       where c.partner_id = $1 and c.resolver = $2 and (c.version < $3
         or (c.version = $3 and c.key > $4))
       order by c.version desc, c.key
       limit $5
      """;

  private ResolverSql() {}
}
