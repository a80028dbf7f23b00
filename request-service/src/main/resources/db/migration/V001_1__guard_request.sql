-- Triggers, row-level security, rights and the publication. The start-up self-test names every object of this file.
create function request.forbid() returns trigger language plpgsql as $$begin
  raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = '23001';
end$$;

do $$declare t text; begin
  foreach t in array array['inbox', 'iteration', 'decision', 'ledger', 'outcome', 'security_event'] loop
    execute format('create trigger append_only before update or delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger append_only_all before truncate on request.%I for each statement execute function request.forbid()', t);
  end loop;
  foreach t in array array['request', 'step', 'ledger_head'] loop
    execute format('create trigger kept before delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger kept_all before truncate on request.%I for each statement execute function request.forbid()', t);
  end loop;
end$$;

-- A request moves only along the listed transitions, one version at a time, and what it was opened with is pinned.
-- A stale writer learns it here by 40001, so that all writes of a decision can be sent without waiting.
create function request.req_guard() returns trigger language plpgsql as $$begin
  if new.version <> old.version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.status || '>' || new.status = any (array[
    'PENDING>PENDING', 'PENDING>APPROVED', 'PENDING>REJECTED', 'PENDING>EXPIRED', 'PENDING>CANCELLED',
    'QUARANTINED>EXPIRED', 'QUARANTINED>CANCELLED'])) then
    raise exception 'a % request cannot become %', old.status, new.status using errcode = '23001';
  end if;
  if (new.partner_id, new.id, new.source, new.event_id, new.operation, new.subject_id, new.revision, new.maker_id,
      new.maker_set, new.amount, new.currency, new.iteration, new.policy_id, new.policy_version, new.content_digest,
      new.payload_digest, new.created_at, new.expires_at)
    is distinct from
     (old.partner_id, old.id, old.source, old.event_id, old.operation, old.subject_id, old.revision, old.maker_id,
      old.maker_set, old.amount, old.currency, old.iteration, old.policy_id, old.policy_version, old.content_digest,
      old.payload_digest, old.created_at, old.expires_at) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  return new;
end$$;
create trigger req_guard before update on request.request for each row execute function request.req_guard();

create function request.req_birth() returns trigger language plpgsql as $$begin
  raise exception 'a request starts PENDING or QUARANTINED at version 0' using errcode = '23514';
end$$;
create trigger req_birth before insert on request.request for each row
  when (new.status not in ('PENDING', 'QUARANTINED') or new.version <> 0) execute function request.req_birth();

-- A closed request has its final answer in the same transaction.
create function request.req_answered() returns trigger language plpgsql as $$begin
  if not exists (select from request.outcome where partner_id = new.partner_id and request_id = new.id
      and verdict <> 'QUARANTINED') then
    raise exception 'request closed as % without an outcome', new.status using errcode = '23514';
  end if;
  return null;
end$$;
create constraint trigger req_answered after update on request.request deferrable initially deferred for each row
  when (new.status not in ('PENDING', 'QUARANTINED')) execute function request.req_answered();

-- A finished step stays as it is, and the number of people it needs is fixed when it starts.
create function request.step_guard() returns trigger language plpgsql as $$begin
  if not (old.status || '>' || new.status = any (array[
    'WAITING>ACTIVE', 'WAITING>SKIPPED', 'WAITING>CANCELLED', 'ACTIVE>ACTIVE',
    'ACTIVE>APPROVED', 'ACTIVE>REJECTED', 'ACTIVE>EXPIRED', 'ACTIVE>CANCELLED'])) then
    raise exception 'a % step cannot become %', old.status, new.status using errcode = '23001';
  end if;
  if old.status = 'ACTIVE' and (new.needed, new.pool_size) is distinct from (old.needed, old.pool_size) then
    raise exception 'the quorum of an active step is fixed' using errcode = '23001';
  end if;
  if new.rung < old.rung then
    raise exception 'a rung is claimed once' using errcode = '23001';
  end if;
  return new;
end$$;
create trigger step_guard before update on request.step for each row execute function request.step_guard();

