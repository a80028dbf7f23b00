-- Document numbers. What was issued stays for ever, so no number is ever given twice, whatever its sequence becomes.
create table request.partner (
  partner_id text primary key check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  zone text not null,
  version bigint not null);

create table request.sequence (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id uuid not null,
  document_type text not null check (document_type ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  branch text not null check (branch ~ '^[A-Z0-9]{0,10}$'),
  prefix text not null check (length(prefix) <= 40),
  padding int not null check (padding between 1 and 12),
  reset text not null check (reset in ('NEVER', 'YEARLY', 'MONTHLY')),
  version int not null default 1 check (version >= 1),
  deleted_at timestamptz,
  primary key (partner_id, id),
  unique (partner_id, id, document_type));
create unique index sequence_live on request.sequence (partner_id, document_type, branch) where deleted_at is null;

create table request.sequence_counter (
  partner_id text not null,
  sequence_id uuid not null,
  period text not null,
  value bigint not null check (value between 0 and 999999999999),
  primary key (partner_id, sequence_id, period),
  foreign key (partner_id, sequence_id) references request.sequence (partner_id, id));

create table request.issued_number (
  partner_id text not null,
  document_type text not null,
  number text not null check (length(number) between 1 and 60),
  sequence_id uuid not null,
  period text not null,
  value bigint not null check (value >= 1),
  key text not null check (length(key) between 1 and 200),
  issued_by text not null,
  issued_at timestamptz not null,
  primary key (partner_id, document_type, number),
  unique (partner_id, sequence_id, key),
  foreign key (partner_id, sequence_id, document_type) references request.sequence (partner_id, id, document_type));
create index issued_number_by_key on request.issued_number (partner_id, document_type, key);
create index issued_number_by_counter on request.issued_number (partner_id, sequence_id, period, value);

create table request.voided_number (
  partner_id text not null,
  document_type text not null,
  number text not null,
  reason text not null check (length(reason) between 1 and 2000),
  voided_by text not null,
  voided_at timestamptz not null,
  primary key (partner_id, document_type, number),
  foreign key (partner_id, document_type, number)
    references request.issued_number (partner_id, document_type, number));

-- A counter set by hand: a request was approved for it, and serves once.
create table request.counter_reset (
  partner_id text not null,
  id uuid not null,
  sequence_id uuid not null,
  period text not null,
  from_value bigint not null,
  to_value bigint not null,
  reason text not null check (length(reason) between 1 and 2000),
  approval_request_id uuid not null,
  reset_by text not null,
  reset_at timestamptz not null,
  primary key (partner_id, id),
  unique (partner_id, approval_request_id),
  foreign key (partner_id, sequence_id) references request.sequence (partner_id, id),
  foreign key (partner_id, approval_request_id) references request.request (partner_id, id));

create table request.sequence_event (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  ce_id uuid not null,
  sequence_id uuid not null,
  topic text not null,
  agg_key text not null,
  body bytea not null check (octet_length(body) <= 200000),
  content_type text not null default 'application/json',
  traceparent text,
  ce_type text not null check (ce_type in
    ('sequence.number_issued', 'sequence.number_voided', 'sequence.counter_reset')),
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text not null,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  primary key (partner_id, ce_id),
  foreign key (partner_id, sequence_id) references request.sequence (partner_id, id));

-- A counter goes back only together with the record of who set it, and why.
create function request.counter_guard() returns trigger language plpgsql as $$begin
  if not exists (select from request.counter_reset r where r.partner_id = new.partner_id
      and r.sequence_id = new.sequence_id and r.period = new.period
      and r.from_value = old.value and r.to_value = new.value and r.xmin = pg_current_xact_id()::xid) then
    raise exception 'a counter does not go back from % to %', old.value, new.value using errcode = '23001';
  end if;
  return new;
end$$;
create trigger counter_guard before update on request.sequence_counter for each row
  when (new.value < old.value) execute function request.counter_guard();

-- A counter is set by hand only under an approved request about this very sequence.
create function request.reset_guard() returns trigger language plpgsql as $$begin
  if not exists (select from request.request q where q.partner_id = new.partner_id
      and q.id = new.approval_request_id and q.status = 'APPROVED'
      and q.operation = 'sequence_counter_reset' and q.subject_id = new.sequence_id::text) then
    raise exception 'no approval to reset this counter' using errcode = '23514';
  end if;
  return new;
end$$;
create trigger reset_guard before insert on request.counter_reset for each row execute function request.reset_guard();

do $$declare t text; begin
  foreach t in array array['issued_number', 'voided_number', 'counter_reset', 'sequence_event'] loop
    execute format('create trigger append_only before update or delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger append_only_all before truncate on request.%I for each statement execute function request.forbid()', t);
  end loop;
  foreach t in array array['sequence', 'sequence_counter'] loop
    execute format('create trigger kept before delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger kept_all before truncate on request.%I for each statement execute function request.forbid()', t);
  end loop;
  foreach t in array array['partner', 'sequence', 'sequence_counter', 'issued_number', 'voided_number',
    'counter_reset', 'sequence_event'] loop
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert on request.%I to request_app', t);
  end loop;
end$$;
grant update (zone, version) on request.partner to request_app;
grant update (prefix, padding, reset, version, deleted_at) on request.sequence to request_app;
grant update (value) on request.sequence_counter to request_app;

create policy capture on request.sequence_event for select to cdc using (true);
grant select on request.sequence_event to cdc;
alter publication cdc_ledger add table request.sequence_event;
