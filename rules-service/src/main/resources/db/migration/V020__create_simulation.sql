-- Backtests and what came out of them, for any instance to answer. Old ones are forgotten: the past they speak of is
-- still on the topics, so they can be run again.
create table rules.simulation (
  partner_id text not null references rules.partner (id),
  id uuid not null,
  operation text not null references rules.operation (code),
  -- Absent where a document was tried that nobody drafted.
  policy_id uuid,
  version int check (version >= 1),
  window_from timestamptz not null,
  window_to timestamptz not null check (window_from < window_to),
  state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  requested_by text not null,
  created_at timestamptz not null default now(),
  -- The last sign of life of the instance that runs it.
  beat_at timestamptz not null default now(),
  ended_at timestamptz,
  records_read bigint not null default 0 check (records_read >= 0),
  records_total bigint not null default 0 check (records_total >= records_read),
  report text check (report is json object and length(report) <= 4000000),
  failure text,
  primary key (partner_id, id),
  check ((policy_id is null) = (version is null)),
  check ((state = 'RUNNING') = (ended_at is null)),
  check ((state = 'COMPLETED') = (report is not null)),
  check ((state = 'FAILED') = (failure is not null)));
create unique index simulation_one_running on rules.simulation (partner_id) where state = 'RUNNING';

alter table rules.simulation enable row level security;
alter table rules.simulation force row level security;
create policy partner on rules.simulation
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert, delete, update (state, beat_at, ended_at, records_read, records_total, report, failure)
  on rules.simulation to rules_app;