-- Takes the request's row for every vote, so that a forgotten lock in the application becomes a retry.
create function request.vote_lock() returns trigger language plpgsql as $$declare r request.request; s text; begin
  select * into r from request.request where partner_id = new.partner_id and id = new.request_id for no key update;
  if r.status is distinct from 'PENDING' then
    raise exception 'request is %', coalesce(r.status, 'missing') using errcode = '40001';
  end if;
  if r.version <> new.request_version then
    raise exception 'decided on version %, but it is %', new.request_version, r.version using errcode = '40001';
  end if;
  if new.person_id = any (r.maker_set) then
    raise exception 'a maker does not decide' using errcode = '23514';
  end if;
  if r.iteration <> new.iteration or r.payload_digest <> new.payload_digest then
    raise exception 'the decision is bound to another payload' using errcode = '23514';
  end if;
  select status into s from request.step where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and no = new.step_no;
  if s is distinct from 'ACTIVE' then
    raise exception 'step % is %', new.step_no, coalesce(s, 'missing') using errcode = '23514';
  end if;
  return new;
end$$;
create trigger vote_lock before insert on request.decision for each row execute function request.vote_lock();

create function request.vote_settled() returns trigger language plpgsql as $$declare n int; y int; st text; begin
  select needed, status into n, st from request.step where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and no = new.step_no;
  select count(*) into y from request.decision where partner_id = new.partner_id and request_id = new.request_id
    and iteration = new.iteration and step_no = new.step_no and vote = 'APPROVE';
  if st = 'ACTIVE' and y >= n then
    raise exception 'quorum met but step left active' using errcode = '40001';
  end if;
  return null;
end$$;
create constraint trigger vote_settled after insert on request.decision deferrable initially deferred
  for each row execute function request.vote_settled();

-- An answer must say what the request says, and an approval is recounted from the votes themselves.
create function request.outcome_guard() returns trigger language plpgsql as $$declare st text; it int; lacking int; approved int; begin
  select status, iteration into st, it from request.request where partner_id = new.partner_id and id = new.request_id;
  if st is distinct from (case when new.basis = 'EXPIRY' then 'EXPIRED' else new.verdict end) then
    raise exception 'outcome % (%) of a request that is %', new.verdict, new.basis, st using errcode = '23514';
  end if;
  if new.verdict = 'APPROVED' then
    select count(*) filter (where s.status not in ('APPROVED', 'SKIPPED', 'AUTO_APPROVED')
        or (s.status = 'APPROVED' and s.needed > (select count(*) from request.decision d
          where d.partner_id = s.partner_id and d.request_id = s.request_id and d.iteration = s.iteration
            and d.step_no = s.no and d.vote = 'APPROVE'))),
      count(*) filter (where s.status = 'APPROVED')
      into lacking, approved
      from request.step s
      where s.partner_id = new.partner_id and s.request_id = new.request_id and s.iteration = it;
    if lacking > 0 or approved = 0 then
      raise exception 'approved with % of its steps lacking votes', lacking using errcode = '23514';
    end if;
  end if;
  return null;
end$$;
create constraint trigger outcome_guard after insert on request.outcome deferrable initially deferred for each row
  when (new.request_id is not null) execute function request.outcome_guard();

-- Row-level security on every table of the schema: a connection sees the partners its transaction named, or nothing.
do $$declare t text; begin
  for t in select c.relname from pg_class c where c.relnamespace = 'request'::regnamespace and c.relkind = 'r' loop
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
  end loop;
end$$;

grant usage on schema request, tech to request_app, request_scan, cdc;
grant select, insert on request.inbox, request.request, request.iteration, request.step, request.decision,
  request.ledger_head, request.ledger, request.outcome, request.security_event, request.idempotency,
  request.person, request.person_role to request_app;
grant update (status, version, closed_at) on request.request to request_app;
grant update (status, escalated_role, rung, started_at, due_at, needed, pool_size) on request.step to request_app;
grant update (seq, hash) on request.ledger_head to request_app;
grant update (status, body) on request.idempotency to request_app;
grant update (name, mail, active, version) on request.person to request_app;
grant delete on request.person_role to request_app;
grant select, insert, update on tech.consumer_offset to request_app;
grant select on tech.heartbeat to request_app;

create policy scan on request.ledger_head for select to request_scan using (true);
grant select (partner_id, request_id) on request.ledger_head to request_scan;

create policy capture on request.ledger for select to cdc using (true);
create policy capture on request.outcome for select to cdc using (true);
create policy capture on request.security_event for select to cdc using (true);
grant select on request.ledger, request.outcome, request.security_event, tech.heartbeat to cdc;
grant update (at) on tech.heartbeat to cdc;
create publication cdc_ledger for table request.ledger, request.outcome, request.security_event, tech.heartbeat;

-- Every query of this service is by key. A plan that is cached while a table is still small must not read the whole
-- table once it has grown: between two runs of ANALYZE a burst can open a hundred thousand requests.
do $$declare setting text; begin
  foreach setting in array array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'] loop
    execute format('alter database %I set %s = off', current_database(), setting);
  end loop;
end$$;
