-- N-02: a draft can stand in the shadow of the version in force, evaluated on every live event and answering nothing.
alter table rules.policy_version
  add column shadowed_by text,
  add column shadow_from timestamptz,
  drop constraint policy_version_state_check,
  add constraint policy_version_state_check check (state in ('DRAFT', 'SHADOW', 'IN_REVIEW', 'ACTIVE', 'RETIRED')),
  add constraint shadowed_by_somebody check ((state <> 'SHADOW' or shadow_from is not null)
    and (shadow_from is null or shadowed_by is not null));

-- A policy has one version that is still open, wherever it stands.
drop index rules.policy_version_one_open;
create unique index policy_version_one_open on rules.policy_version (partner_id, policy_id)
  where state in ('DRAFT', 'SHADOW', 'IN_REVIEW');

-- As before, with the shadow: what stands there cannot be changed, or the divergences would speak of something else.
create or replace function rules.policy_version_guard() returns trigger language plpgsql as $$begin
  if new.row_version <> old.row_version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.state || '>' || new.state = any (array[
    'DRAFT>DRAFT', 'DRAFT>SHADOW', 'SHADOW>DRAFT', 'DRAFT>IN_REVIEW', 'SHADOW>IN_REVIEW', 'IN_REVIEW>ACTIVE',
    'IN_REVIEW>RETIRED', 'ACTIVE>RETIRED'])) then
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
    or not (old.authors <@ new.authors) then
    raise exception 'a reviewed version is immutable' using errcode = '23001';
  end if;
  return new;
end$$;

grant update (shadowed_by, shadow_from) on rules.policy_version to rules_app;
