-- Who took requests away, when, and which ones (6-security 2.5: an auditor's own access is on record).
create table request.export_taken (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id uuid not null,
  at timestamptz not null,
  person_id text not null check (length(person_id) between 1 and 256),
  format text not null check (format in ('CSV', 'NDJSON')),
  query text not null check (length(query) <= 20000),
  primary key (partner_id, id));
create index export_taken_by_time on request.export_taken (partner_id, at desc);
alter table request.export_taken enable row level security;
alter table request.export_taken force row level security;
create policy tenant on request.export_taken to request_app, request_migrate
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert on request.export_taken to request_app;
create trigger append_only before update or delete on request.export_taken
  for each row execute function request.forbid();
create trigger append_only_all before truncate on request.export_taken
  for each statement execute function request.forbid();

-- What a person has decided, newest first, and the list filtered by who decided.
create index decision_by_person on request.decision (partner_id, person_id, request_id);
