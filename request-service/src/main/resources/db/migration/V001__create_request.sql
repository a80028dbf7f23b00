-- request-service owns requests, decisions, the ledger and the outcomes. The database itself refuses what must
-- never be true: a maker's vote, a second answer, an approval by time, a gap or a fork in the ledger, a foreign row.
-- The roles request_app, request_scan and cdc exist before Flyway runs; the migration role owns everything here.
create schema if not exists request;
create schema if not exists tech;


-- One row per event that was answered or is being worked on; its digest tells a redelivery from an id used twice.
create table request.inbox (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  source text not null,
  event_id text not null,
  content_digest bytea not null check (octet_length(content_digest) = 32),
  received_at timestamptz not null default now(),
  primary key (partner_id, source, event_id));

create table request.request (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id uuid not null,
  source text not null,
  event_id text not null,
  operation text,
  subject_id text,
  revision int,
  maker_id text,
  maker_set text[] not null,
  amount numeric,
  currency text,
  status text not null check (status in ('PENDING', 'QUARANTINED', 'APPROVED', 'REJECTED', 'EXPIRED', 'CANCELLED')),
  version int not null default 0 check (version >= 0),
  iteration int not null default 1 check (iteration >= 1),
  reason_code text,
  policy_id uuid,
  policy_version int,
  content_digest bytea not null check (octet_length(content_digest) = 32),
  payload_digest bytea check (octet_length(payload_digest) = 32),
  traceparent text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  primary key (partner_id, id),
  unique (partner_id, id, maker_id),
  check (maker_id is null or maker_id = any (maker_set)),
  check (status in ('QUARANTINED', 'EXPIRED', 'CANCELLED') or (maker_id is not null and operation is not null
    and subject_id is not null and payload_digest is not null and policy_version is not null)),
  check ((closed_at is null) = (status in ('PENDING', 'QUARANTINED'))));
create index request_open_subject on request.request (partner_id, operation, subject_id)
  where status in ('PENDING', 'QUARANTINED');

-- What the checkers look at, stored once per attempt.
create table request.iteration (
  partner_id text not null,
  request_id uuid not null,
  iteration int not null,
  event_type text not null,
  event_time timestamptz,
  maker_reason text,
  rule_ids text[] not null,
  facts text,
  material text,
  trace text,
  route text,
  data text,
  primary key (partner_id, request_id, iteration),
  foreign key (partner_id, request_id) references request.request (partner_id, id));

create table request.step (
  partner_id text not null,
  request_id uuid not null,
  iteration int not null,
  no int not null check (no >= 1),
  name text not null,
  role text not null,
  escalated_role text,
  quorum_kind text not null check (quorum_kind in ('ANY', 'ALL', 'COUNT')),
  quorum_n int not null check (quorum_n >= 1),
  needed int check (needed >= 1),
  pool_size int check (pool_size >= 0),
  rejection_rule text not null check (rejection_rule in ('FIRST_REJECTION', 'UNREACHABLE')),
  reason_on_approve boolean not null,
  reason_on_reject boolean not null,
  status text not null check (status in ('WAITING', 'ACTIVE', 'APPROVED', 'AUTO_APPROVED', 'REJECTED', 'EXPIRED', 'SKIPPED', 'CANCELLED')),
  timeout text,
  on_timeout text not null check (on_timeout in ('REMIND', 'ESCALATE', 'EXPIRE_STEP', 'NOTIFY_ONLY')),
  escalate_to text,
  rung int not null default 0 check (rung >= 0),
  started_at timestamptz,
  due_at timestamptz,
  primary key (partner_id, request_id, iteration, no),
  foreign key (partner_id, request_id) references request.request (partner_id, id),
  check (status in ('WAITING', 'SKIPPED', 'AUTO_APPROVED', 'CANCELLED') or (needed is not null and started_at is not null)));
-- The inbox of a person: the open steps of the roles held. Request ids grow with time, so the index is also the order.
create index step_inbox on request.step (partner_id, role, request_id) where status = 'ACTIVE';
create index step_inbox_escalated on request.step (partner_id, escalated_role, request_id)
  where status = 'ACTIVE' and escalated_role is not null;

-- A vote. The key lets one person decide once per iteration, whatever the step.
create table request.decision (
  partner_id text not null,
  request_id uuid not null,
  iteration int not null,
  step_no int not null,
  person_id text not null,
  maker_id text not null,
  vote text not null check (vote in ('APPROVE', 'REJECT')),
  reason text not null,
  payload_digest bytea not null check (octet_length(payload_digest) = 32),
  request_version int not null,
  ledger_seq int not null,
  status_after text not null,
  idempotency_key text,
  decided_at timestamptz not null,
  primary key (partner_id, request_id, iteration, person_id),
  foreign key (partner_id, request_id, maker_id) references request.request (partner_id, id, maker_id),
  foreign key (partner_id, request_id, iteration, step_no) references request.step (partner_id, request_id, iteration, no),
  constraint decision_not_by_maker check (person_id <> maker_id));

