-- C-13, F-139: a resolver is a named table of the partner's that lists people under keys, such as the owner of each cost
-- centre. A step that asks one names table and key; who stands there is read when somebody decides.
create table request.resolver (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  name text collate "C" not null check (name ~ '^[a-z][a-z0-9-]{0,59}$'),
  version int not null check (version >= 1),
  primary key (partner_id, name));

-- Everybody of an entry bears its version: that of the table when the entry last changed.
create table request.resolver_listing (
  partner_id text not null,
  resolver text collate "C" not null,
  key text collate "C" not null check (length(key) between 1 and 200),
  person_id text not null check (length(person_id) between 1 and 200),
  version int not null check (version >= 1),
  primary key (partner_id, resolver, key, person_id),
  foreign key (partner_id, resolver) references request.resolver (partner_id, name));
create index resolver_listing_of_person on request.resolver_listing (partner_id, person_id, resolver, key);

-- What every entry said from when on, and by whom: who could decide is a fact that somebody may ask for later. An entry
-- that was taken out lists nobody.
create table request.resolver_change (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  resolver text collate "C" not null,
  version int not null check (version >= 1),
  key text collate "C" not null,
  people text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (partner_id, resolver, version, key));
create trigger append_only before update or delete on request.resolver_change
  for each row execute function request.forbid();
create trigger append_only_all before truncate on request.resolver_change
  for each statement execute function request.forbid();

do $$declare t text; begin
  foreach t in array array['resolver', 'resolver_listing', 'resolver_change'] loop
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert on request.%I to request_app', t);
  end loop;
end$$;
grant update (version) on request.resolver to request_app;
grant delete on request.resolver_listing to request_app;

-- T-19: a change of a table leaves a note for the steps that ask the entry, as one of a role does. A change of many
-- entries leaves one for the whole table, which is "resolver:…" without a key.
create function request.listing_review() returns trigger language plpgsql as $$begin
  perform request.review_steps_of(c.partner_id, c.keys, now()) from (
    select partner_id, case when count(distinct key) > 100 then array['resolver:' || resolver]
        else array_agg(distinct 'resolver:' || resolver || ':' || key) end as keys
      from changed group by partner_id, resolver) c;
  perform request.review_steps_of(c.partner_id, array['above:'], now())
    from (select distinct partner_id from changed) c
    where exists (select from request.open_ask a
      where a.partner_id = c.partner_id and a.key >= 'above:' and a.key < 'above;');
  return null;
end$$;
create trigger listed after insert on request.resolver_listing referencing new table as changed
  for each statement execute function request.listing_review();
create trigger unlisted after delete on request.resolver_listing referencing old table as changed
  for each statement execute function request.listing_review();

-- Whoever stands in many entries of a table is found by the table.
create or replace function request.keys_of(partner text, person text, ingroups text[]) returns text[] language sql stable as $$
  select array_agg(distinct k) from (
    select 'user:' || person as k
    union all select 'role:' || r.role from request.person_role r where r.partner_id = partner and r.person_id = person
    union all select 'group:' || g from unnest(ingroups) as g
    union all select 'resolver:' || l.resolver || case when l.entries > 20 then '' else ':' || l.key end
      from (select x.resolver, x.key, count(*) over (partition by x.resolver) as entries
        from request.resolver_listing x where x.partner_id = partner and x.person_id = person) l
    union all select 'above:' where exists (select from request.open_ask a
      where a.partner_id = partner and a.key >= 'above:' and a.key < 'above;')) found
$$;
