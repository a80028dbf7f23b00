-- Signed checkpoints over the ledgers (N-04): a chain of their own, so that nobody signs a fork by accident.
create table request.ledger_checkpoint (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  seq int not null check (seq >= 0),
  prev_seq int generated always as (case when seq = 0 then null else seq - 1 end) stored,
  prev_hash bytea not null,
  hash bytea not null,
  requests bigint not null check (requests >= 1),
  entries bigint not null check (entries >= 1),
  body bytea not null check (octet_length(body) <= 200000),
  topic text not null,
  agg_key text not null check (agg_key = partner_id),
  content_type text not null default 'application/json',
  traceparent text,
  ce_id uuid not null,
  ce_type text not null default 'ledger.checkpoint_signed',
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  ce_signature text not null,
  primary key (partner_id, seq),
  unique (partner_id, seq, hash),
  foreign key (partner_id, prev_seq, prev_hash) references request.ledger_checkpoint (partner_id, seq, hash),
  constraint checkpoint_first check (seq > 0 or prev_hash = sha256(convert_to(partner_id, 'UTF8'))),
  constraint checkpoint_hash check (hash = sha256(body)));

-- Which entries a checkpoint names. One row per request and checkpoint, never changed.
create table request.ledger_coverage (
  partner_id text not null,
  request_id uuid not null,
  from_seq int not null check (from_seq >= 0),
  to_seq int not null check (to_seq >= from_seq),
  checkpoint int not null,
  primary key (partner_id, request_id, from_seq),
  foreign key (partner_id, checkpoint) references request.ledger_checkpoint (partner_id, seq),
  foreign key (partner_id, request_id, to_seq) references request.ledger (partner_id, request_id, seq));

-- Entries are appended roughly in the order of their time, so this index costs next to nothing.
create index ledger_by_time on request.ledger using brin (ce_time) with (pages_per_range = 32);

do $$declare t text; begin
  foreach t in array array['ledger_checkpoint', 'ledger_coverage'] loop
    execute format('create trigger append_only before update or delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger append_only_all before truncate on request.%I for each statement execute function request.forbid()', t);
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert on request.%I to request_app', t);
  end loop;
end$$;

create policy capture on request.ledger_checkpoint for select to cdc using (true);
grant select on request.ledger_checkpoint to cdc;
alter publication cdc_ledger add table request.ledger_checkpoint;