create table request.ledger_head (
  partner_id text not null,
  request_id uuid not null,
  seq int not null,
  hash bytea not null,
  primary key (partner_id, request_id));

-- The ledger is the outbox: what is hashed is what Debezium publishes, byte for byte.
create table request.ledger (
  partner_id text not null,
  request_id uuid not null,
  seq int not null check (seq >= 0),
  prev_seq int generated always as (case when seq = 0 then null else seq - 1 end) stored,
  prev_hash bytea not null,
  hash bytea not null,
  body bytea not null check (octet_length(body) <= 200000),
  topic text not null,
  agg_key text not null,
  content_type text not null default 'application/json',
  traceparent text,
  ce_id uuid not null,
  ce_type text not null,
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  ce_requestid uuid not null check (ce_requestid = request_id),
  ce_iteration int not null,
  ce_policyversion int,
  ce_payloaddigest text,
  ce_seq int not null check (ce_seq = seq),
  primary key (partner_id, request_id, seq),
  unique (partner_id, request_id, seq, hash),
  foreign key (partner_id, request_id, prev_seq, prev_hash) references request.ledger (partner_id, request_id, seq, hash),
  constraint ledger_first check (seq > 0 or prev_hash = sha256(convert_to(partner_id || '/' || request_id, 'UTF8'))),
  constraint ledger_chain check (hash = sha256(prev_hash || int4send(seq) || body)));

-- The answers. At most one final one per request, and before it at most one QUARANTINED.
create table request.outcome (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id uuid not null,
  request_id uuid,
  source text not null,
  event_id text not null,
  verdict text not null check (verdict in ('APPROVED', 'REJECTED', 'NOT_REQUIRED', 'CANCELLED', 'QUARANTINED')),
  basis text not null,
  body bytea not null check (octet_length(body) <= 200000),
  topic text not null,
  agg_key text not null,
  content_type text not null default 'application/json',
  traceparent text,
  ce_id uuid not null,
  ce_type text not null default 'approval.outcome',
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  ce_requestid uuid,
  ce_iteration int,
  ce_policyversion int,
  ce_payloaddigest text,
  ce_seq int,
  primary key (partner_id, id),
  foreign key (partner_id, request_id) references request.request (partner_id, id),
  constraint outcome_request check ((request_id is null) = (verdict = 'NOT_REQUIRED')),
  -- I-3 and I-4: only people approve; time, withdrawal and errors never do.
  constraint outcome_basis check (basis = any (case verdict
    when 'APPROVED' then array['HUMAN_QUORUM']
    when 'REJECTED' then array['HUMAN_REJECTION', 'EXPIRY']
    when 'NOT_REQUIRED' then array['POLICY']
    when 'CANCELLED' then array['WITHDRAWN', 'OPERATOR', 'SOURCE_EVENT']
    when 'QUARANTINED' then array['UNEVALUABLE'] end)));
create unique index outcome_final on request.outcome (partner_id, request_id)
  where request_id is not null and verdict <> 'QUARANTINED';
create unique index outcome_quarantined on request.outcome (partner_id, request_id) where verdict = 'QUARANTINED';

-- Refused attempts on a control: never part of a request's chain, published as alerts.
create table request.security_event (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  code text not null,
  target_hash bytea not null check (octet_length(target_hash) = 32),
  body bytea not null check (octet_length(body) <= 200000),
  topic text not null,
  agg_key text not null,
  content_type text not null default 'application/json',
  traceparent text,
  ce_id uuid not null,
  ce_type text not null,
  ce_source text not null default '/countersign/request-service',
  ce_time timestamptz not null,
  ce_subject text,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  ce_requestid uuid,
  ce_iteration int,
  ce_policyversion int,
  ce_payloaddigest text,
  ce_seq int,
  primary key (partner_id, id));

create table request.idempotency (
  partner_id text not null,
  person_id text not null,
  key text not null check (length(key) <= 255),
  request_hash bytea not null,
  status int,
  body bytea,
  at timestamptz not null default now(),
  primary key (partner_id, person_id, key));

-- The directory. Who may decide is asked here, now, in the transaction of the decision.
create table request.person (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  id text not null check (length(id) between 1 and 200),
  name text not null,
  mail text,
  active boolean not null default true,
  version int not null default 1,
  primary key (partner_id, id));
create table request.person_role (
  partner_id text not null,
  person_id text not null,
  role text not null check (length(role) between 1 and 200),
  primary key (partner_id, person_id, role),
  foreign key (partner_id, person_id) references request.person (partner_id, id));
create index person_role_members on request.person_role (partner_id, role, person_id);

-- Technical tables: no partner's data, no row-level security.
create table tech.consumer_offset (
  group_id text not null,
  topic text not null,
  partition int not null,
  next_offset bigint not null check (next_offset >= 0),
  primary key (group_id, topic, partition));
create table tech.heartbeat (id int primary key check (id = 1), at timestamptz not null);
insert into tech.heartbeat values (1, now());
