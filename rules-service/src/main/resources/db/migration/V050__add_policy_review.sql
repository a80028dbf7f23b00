-- F-201: thresholds grow stale. A version in force says by when somebody has to look whether it still fits.
alter table rules.policy_version
  add column review_by date,
  add column review_told date,
  add column review_confirmed_by text,
  add column review_confirmed_at timestamptz,
  add column review_reason text check (length(review_reason) between 1 and 2000);

-- The first review is due a year after the version starts, in the partner's zone; whoever puts it in force need not say.
create function rules.policy_version_review() returns trigger language plpgsql as $$begin
  if new.review_by is null then
    new.review_by := (new.valid_from at time zone coalesce(
      (select zone from rules.partner where id = new.partner_id), 'UTC') + interval '1 year')::date;
  end if;
  return new;
end$$;
create trigger review_on_insert before insert on rules.policy_version
  for each row when (new.state = 'ACTIVE') execute function rules.policy_version_review();
create trigger review_on_activation before update on rules.policy_version
  for each row when (old.state <> 'ACTIVE' and new.state = 'ACTIVE')
  execute function rules.policy_version_review();

-- Versions that are in force already; a guard against changes by the service need not judge this one.
alter table rules.partner no force row level security;
alter table rules.policy_version no force row level security;
alter table rules.policy_version disable trigger policy_version_guard;
update rules.policy_version v set review_by = (v.valid_from at time zone p.zone + interval '1 year')::date
  from rules.partner p where p.id = v.partner_id and v.state = 'ACTIVE';
alter table rules.policy_version enable trigger policy_version_guard;
alter table rules.policy_version force row level security;
alter table rules.partner force row level security;
alter table rules.policy_version
  add constraint reviewed_some_day check (state <> 'ACTIVE' or review_by is not null),
  add constraint review_confirmed_by_somebody check ((review_confirmed_by is null) = (review_confirmed_at is null)
    and (review_confirmed_by is null) = (review_reason is null));

-- As before; of a version in force the review can move, and nothing else.
create or replace function rules.policy_version_guard() returns trigger language plpgsql as $$begin
  if new.row_version <> old.row_version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.state || '>' || new.state = any (array[
    'DRAFT>DRAFT', 'DRAFT>SHADOW', 'SHADOW>DRAFT', 'DRAFT>IN_REVIEW', 'SHADOW>IN_REVIEW', 'IN_REVIEW>ACTIVE',
    'IN_REVIEW>RETIRED', 'ACTIVE>ACTIVE', 'ACTIVE>RETIRED'])) then
    raise exception 'a % version cannot become %', old.state, new.state using errcode = '23001';
  end if;
  if (new.partner_id, new.policy_id, new.version, new.operation, new.created_at)
      is distinct from (old.partner_id, old.policy_id, old.version, old.operation, old.created_at)
    or (old.state <> 'DRAFT' and (new.terms, new.authors, new.reason)
      is distinct from (old.terms, old.authors, old.reason))
    or (old.state not in ('DRAFT', 'SHADOW') and (new.submitted_by, new.submitted_at, new.shadow_from)
      is distinct from (old.submitted_by, old.submitted_at, old.shadow_from))
    or (old.state = 'ACTIVE' and (new.activated_by, new.activated_at, new.valid_from, new.four_eyes)
      is distinct from (old.activated_by, old.activated_at, old.valid_from, old.four_eyes))
    or (old.state = 'ACTIVE' and new.state = 'ACTIVE'
      and (new.valid_until, new.retired_by, new.retired_at, new.retire_reason, new.shadowed_by)
      is distinct from (old.valid_until, old.retired_by, old.retired_at, old.retire_reason, old.shadowed_by))
    or (old.state <> 'ACTIVE' and (new.review_told, new.review_confirmed_by, new.review_confirmed_at, new.review_reason)
      is distinct from (old.review_told, old.review_confirmed_by, old.review_confirmed_at, old.review_reason))
    or not (old.authors <@ new.authors) then
    raise exception 'a reviewed version is immutable' using errcode = '23001';
  end if;
  return new;
end$$;

grant update (review_by, review_told, review_confirmed_by, review_confirmed_at, review_reason)
  on rules.policy_version to rules_app;
