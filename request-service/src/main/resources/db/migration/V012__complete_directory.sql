-- The whole of a person (F-135), delegations (F-140), and roles that policies ask for (F-136, F-137).
alter table request.person
  add column groups text[] not null default '{}',
  add column manager_id text check (manager_id <> id),
  add column branches text[] not null default '{}',
  add column locations text[] not null default '{}',
  add column service_account_of text check (service_account_of <> id);
create index person_by_group on request.person using gin (groups);
create index person_by_manager on request.person (partner_id, manager_id) where manager_id is not null;

create table request.person_leave (
  partner_id text not null,
  person_id text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  primary key (partner_id, person_id, from_at),
  foreign key (partner_id, person_id) references request.person (partner_id, id),
  check (from_at < until_at));

create table request.delegation (
  partner_id text not null,
  id uuid not null,
  from_id text not null,
  to_id text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  operations text[] not null default '{}',
  reason text not null check (length(reason) between 1 and 2000),
  created_by text not null,
  created_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  primary key (partner_id, id),
  foreign key (partner_id, from_id) references request.person (partner_id, id),
  foreign key (partner_id, to_id) references request.person (partner_id, id),
  constraint delegation_not_to_self check (from_id <> to_id),
  check (from_at < until_at),
  check ((revoked_by is null) = (revoked_at is null)));
create index delegation_to on request.delegation (partner_id, to_id, until_at) where revoked_at is null;
create index delegation_from on request.delegation (partner_id, from_id, until_at) where revoked_at is null;

-- A delegation ends by its window or by a revocation, once, and is otherwise what it was. Two that touch in time make
-- no chain: nobody passes on what they were lent.
create function request.delegation_guard() returns trigger language plpgsql as $$begin
  if tg_op = 'UPDATE' and (old.revoked_at is not null or new.revoked_at is null) then
    raise exception 'a delegation is revoked once' using errcode = '23001';
  end if;
  if tg_op = 'INSERT' and exists (select from request.delegation d where d.partner_id = new.partner_id
      and d.revoked_at is null and d.from_at < new.until_at and new.from_at < d.until_at
      and (d.to_id = new.from_id or d.from_id = new.to_id)) then
    raise exception 'a delegation is not passed on' using errcode = '23514';
  end if;
  return new;
end$$;
create trigger delegation_guard before insert or update on request.delegation
  for each row execute function request.delegation_guard();

-- The approver roles that a partner's live policies name, from their topic.
create table request.role_in_use (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  operation text not null check (length(operation) between 1 and 200),
  roles text[] not null,
  primary key (partner_id, operation));

-- Roles somebody asks for and nobody eligible holds, from when to when.
create table request.unfilled_role (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  role text not null,
  since timestamptz not null,
  filled_at timestamptz,
  primary key (partner_id, role, since));
create unique index unfilled_role_now on request.unfilled_role (partner_id, role) where filled_at is null;

do $$declare t text; begin
  foreach t in array array['delegation', 'unfilled_role', 'role_in_use'] loop
    execute format('create trigger kept before delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger kept_all before truncate on request.%I for each statement execute function request.forbid()', t);
  end loop;
  foreach t in array array['person_leave', 'delegation', 'role_in_use', 'unfilled_role'] loop
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert on request.%I to request_app', t);
  end loop;
end$$;
grant update (groups, manager_id, branches, locations, service_account_of) on request.person to request_app;
grant delete on request.person_leave to request_app;
grant update (revoked_by, revoked_at) on request.delegation to request_app;
grant update (roles) on request.role_in_use to request_app;
grant update (filled_at) on request.unfilled_role to request_app;
