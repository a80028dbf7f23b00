-- Every change of a person, as the record that change data capture publishes. Rows are never
-- changed; the latest version per person is what the compacted topic keeps.
create table request.directory_outbox (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  person_id text not null,
  version int not null check (version >= 1),
  changed_by text not null,
  topic text not null,
  agg_key text not null,
  body bytea not null,
  content_type text not null default 'application/json',
  traceparent text,
  ce_id uuid not null,
  ce_type text not null default 'directory.person_changed',
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text not null,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null,
  primary key (partner_id, person_id, version),
  foreign key (partner_id, person_id) references request.person (partner_id, id),
  check (ce_partnerid = partner_id),
  check (ce_subject = person_id),
  check (agg_key = partner_id || '|' || person_id)
);

alter table request.directory_outbox enable row level security;
alter table request.directory_outbox force row level security;
create policy tenant on request.directory_outbox to request_app, request_migrate
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
create policy capture on request.directory_outbox for select to cdc using (true);

grant select, insert on request.directory_outbox to request_app;
grant select on request.directory_outbox to cdc;

create trigger append_only before update or delete on request.directory_outbox
  for each row execute function request.forbid();
create trigger append_only_all before truncate on request.directory_outbox
  for each statement execute function request.forbid();

-- Published apart from the ledger: this connector takes an initial snapshot, the ledger's does not.
create publication cdc_directory for table request.directory_outbox, tech.heartbeat;

-- What the pages ask: a person's own requests, and the history of a subject.
create index request_by_maker on request.request (partner_id, maker_id, id);
create index request_by_subject on request.request (partner_id, operation, subject_id, id);
