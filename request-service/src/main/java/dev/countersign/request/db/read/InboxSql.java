package dev.countersign.request.db.read;

/**
 * What waits for a person: G-ACTOR told in SQL, over partial indexes of open steps. "offset 0"
 * keeps each look-up a look-up by its whole key: before the first ANALYZE after a burst, the
 * planner would else join by the partner alone, and one page would read everything pending. The
 * role is a column of its own, in the collation of the index: below a row policy no index answers
 * what a function says.
 */
final class InboxSql {

  /**
   * Who the person speaks for, by whatever account (SD-05), unless on leave (F-135): themselves,
   * and those who lent them their right (F-141). And the keys that steps may ask these by; who
   * stands above whom only matters where a step asks somebody's manager, and somebody may stand in
   * very many entries of resolvers that no open step asks.
   */
  private static final String HELD =
      """
      with recursive voice as (
        select $2::text as id, true as own, '{}'::text[] as lent_for
        union all
        select d.from_id, false, d.operations
          from request.delegation d
         where d.partner_id = $1 and d.to_id = $2 and d.revoked_at is null
           and d.from_at <= now() and now() < d.until_at),
      speaker as materialized (
        select v.id, v.own, v.lent_for, p.groups, p.branches, p.locations,
               array(
                 select v.id
                 union
                 select o.id from request.person o
                  where o.partner_id = $1 and o.human_id = p.human_id
                 union
                 select o.id from request.person o
                  where o.partner_id = $1 and o.mail_key = p.mail_key
                    and (o.human_id is null or p.human_id is null)) as accounts
          from voice v
         cross join lateral (
           select p.groups, p.branches, p.locations, p.human_id, p.mail_key
             from request.person p
            where p.partner_id = $1 and p.id = v.id and p.active and p.service_account_of is null
              and not exists (
                select from request.person_leave l
                 where l.partner_id = $1 and l.person_id = p.id
                   and l.from_at <= now() and now() < l.until_at
                offset 0)
           offset 0) p),
      below(voice, id, level) as (
        select s.id, p.id, 1 from speaker s
         cross join lateral (
           select q.id from request.person q where q.partner_id = $1 and q.manager_id = s.id
           offset 0) p
         where exists (
           select from request.open_ask a
            where a.partner_id = $1 and a.key >= 'above:' and a.key < 'above;')
        union
        select b.voice, p.id, b.level + 1 from below b
         cross join lateral (
           select q.id from request.person q where q.partner_id = $1 and q.manager_id = b.id
           offset 0) p
         where b.level < 20),
      held as materialized (
        select distinct s.id as voice, s.own, s.lent_for, s.branches, s.locations, s.accounts,
               (select me.accounts from speaker me where me.own) as mine, asked.key,
               substr(asked.key, 6) collate "default" as role
          from speaker s
         cross join lateral (
           select 'user:' || s.id
           union all
           select 'role:' || r.role from request.person_role r
            where r.partner_id = $1 and r.person_id = s.id
           union all
           select 'group:' || g from unnest(s.groups) g
           union all
           select l.key from (
             select 'resolver:' || q.resolver || ':' || q.key as key from request.resolver_listing q
              where q.partner_id = $1 and q.person_id = s.id offset 0) l
            where exists (
              select from request.open_ask a where a.partner_id = $1 and a.key = l.key offset 0)
           union all
           select 'above:' || b.level || ':user:' || b.id from below b where b.voice = s.id
           union all
           select 'above:' || b.level || ':role:' || r.role from below b
            cross join lateral (
              select q.role from request.person_role q
               where q.partner_id = $1 and q.person_id = b.id offset 0) r
            where b.voice = s.id
           union all
           select 'above:' || b.level || ':group:' || g from below b
            cross join lateral (
              select unnest(q.groups) as g from request.person q
               where q.partner_id = $1 and q.id = b.id offset 0) r
            where b.voice = s.id
           union all
           select r.key from below b
            cross join lateral (
              select 'above:' || b.level || ':resolver:' || q.resolver || ':' || q.key as key
                from request.resolver_listing q
               where q.partner_id = $1 and q.person_id = b.id offset 0) r
            where b.voice = s.id and exists (
              select from request.open_ask a where a.partner_id = $1 and a.key = r.key offset 0)
           ) asked(key)
         where exists (select from speaker me where me.own)),
      """;

