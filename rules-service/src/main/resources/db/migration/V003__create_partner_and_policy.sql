-- Partners, and what each asks for. The database itself refuses what must never be true: two active versions for one
-- operation, an author who puts their own version in force under the strict preset, a change of what was reviewed.
create table rules.partner (
  id text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  name text not null check (length(name) between 1 and 200),
  preset text not null check (preset in ('STRICT_MAKER_CHECKER', 'LIGHTWEIGHT')),
  locks text[] not null,
  zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  version bigint not null default 1 check (version >= 1),
  changed_by text not null,
  changed_at timestamptz not null default now());

-- One policy per operation; what changes is its version.
create table rules.policy (
  partner_id text not null references rules.partner (id),
  id uuid not null,
  operation text not null references rules.operation (code),
  -- Counts what was published of it, so that readers can tell a late echo.
  revision int not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (partner_id, id),
  unique (partner_id, operation),
  unique (partner_id, id, operation));

create table rules.policy_version (
  partner_id text not null,
  policy_id uuid not null,
  version int not null check (version >= 1),
  operation text not null,
  state text not null check (state in ('DRAFT', 'IN_REVIEW', 'ACTIVE', 'RETIRED')),
  terms text not null check (terms is json object and length(terms) <= 60000),
  -- Why there is this version, in its authors' words.
  reason text check (length(reason) between 1 and 2000),
  authors text[] not null check (cardinality(authors) >= 1),
  row_version int not null default 1 check (row_version >= 1),
  created_at timestamptz not null default now(),
  submitted_by text,
  submitted_at timestamptz,
  activated_by text,
  activated_at timestamptz,
  four_eyes boolean not null default true,
  -- When it judges events, from and until; a scheduled version is active before its time.
  valid_from timestamptz,
  valid_until timestamptz,
  retired_by text,
  retired_at timestamptz,
  retire_reason text check (length(retire_reason) between 1 and 2000),
  primary key (partner_id, policy_id, version),
  foreign key (partner_id, policy_id, operation) references rules.policy (partner_id, id, operation),
  -- A version that was turned down in review is retired without ever having been active.
  constraint in_force_by_somebody check ((state <> 'ACTIVE' or activated_by is not null)
    and (state in ('ACTIVE', 'RETIRED') or activated_by is null)
    and (activated_by is null) = (activated_at is null)
    and (activated_by is null) = (valid_from is null)
    and (valid_until is null or valid_from is not null)),
  constraint four_eyes check (activated_by is null or not four_eyes or activated_by <> all (authors)),
  constraint retired check ((state = 'RETIRED') = (retired_at is not null)));
create unique index policy_version_one_active on rules.policy_version (partner_id, operation) where state = 'ACTIVE';
create unique index policy_version_one_open on rules.policy_version (partner_id, policy_id)
  where state in ('DRAFT', 'IN_REVIEW');

-- Whether two people are needed is what the partner's preset says at the moment of activation, not what a writer claims.
create function rules.policy_version_four_eyes() returns trigger language plpgsql as $$begin
  new.four_eyes := coalesce(
    (select preset = 'STRICT_MAKER_CHECKER' from rules.partner where id = new.partner_id), true);
  return new;
end$$;
create trigger four_eyes_on_insert before insert on rules.policy_version
  for each row execute function rules.policy_version_four_eyes();
create trigger four_eyes_on_activation before update on rules.policy_version
  for each row when (old.state <> 'ACTIVE' and new.state = 'ACTIVE')
  execute function rules.policy_version_four_eyes();

create function rules.policy_version_guard() returns trigger language plpgsql as $$begin
  if new.row_version <> old.row_version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.state || '>' || new.state = any (array[
    'DRAFT>DRAFT', 'DRAFT>IN_REVIEW', 'IN_REVIEW>ACTIVE',
    'IN_REVIEW>RETIRED', 'ACTIVE>RETIRED'])) then
    raise exception 'a % version cannot become %', old.state, new.state using errcode = '23001';
  end if;
  if (new.partner_id, new.policy_id, new.version, new.operation, new.created_at)
      is distinct from (old.partner_id, old.policy_id, old.version, old.operation, old.created_at)
    or (old.state <> 'DRAFT' and (new.terms, new.authors, new.reason)
      is distinct from (old.terms, old.authors, old.reason))
    or (old.state <> 'DRAFT' and (new.submitted_by, new.submitted_at)
      is distinct from (old.submitted_by, old.submitted_at))
    or (old.state = 'ACTIVE' and (new.activated_by, new.activated_at, new.valid_from, new.four_eyes)
      is distinct from (old.activated_by, old.activated_at, old.valid_from, old.four_eyes))
    or not (old.authors <@ new.authors) then
    raise exception 'a reviewed version is immutable' using errcode = '23001';
  end if;
  return new;
end$$;
create trigger policy_version_guard before update on rules.policy_version
  for each row execute function rules.policy_version_guard();

-- C-18: what was ever shown to a reviewer is retired, never deleted.
create function rules.policy_version_keep() returns trigger language plpgsql as $$begin
  if old.state <> 'DRAFT' then
    raise exception 'a % version is kept', old.state using errcode = '23001';
  end if;
  return old;
end$$;
create trigger policy_version_keep before delete on rules.policy_version
  for each row execute function rules.policy_version_keep();

-- Loosening the preset would let one person do what took two a moment ago.
create function rules.partner_guard() returns trigger language plpgsql as $$begin
  if new.id <> old.id or new.version <> old.version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if old.preset = 'STRICT_MAKER_CHECKER' and new.preset <> old.preset then
    raise exception 'a strict partner stays strict' using errcode = '23001';
  end if;
  return new;
end$$;
create trigger partner_guard before update on rules.partner
  for each row execute function rules.partner_guard();

do $$declare t text; c text; begin
  foreach t in array array['partner', 'policy', 'policy_version'] loop
    c := case t when 'partner' then 'id' else 'partner_id' end;
    execute format('alter table rules.%I enable row level security', t);
    execute format('alter table rules.%I force row level security', t);
    execute format($p$create policy partner on rules.%1$I
      using (%2$I = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (%2$I = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, t, c);
  end loop;
end$$;

grant select, insert on rules.partner, rules.policy, rules.policy_version to rules_app;
grant update (name, preset, locks, zone, currency, version, changed_by, changed_at) on rules.partner to rules_app;
grant update (revision) on rules.policy to rules_app;
grant update (state, terms, authors, reason, row_version, submitted_by, submitted_at, activated_by, activated_at,
  valid_from, valid_until, retired_by, retired_at, retire_reason) on rules.policy_version to rules_app;
grant delete on rules.policy_version to rules_app;
