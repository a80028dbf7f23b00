-- The calendars of a partner. What one says stands in its versions, which never change; the row of the calendar
-- itself says which is the newest, and which one others were told of.
create table escalation.calendar (
  partner_id        text    not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  name              text    not null check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  version           integer not null check (version >= 1),
  published_version integer not null default 0 check (published_version between 0 and version),
  primary key (partner_id, name)
);
create index calendar_unpublished on escalation.calendar (partner_id, name) where published_version < version;

create table escalation.calendar_version (
  partner_id text        not null,
  name       text        not null,
  version    integer     not null check (version >= 1),
  definition text        not null, -- JSON, as the API and the topic have it
  saved_by   text        not null,
  saved_at   timestamptz not null default now(),
  primary key (partner_id, name, version),
  foreign key (partner_id, name) references escalation.calendar
);
create trigger append_only before update or delete on escalation.calendar_version
  for each row execute function escalation.forbid();
create trigger append_only_all before truncate on escalation.calendar_version
  for each statement execute function escalation.forbid();

-- A timer that runs in a calendar keeps its budget and what was used of it, in microseconds of open hours or in
-- business days: another version moves when it is due, and takes back nothing that has passed.
alter table escalation.timer
  add column calendar text,
  add column unit text,
  add column budget bigint,
  add column consumed bigint,
  add column counted_from timestamptz,
  add constraint timer_budget check (
    case when calendar is null then unit is null and budget is null and consumed is null and counted_from is null
      else unit in ('HOURS', 'DAYS') and budget > 0 and consumed between 0 and budget and counted_from is not null
      end) not valid;
create index timer_in_calendar on escalation.timer (partner_id, calendar, request_id, iteration, step, rung)
  where calendar is not null and state = 'ARMED';

-- What a timer is for never changes, and a done one stays done. When it is due changes with the version of its
-- calendar alone, and only as long as it has not fired.
create or replace function escalation.timer_guard() returns trigger language plpgsql as $$
begin
  if old.state in ('NOTED', 'WITHDRAWN') then
    raise exception 'a % timer cannot become %', old.state, new.state using errcode = '23001';
  end if;
  if (new.partner_id, new.request_id, new.iteration, new.step, new.rung, new.purpose, new.armed_seq,
      new.calendar, new.unit, new.budget)
    is distinct from
     (old.partner_id, old.request_id, old.iteration, old.step, old.rung, old.purpose, old.armed_seq,
      old.calendar, old.unit, old.budget) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  if (new.due_at, new.calendar_version, new.consumed, new.counted_from)
    is distinct from (old.due_at, old.calendar_version, old.consumed, old.counted_from)
    and not (old.calendar is not null and new.calendar_version > old.calendar_version
      and new.consumed >= old.consumed and old.state = 'ARMED' and new.state = 'ARMED') then
    raise exception 'due time changed without its calendar' using errcode = '23001';
  end if;
  return new;
end
$$;

create table escalation.idempotency (
  partner_id   text not null,
  person_id    text not null,
  key          text not null,
  request_hash bytea not null,
  status       int,
  body         bytea,
  at           timestamptz not null default now(),
  primary key (partner_id, person_id, key)
);

do $$
declare
  name text;
begin
  foreach name in array array['calendar', 'calendar_version', 'idempotency']
  loop
    execute format('alter table escalation.%I enable row level security', name);
    execute format('alter table escalation.%I force row level security', name);
    execute format($p$create policy tenant on escalation.%I to escalation_app, escalation_migrate
      using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, name);
  end loop;
end
$$;

grant select, insert on escalation.calendar, escalation.calendar_version, escalation.idempotency to escalation_app;
grant update (version, published_version) on escalation.calendar to escalation_app;
grant update (status, body) on escalation.idempotency to escalation_app;
grant update (due_at, calendar_version, consumed, counted_from) on escalation.timer to escalation_app;

-- The scan sees which calendars others have not been told of, and not what is in them.
grant select (partner_id, name, version, published_version) on escalation.calendar to escalation_scan;
create policy scan on escalation.calendar for select to escalation_scan using (true);
