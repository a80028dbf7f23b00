-- Whom open steps ask, as keys to be found by, and whose steps a change of the directory concerns.

-- Most steps ask one role and nothing more; step_inbox finds those. What others ask stands in open_ask, row by row,
-- for as long as the step is open: "user:…", "role:…", "group:…", and "above:2:user:…" for who stands two levels above
-- somebody. An entry "not:…" or "voted:…" names a person who has no place in the step any more.
alter table request.step add column is_plain boolean not null generated always as
  (cardinality(asked) <= 1 and coalesce(asked[1], 'role:' || role) = 'role:' || role) stored;
drop index request.step_inbox_named;
drop index request.step_inbox_escalated;
drop index request.step_inbox;
alter table request.step drop column is_named;
create index step_inbox on request.step (partner_id, role, request_id) where is_open and is_plain;

create table request.open_ask (
  partner_id text not null,
  key text collate "C" not null,
  request_id uuid not null,
  iteration int not null,
  no int not null,
  branch text not null,
  location text not null,
  primary key (partner_id, key, request_id, iteration, no, branch, location),
  foreign key (partner_id, request_id, iteration, no) references request.step (partner_id, request_id, iteration, no));
create index open_ask_of_step on request.open_ask (partner_id, request_id, iteration, no);

create function request.step_asks() returns trigger language plpgsql as $$begin
  if tg_op = 'UPDATE' and old.is_open and not old.is_plain then
    if new.is_open and new.asked = old.asked then
      return null;
    end if;
    delete from request.open_ask where partner_id = new.partner_id and request_id = new.request_id
      and iteration = new.iteration and no = new.no;
  end if;
  if new.is_open and not new.is_plain then
    insert into request.open_ask (partner_id, key, request_id, iteration, no, branch, location)
      select new.partner_id, split_part(a, chr(31), 1), new.request_id, new.iteration, new.no,
        split_part(a, chr(31), 2), split_part(a, chr(31), 3)
      from unnest(new.asked) as a where a not like 'not:%' and a not like 'voted:%' on conflict do nothing;
  end if;
  return null;
end$$;
create trigger asks_begin after insert on request.step for each row
  when (new.is_open and not new.is_plain) execute function request.step_asks();
create trigger asks_change after update on request.step for each row
  when (not old.is_plain or not new.is_plain) execute function request.step_asks();

alter table request.step no force row level security;
insert into request.open_ask (partner_id, key, request_id, iteration, no, branch, location)
  select s.partner_id, a, s.request_id, s.iteration, s.no, '', '' from request.step s cross join lateral unnest(s.asked) as a
  where s.is_open and not s.is_plain;
alter table request.step force row level security;

-- T-19: whose open steps are to be looked at again, and from when on. The triggers below write it in the transaction of
-- the change, by whatever door it came; a window writes its two edges ahead. A row is worked off page by page and once
-- more after a minute, because a step that was being written meanwhile had read the directory of before.
create table request.pool_review (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id bigint generated always as identity,
  key text collate "C" not null,
  due_at timestamptz not null,
  round int not null default 0 check (round between 0 and 1),
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  claimed_until timestamptz,
  primary key (partner_id, id));
create index pool_review_due on request.pool_review (due_at, partner_id);
create index pool_review_key on request.pool_review (partner_id, key, round, id);

create function request.review_steps_of(partner text, keys text[], due timestamptz) returns void language sql as $$
  insert into request.pool_review (partner_id, key, due_at) select partner, k, due from unnest(keys) as k
$$;

-- Everything a person is found by, and "above:" where somebody's manager is asked.
create function request.keys_of(partner text, person text, ingroups text[]) returns text[] language sql stable as $$
  select array_agg(k) from (
    select 'user:' || person as k
    union all select 'role:' || r.role from request.person_role r where r.partner_id = partner and r.person_id = person
    union all select 'group:' || g from unnest(ingroups) as g
    union all select 'above:' where exists (select from request.open_ask a
      where a.partner_id = partner and a.key >= 'above:' and a.key < 'above;')) found
$$;

create function request.person_review() returns trigger language plpgsql as $$begin
  if tg_op = 'INSERT' then
    perform request.review_steps_of(new.partner_id, request.keys_of(new.partner_id, new.id, new.groups), now());
  elsif (new.active, new.groups, new.manager_id, new.branches, new.locations, new.service_account_of,
      new.mail, new.human_id) is distinct from
      (old.active, old.groups, old.manager_id, old.branches, old.locations, old.service_account_of, old.mail,
        old.human_id) then
    perform request.review_steps_of(new.partner_id, request.keys_of(new.partner_id, new.id,
      array(select unnest(new.groups) union select unnest(old.groups))), now());
  end if;
  return null;
end$$;
create trigger pool_review after insert or update on request.person
  for each row execute function request.person_review();

create function request.role_review() returns trigger language plpgsql as $$declare r request.person_role; begin
  if tg_op = 'DELETE' then r := old; else r := new; end if;
  perform request.review_steps_of(r.partner_id, array['role:' || r.role], now());
  perform request.review_steps_of(r.partner_id, array['above:'], now()) where exists (select from request.open_ask a
    where a.partner_id = r.partner_id and a.key >= 'above:' and a.key < 'above;');
  return null;
end$$;
create trigger pool_review after insert or delete on request.person_role
  for each row execute function request.role_review();

-- A window changes the pools when it is written, when it begins and when it ends.
create function request.window_review() returns trigger language plpgsql as $$
declare partner text; person text; edges timestamptz[]; keys text[]; begin
  if tg_table_name = 'delegation' then
    partner := new.partner_id; person := new.from_id; edges := array[new.from_at, new.until_at];
  elsif tg_op = 'DELETE' then
    partner := old.partner_id; person := old.person_id;
  else
    partner := new.partner_id; person := new.person_id; edges := array[new.from_at, new.until_at];
  end if;
  select request.keys_of(p.partner_id, p.id, p.groups) into keys from request.person p
    where p.partner_id = partner and p.id = person;
  perform request.review_steps_of(partner, keys, now());
  if tg_op = 'INSERT' then
    -- What the person holds at the edge is read at the edge.
    perform request.review_steps_of(partner, array['person:' || person], e) from unnest(edges) as e where e > now();
  end if;
  return null;
end$$;
create trigger pool_review after insert or delete on request.person_leave
  for each row execute function request.window_review();
create trigger pool_review after insert or update on request.delegation
  for each row execute function request.window_review();

do $$declare t text; begin
  foreach t in array array['open_ask', 'pool_review'] loop
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert, delete on request.%I to request_app', t);
  end loop;
end$$;
grant update (due_at, round, after_id, claimed_until) on request.pool_review to request_app;
create policy scan on request.pool_review for select to request_scan using (true);
grant select (partner_id, due_at, claimed_until) on request.pool_review to request_scan;
