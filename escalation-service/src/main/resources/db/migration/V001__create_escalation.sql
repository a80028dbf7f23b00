-- What becomes due, and what was sent when it was. Every table starts with the partner and is closed
-- to a transaction that has not named it (ruling 24).
create schema if not exists escalation;
create schema if not exists tech;

-- Technical, no partner: where the consumer stands, stored with what it wrote.
create table if not exists tech.consumer_offset (
  group_id    text    not null,
  topic       text    not null,
  partition   integer not null,
  next_offset bigint  not null,
  primary key (group_id, topic, partition)
);

-- The events that ended timers. They are kept to be compared with, so that an older event that comes
-- again, or late, cannot bring a withdrawn timer back. What arms a timer needs no row: the timer is one.
create table escalation.ending (
  partner_id  text    not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  request_id  uuid    not null,
  seq         bigint  not null check (seq >= 0),
  iteration   integer not null check (iteration >= 1),
  step        integer not null check (step >= 0), -- 0 is the whole request
  rung        integer not null check (rung >= 1), -- this one and those below
  primary key (partner_id, request_id, seq)
);

-- One row for a request's time to live (step 0, rung 0) and one for each rung of a step. A row is due
-- when next_send_at has come by this database's clock; a row without it is done.
create table escalation.timer (
  partner_id       text        not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  request_id       uuid        not null,
  iteration        integer     not null check (iteration >= 1),
  step             integer     not null check (step >= 0),
  rung             integer     not null check (rung >= 0),
  purpose          text        not null check (purpose in ('EXPIRE_REQUEST', 'ESCALATE_STEP', 'NOTE')),
  due_at           timestamptz not null,
  calendar_version integer     not null default 0 check (calendar_version >= 0),
  armed_seq        bigint      not null check (armed_seq >= 0),
  armed_at         timestamptz not null default now(),
  state            text        not null default 'ARMED' check (state in ('ARMED', 'SENT', 'NOTED', 'WITHDRAWN')),
  attempts         integer     not null default 0 check (attempts >= 0),
  next_send_at     timestamptz,
  withdrawn_at     timestamptz,
  primary key (partner_id, request_id, iteration, step, rung),
  check ((step = 0) = (rung = 0)),
  check ((step = 0) = (purpose = 'EXPIRE_REQUEST')),
  check ((next_send_at is null) = (state in ('NOTED', 'WITHDRAWN'))),
  check (next_send_at >= due_at),
  check ((withdrawn_at is null) = (state <> 'WITHDRAWN')),
  check (state = 'WITHDRAWN' or (attempts = 0) = (state = 'ARMED'))
);
-- A million timers that wait cost nothing: only the front of this index is ever read.
create index timer_due on escalation.timer (next_send_at) where next_send_at is not null;

-- Every firing of a timer, the repeated ones too. Insert-only.
create table escalation.timer_firing (
  partner_id text        not null,
  request_id uuid        not null,
  iteration  integer     not null,
  step       integer     not null,
  rung       integer     not null,
  attempt    integer     not null check (attempt >= 1),
  command_id uuid, -- absent when nothing was sent
  fired_at   timestamptz not null default now(),
  primary key (partner_id, request_id, iteration, step, rung, attempt),
  foreign key (partner_id, request_id, iteration, step, rung) references escalation.timer
);

create function escalation.forbid() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = '23001';
end
$$;

-- What a timer is for and when it is due never changes, and a done one stays done.
create function escalation.timer_guard() returns trigger language plpgsql as $$
begin
  if old.state in ('NOTED', 'WITHDRAWN') then
    raise exception 'a % timer cannot become %', old.state, new.state using errcode = '23001';
  end if;
  if (new.partner_id, new.request_id, new.iteration, new.step, new.rung, new.purpose, new.due_at, new.armed_seq)
    is distinct from
     (old.partner_id, old.request_id, old.iteration, old.step, old.rung, old.purpose, old.due_at, old.armed_seq) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  return new;
end
$$;
create trigger timer_guard before update on escalation.timer
  for each row execute function escalation.timer_guard();

do $$
declare
  name text;
begin
  foreach name in array array['ending', 'timer_firing']
  loop
    execute format('create trigger append_only before update or delete on escalation.%I
      for each row execute function escalation.forbid()', name);
    execute format('create trigger append_only_all before truncate on escalation.%I
      for each statement execute function escalation.forbid()', name);
  end loop;
  foreach name in array array['ending', 'timer', 'timer_firing']
  loop
    execute format('alter table escalation.%I enable row level security', name);
    execute format('alter table escalation.%I force row level security', name);
    execute format($p$create policy tenant on escalation.%I to escalation_app, escalation_migrate
      using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, name);
  end loop;
end
$$;

-- The service may do what it does and no more: nothing is ever deleted, and only a timer's state moves.
grant usage on schema escalation, tech to escalation_app;
grant select, insert, update on tech.consumer_offset to escalation_app;
grant select, insert on escalation.ending, escalation.timer, escalation.timer_firing to escalation_app;
grant update (state, attempts, next_send_at, withdrawn_at) on escalation.timer to escalation_app;

-- The scan across partners sees which timers are due and nothing of what they are about.
grant usage on schema escalation to escalation_scan;
grant select (partner_id, request_id, iteration, step, rung, next_send_at) on escalation.timer
  to escalation_scan;
create policy scan on escalation.timer for select to escalation_scan using (true);

-- Every query of this service is by key. A plan cached while a table was still empty must not scan it later.
do $$
begin
  execute format('alter database %I set enable_seqscan = off', current_database());
end
$$;
