create schema request;
create schema tech;

create table request.ledger (
  request_id uuid not null,
  seq int not null,
  topic text not null,
  agg_key text not null,
  body bytea not null,
  content_type text not null,
  traceparent text,
  ce_id text not null,
  ce_type text not null,
  ce_source text not null,
  ce_time timestamptz not null,
  ce_subject text,
  ce_specversion text not null,
  ce_partnerid text not null,
  ce_requestid uuid,
  ce_iteration int,
  ce_policyversion int,
  ce_payloaddigest text,
  ce_seq int,
  primary key (request_id, seq)
);
-- Without the columns that only the ledger has.
create table request.security_event (
  topic text not null,
  agg_key text not null,
  body bytea,
  content_type text not null,
  traceparent text,
  ce_id text primary key,
  ce_type text not null,
  ce_source text not null,
  ce_time text not null,
  ce_subject text,
  ce_specversion text not null,
  ce_partnerid text not null
);
create table request.outcome (like request.ledger including all);
create table request.directory_outbox (like request.security_event including all);
create table tech.heartbeat (id int primary key, at timestamptz not null);
insert into tech.heartbeat values (1, now());

grant usage on schema request, tech to cdc;
grant select on all tables in schema request, tech to cdc;
grant update on tech.heartbeat to cdc;
create publication cdc_ledger
  for table request.ledger, request.outcome, request.security_event, tech.heartbeat
  with (publish = 'insert, update');
create publication cdc_directory for table request.directory_outbox, tech.heartbeat;