  private static final String COLUMNS =
      """
      s.request_id, s.iteration, s.no, s.name, s.needed, s.started_at, s.due_at, r.*
      """;

  /** The request must wait for checkers, and neither voice be one of its makers (SD-02, SD-03). */
  private static final String REQUEST =
      """
      cross join lateral (
        select r.operation, r.subject_id, r.amount, r.currency, r.maker_id, r.created_at,
               r.expires_at
          from request.request r
         where r.partner_id = $1 and r.id = s.request_id and r.status = 'PENDING'
           and r.iteration = s.iteration
           and (not r.maker_set && held.mine or (held.own and exists (
             select from request.iteration i
              where i.partner_id = $1 and i.request_id = s.request_id
                and i.iteration = s.iteration and i.self_approval)))
           and (held.own or (not r.maker_set && held.accounts
             and (held.lent_for = '{}' or r.operation = any (held.lent_for))))
        offset 0) r
      """;

  /** Exclusions stand inside, so that the limit counts what may be decided. */
  private static final String NOT_YET =
      """
      not exists (
        select from request.decision d
         where d.partner_id = $1 and d.request_id = s.request_id and d.iteration = s.iteration
           and (d.person_id = any (held.mine || held.accounts)
             or d.on_behalf_of = any (held.mine || held.accounts))
           and d.distinct_step in (0, s.no)
        offset 0)
      """;

  private static final String OF_ONE_ROLE =
      """
      select f.*, held.role as as_role
        from held
       cross join lateral (
         select %s
           from request.step s
          %s
          where s.partner_id = $1 and s.role = held.role and s.is_open and s.is_plain
            and s.request_id > $3
            and %s
          order by s.request_id
          limit $4) f
       where held.key like 'role:%%'
      """
          .formatted(COLUMNS, REQUEST, NOT_YET);

  private static final String OF_ANYBODY_ELSE =
      """
      select f.*,
             case when held.key like 'role:%%' then held.role
                  when held.key like 'above:%%' then 'manager' else held.key end as as_role
        from held
       cross join lateral (
         select %s
           from request.open_ask a
          cross join lateral (
            select * from request.step q
             where q.partner_id = $1 and q.request_id = a.request_id
               and q.iteration = a.iteration and q.no = a.no and q.is_open
            offset 0) s
          %s
          where a.partner_id = $1 and a.key = held.key and a.request_id > $3
            and (a.branch = '' or a.branch = any (held.branches) or '*' = any (held.branches))
            and (a.location = '' or a.location = any (held.locations)
              or '*' = any (held.locations))
            and 'not:' || $2 <> all (s.asked) and 'not:' || held.voice <> all (s.asked)
            and not exists (
              select from unnest(held.mine || held.accounts) a(id)
               where 'voted:' || a.id = any (s.asked))
            and %s
          order by a.request_id
          limit $4) f
      """
          .formatted(COLUMNS, REQUEST, NOT_YET);

  private static final String WAITING =
      HELD
          + """
          waiting as materialized (
            select distinct on (request_id) *
              from (%s union all %s) as found
             order by request_id, as_role
             limit $4)
          """
              .formatted(OF_ONE_ROLE, OF_ANYBODY_ELSE);

  static final String COUNT = WAITING + "select count(*)::int as n from waiting";

  static final String PAGE =
      WAITING
          + """
          select w.*,
                 (select i.maker_reason from request.iteration i
                   where i.partner_id = $1 and i.request_id = w.request_id
                     and i.iteration = w.iteration) as maker_reason,
                 (select p.name from request.person p
                   where p.partner_id = $1 and p.id = w.maker_id) as maker_name,
                 (select count(*)::int from request.decision d
                   where d.partner_id = $1 and d.request_id = w.request_id
                     and d.iteration = w.iteration and d.step_no = w.no
                     and d.vote = 'APPROVE') as approved
            from waiting w
           order by w.request_id
          """;

  private InboxSql() {}
}
