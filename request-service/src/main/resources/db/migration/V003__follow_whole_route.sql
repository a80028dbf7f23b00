-- A request follows the whole route: parallel tracks, iterations, holds, overrides. What it rules on is its ledger;
-- these columns are there to be searched, shown and guarded.
alter table request.request
  add column answered_sources text[] not null default '{}',
  add column answered_ids text[] not null default '{}',
  add column released boolean not null default false,
  add column effective_at timestamptz,
  add column review_by timestamptz,
  add column reviewed boolean not null default false,
  drop constraint request_status_check,
  drop constraint request_check1,
  drop constraint request_check2,
  add constraint request_status check (status in ('PENDING', 'QUARANTINED', 'CHANGES_REQUESTED', 'APPROVED_HELD',
    'APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'REVOKED', 'OVERRIDDEN', 'NOT_REQUIRED')),
  add constraint request_about check (status in ('QUARANTINED', 'EXPIRED', 'CANCELLED', 'OVERRIDDEN', 'NOT_REQUIRED')
    or (maker_id is not null and operation is not null and subject_id is not null and payload_digest is not null
      and policy_version is not null)),
  add constraint request_open check ((closed_at is null)
    = (status in ('PENDING', 'QUARANTINED', 'CHANGES_REQUESTED', 'APPROVED_HELD'))),
  add constraint request_held check ((effective_at is null) or status in ('APPROVED_HELD', 'APPROVED', 'REVOKED', 'CANCELLED')),
  add constraint request_reviewed check ((review_by is not null) = (status = 'OVERRIDDEN'));
drop index request.request_open_subject;
create index request_released on request.request (partner_id, source, event_id) where released;
create index request_overridden on request.request (partner_id, closed_at) where status = 'OVERRIDDEN';

alter table request.iteration
  add column tracks_required int not null default 1 check (tracks_required >= 0),
  add column self_approval boolean not null default false;

alter table request.step
  add column track text not null default '',
  add column asked text[] not null default '{}',
  add column approved int not null default 0 check (approved >= 0),
  add column rejected int not null default 0 check (rejected >= 0),
  add column sla_breached boolean not null default false,
  add column carried boolean not null default false,
  add column credited int not null default 0,
  add column matched boolean not null default false,
  drop constraint step_quorum_kind_check,
  drop constraint step_rejection_rule_check,
  drop constraint step_status_check,
  drop constraint step_check,
  add constraint step_quorum_kind check (quorum_kind in ('ANY', 'ALL', 'MAJORITY', 'PERCENT', 'COUNT')),
  add constraint step_rejection_rule check (rejection_rule in ('FIRST_REJECTION', 'UNREACHABLE', 'COUNT')),
  add constraint step_status check (status in ('WAITING', 'ACTIVE', 'BLOCKED', 'APPROVED', 'AUTO_APPROVED', 'REJECTED',
    'EXPIRED', 'CHANGES_REQUESTED', 'SKIPPED', 'CANCELLED')),
  add constraint step_started check (status in ('WAITING', 'SKIPPED', 'AUTO_APPROVED', 'CANCELLED')
    or (needed is not null and started_at is not null));
drop index request.step_inbox;
drop index request.step_inbox_escalated;
alter table request.step
  add column is_open boolean not null generated always as (status in ('ACTIVE', 'BLOCKED')) stored;
create index step_inbox on request.step (partner_id, role, request_id) where is_open;
create index step_inbox_escalated on request.step (partner_id, escalated_role, request_id)
  where is_open and escalated_role is not null;

-- One vote of a person in an iteration, or one in each step where the policy lets one person serve several.
alter table request.decision
  add column on_behalf_of text,
  add column distinct_step int not null default 0,
  add column self boolean not null default false,
  drop constraint decision_vote_check,
  drop constraint decision_not_by_maker,
  drop constraint decision_pkey,
  add primary key (partner_id, request_id, iteration, person_id, distinct_step),
  add constraint decision_vote check (vote in ('APPROVE', 'REJECT', 'REQUEST_CHANGES', 'ABSTAIN')),
  add constraint decision_not_by_maker check (person_id <> maker_id or self),
  add constraint decision_distinct check (distinct_step in (0, step_no)),
  add constraint decision_not_for_oneself check (on_behalf_of <> person_id);

alter table request.outcome
  drop constraint outcome_request,
  drop constraint outcome_basis,
  add constraint outcome_request check (request_id is not null or verdict = 'NOT_REQUIRED'),
  -- I-3 and I-4: only people approve; time, withdrawal and errors never do.
  add constraint outcome_basis check (basis = any (case verdict
    when 'APPROVED' then array['HUMAN_QUORUM', 'EMERGENCY_OVERRIDE']
    when 'REJECTED' then array['HUMAN_REJECTION', 'EXPIRY', 'REVOKED']
    when 'NOT_REQUIRED' then array['POLICY']
    when 'CANCELLED' then array['WITHDRAWN', 'OPERATOR', 'SOURCE_EVENT']
    when 'QUARANTINED' then array['UNEVALUABLE'] end));

-- A request moves only along the listed transitions, one version at a time. What an iteration was opened with is
-- pinned: only the next iteration, one higher, says something else. Its time to live moves with an iteration alone.
create or replace function request.req_guard() returns trigger language plpgsql as $$begin
  if new.version <> old.version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.status || '>' || new.status = any (array[
    'PENDING>PENDING', 'PENDING>APPROVED', 'PENDING>APPROVED_HELD', 'PENDING>REJECTED', 'PENDING>EXPIRED',
    'PENDING>CANCELLED', 'PENDING>CHANGES_REQUESTED', 'PENDING>OVERRIDDEN',
    'CHANGES_REQUESTED>PENDING', 'CHANGES_REQUESTED>EXPIRED', 'CHANGES_REQUESTED>CANCELLED',
    'APPROVED_HELD>APPROVED', 'APPROVED_HELD>REVOKED', 'APPROVED_HELD>CANCELLED',
    'QUARANTINED>QUARANTINED', 'QUARANTINED>PENDING', 'QUARANTINED>NOT_REQUIRED', 'QUARANTINED>EXPIRED',
    'QUARANTINED>CANCELLED', 'QUARANTINED>OVERRIDDEN', 'OVERRIDDEN>OVERRIDDEN'])) then
    raise exception 'a % request cannot become %', old.status, new.status using errcode = '23001';
  end if;
  if old.status = 'APPROVED_HELD' and new.status = 'APPROVED' and clock_timestamp() < old.effective_at then
    raise exception 'held until %', old.effective_at using errcode = '23001';
  end if;
  if (new.partner_id, new.id, new.source, new.event_id, new.created_at, coalesce(old.maker_id, new.maker_id))
    is distinct from (old.partner_id, old.id, old.source, old.event_id, old.created_at, new.maker_id)
    or not (new.maker_set @> old.maker_set) or not (new.answered_ids @> old.answered_ids) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  if new.iteration <> old.iteration and new.iteration <> old.iteration + 1 then
    raise exception 'iteration must advance by one' using errcode = '23001';
  end if;
  if new.iteration = old.iteration and
     (new.operation, new.subject_id, new.revision, new.amount, new.currency, new.policy_id, new.policy_version,
      new.content_digest, new.payload_digest, new.answered_ids)
    is distinct from
     (old.operation, old.subject_id, old.revision, old.amount, old.currency, old.policy_id, old.policy_version,
      old.content_digest, old.payload_digest, old.answered_ids) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  if new.iteration = old.iteration and new.status <> 'QUARANTINED' and new.expires_at <> old.expires_at then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  return new;
end$$;

drop trigger req_answered on request.request;
create constraint trigger req_answered after update on request.request deferrable initially deferred for each row
  when (new.closed_at is not null) execute function request.req_answered();

-- A finished step stays as it is, and the number of people it needs is fixed when it starts.
create or replace function request.step_guard() returns trigger language plpgsql as $$begin
  if not (old.status || '>' || new.status = any (array[
    'WAITING>ACTIVE', 'WAITING>BLOCKED', 'WAITING>APPROVED', 'WAITING>SKIPPED', 'WAITING>CANCELLED',
    'ACTIVE>ACTIVE', 'ACTIVE>BLOCKED', 'ACTIVE>APPROVED', 'ACTIVE>REJECTED', 'ACTIVE>EXPIRED', 'ACTIVE>CANCELLED',
    'ACTIVE>CHANGES_REQUESTED', 'BLOCKED>BLOCKED', 'BLOCKED>ACTIVE', 'BLOCKED>APPROVED', 'BLOCKED>REJECTED',
    'BLOCKED>EXPIRED', 'BLOCKED>CANCELLED', 'BLOCKED>CHANGES_REQUESTED'])) then
    raise exception 'a % step cannot become %', old.status, new.status using errcode = '23001';
  end if;
  if old.started_at is not null and (new.needed, new.started_at) is distinct from (old.needed, old.started_at) then
    raise exception 'the quorum of an active step is fixed' using errcode = '23001';
  end if;
  if old.started_at is not null and new.pool_size is distinct from old.pool_size and new.rung = old.rung then
    raise exception 'the quorum of an active step is fixed' using errcode = '23001';
  end if;
  if new.rung < old.rung then
    raise exception 'a rung is claimed once' using errcode = '23001';
  end if;
  return new;
end$$;

-- Takes the request's row for every vote, so that a forgotten lock in the application becomes a retry.
create or replace function request.vote_lock() returns trigger language plpgsql as $$declare r request.request; s text; begin
  select * into r from request.request where partner_id = new.partner_id and id = new.request_id for no key update;
  if r.status is distinct from 'PENDING' then
    raise exception 'request is %', coalesce(r.status, 'missing') using errcode = '40001';
  end if;
  if r.version <> new.request_version then
    raise exception 'decided on version %, but it is %', new.request_version, r.version using errcode = '40001';
  end if;
  if new.person_id = any (r.maker_set) and not (new.self and exists (select from request.iteration i
      where i.partner_id = new.partner_id and i.request_id = new.request_id and i.iteration = new.iteration
        and i.self_approval)) then
    raise exception 'a maker does not decide' using errcode = '23514';
  end if;
  if new.on_behalf_of = any (r.maker_set) then
    raise exception 'nobody decides for a maker' using errcode = '23514';
  end if;
  if r.iteration <> new.iteration or r.payload_digest <> new.payload_digest then
    raise exception 'the decision is bound to another payload' using errcode = '23514';
  end if;
  select status into s from request.step where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and no = new.step_no;
  if s is null or s not in ('ACTIVE', 'BLOCKED') then
    raise exception 'step % is %', new.step_no, coalesce(s, 'missing') using errcode = '23514';
  end if;
  return new;
end$$;

create or replace function request.vote_settled() returns trigger language plpgsql as $$declare s request.step; y int; begin
  select * into s from request.step where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and no = new.step_no;
  select count(*) into y from request.decision where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and step_no = new.step_no and vote = 'APPROVE';
  if s.status in ('ACTIVE', 'BLOCKED') and not s.matched and y + s.credited >= s.needed then
    raise exception 'quorum met but step left active' using errcode = '40001';
  end if;
  return null;
end$$;

-- An answer must say what the request says. An approval by people is recounted from the votes themselves: what the
-- approved steps need, and how many tracks that makes.
create or replace function request.outcome_guard() returns trigger language plpgsql as $$
declare r request.request; expected text[]; votes int; owed int; won int; applicable int; required int; begin
  select * into r from request.request where partner_id = new.partner_id and id = new.request_id;
  expected := case new.basis
    when 'EXPIRY' then array['EXPIRED', 'REJECTED'] when 'REVOKED' then array['REVOKED']
    when 'EMERGENCY_OVERRIDE' then array['OVERRIDDEN'] else array[new.verdict] end;
  if r.status is null or not r.status = any (expected) then
    raise exception 'outcome % (%) of a request that is %', new.verdict, new.basis, r.status using errcode = '23514';
  end if;
  if new.basis = 'HUMAN_QUORUM' then
    select coalesce(sum(s.needed - s.credited) filter (where s.status = 'APPROVED' and not s.carried), 0),
        count(*) filter (where s.status = 'APPROVED')
      into owed, won from request.step s
      where s.partner_id = new.partner_id and s.request_id = new.request_id and s.iteration = r.iteration;
    select count(*) into votes from request.decision d where d.partner_id = new.partner_id
      and d.request_id = new.request_id and d.iteration = r.iteration and d.vote = 'APPROVE';
    if votes < owed or won = 0 then
      raise exception 'approved with % votes where % are owed', votes, owed using errcode = '23514';
    end if;
    select i.tracks_required into required from request.iteration i where i.partner_id = new.partner_id
      and i.request_id = new.request_id and i.iteration = r.iteration;
    select count(*) filter (where t.settled and not t.vacuous), count(*) filter (where not t.vacuous)
      into won, applicable from (
        select bool_and(s.status in ('APPROVED', 'AUTO_APPROVED', 'SKIPPED')) as settled,
          bool_and(s.status = 'SKIPPED') as vacuous
        from request.step s where s.partner_id = new.partner_id and s.request_id = new.request_id
          and s.iteration = r.iteration group by s.track) t;
    if won < least(required, applicable) then
      raise exception 'approved by % tracks where % are required', won, required using errcode = '23514';
    end if;
  end if;
  return null;
end$$;

grant update (iteration, operation, subject_id, revision, maker_id, maker_set, amount, currency, policy_id,
  policy_version, content_digest, payload_digest, traceparent, expires_at, answered_sources, answered_ids, released,
  effective_at, review_by, reviewed) on request.request to request_app;
grant update (asked, approved, rejected, sla_breached, credited, matched) on request.step to request_app;

-- Who stood by at an emergency, signed in by themselves. Never changed; it serves for some minutes.
create table request.override_witness (
  partner_id text not null,
  request_id uuid not null,
  witness_id text not null check (length(witness_id) between 1 and 200),
  actor_id text not null check (length(actor_id) between 1 and 200),
  at timestamptz not null,
  primary key (partner_id, request_id, witness_id, actor_id, at),
  foreign key (partner_id, request_id) references request.request (partner_id, id),
  constraint witness_is_another check (witness_id <> actor_id));
alter table request.override_witness enable row level security;
alter table request.override_witness force row level security;
create policy tenant on request.override_witness to request_app, request_migrate
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert on request.override_witness to request_app;
create trigger append_only before update or delete on request.override_witness
  for each row execute function request.forbid();
create trigger append_only_all before truncate on request.override_witness
  for each statement execute function request.forbid();
