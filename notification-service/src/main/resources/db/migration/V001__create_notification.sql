-- Whom to tell of what, and what became of it. Every table starts with the partner and is closed to
-- a transaction that has not named it (ruling 24).
create schema notification;

-- Technical, no partner: where the consumers stand, stored with what they wrote.
create table tech.consumer_offset (
  group_id    text    not null,
  topic       text    not null,
  partition   integer not null,
  next_offset bigint  not null,
  primary key (group_id, topic, partition)
);

-- The directory as approvals.directory.v1 tells it; the only place with names and addresses.
create table notification.person (
  partner_id text    not null,
  person_id  text    not null,
  name       text    not null,
  mail       text    not null,
  active     boolean not null,
  roles      text[]  not null,
  version    bigint  not null,
  primary key (partner_id, person_id)
);

-- The ledger events somebody is told of. It is also the inbox: an event that stands here is not new.
create table notification.ledger_event (
  partner_id  text        not null,
  request_id  uuid        not null,
  seq         bigint      not null,
  event_id    uuid        not null,
  kind        text        not null check (kind in ('STEP_STARTED', 'STEP_ESCALATED', 'DECISION_RECORDED',
                'REQUEST_APPROVED', 'REQUEST_REJECTED', 'REQUEST_EXPIRED', 'REQUEST_CANCELLED')),
  occurred_at timestamptz not null,
  facts       jsonb       not null,
  primary key (partner_id, request_id, seq)
);

-- One message to one receiver. The id is derived from event and receiver, so a second pass over the
-- same event adds nothing, and a second sending carries the id of the first.
create table notification.delivery (
  partner_id    text        not null,
  id            uuid        not null,
  request_id    uuid        not null,
  seq           bigint      not null,
  channel       text        not null check (channel in ('MAIL', 'ROLE_MAIL', 'OWNER_MAIL', 'WEBHOOK')),
  recipient     text        not null,
  state         text        not null default 'PENDING'
                  check (state in ('PENDING', 'SENT', 'SUPPRESSED', 'DEAD')),
  attempts      integer     not null default 0,
  rung          integer     not null default 0,
  due_at        timestamptz not null default now(),
  claimed_until timestamptz,
  detail        text,
  created_at    timestamptz not null default now(),
  settled_at    timestamptz,
  primary key (partner_id, id),
  foreign key (partner_id, request_id, seq) references notification.ledger_event,
  check ((state = 'PENDING') = (settled_at is null))
);
-- A claim touches only columns without an index, so that it stays a cheap heap-only update.
create index delivery_mail_due on notification.delivery (due_at)
  where state = 'PENDING' and channel <> 'WEBHOOK';
create index delivery_webhook_due on notification.delivery (partner_id, due_at)
  where state = 'PENDING' and channel = 'WEBHOOK';
create index delivery_waiting_for_address on notification.delivery (partner_id, recipient)
  where state = 'PENDING' and detail = 'ADDRESS_UNKNOWN';
create index delivery_webhook_listing on notification.delivery (partner_id, created_at desc, id desc)
  where channel = 'WEBHOOK';
create index delivery_dead on notification.delivery (partner_id, created_at desc, id desc)
  where state = 'DEAD';
alter table notification.delivery set (fillfactor = 70);

-- What each try came to: every try of a webhook, and the failed ones of a mail.
create table notification.attempt (
  partner_id  text        not null,
  delivery_id uuid        not null,
  no          integer     not null,
  at          timestamptz not null default now(),
  result      text        not null check (result in ('SENT', 'SUPPRESSED', 'PENDING', 'DEAD')),
  detail      text        not null,
  primary key (partner_id, delivery_id, no),
  foreign key (partner_id, delivery_id) references notification.delivery
);

-- The partner's one endpoint. The secret is encrypted with the operator's key and never read back.
create table notification.webhook_endpoint (
  partner_id      text        primary key,
  id              uuid        not null,
  url             text        not null check (length(url) <= 2000),
  secret          bytea       not null,
  created_by      text        not null,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  failing_since   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text,
  check ((disabled_at is null) = (disabled_reason is null))
);

-- Who pointed the partner's events where (WH-14). Insert-only.
create table notification.webhook_change (
  partner_id  text        not null,
  id          uuid        not null default uuidv7(),
  at          timestamptz not null default now(),
  actor       text        not null,
  action      text        not null check (action in ('SET', 'DELETED', 'DISABLED')),
  url         text        not null,
  primary key (partner_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['person', 'ledger_event', 'delivery', 'attempt', 'webhook_endpoint', 'webhook_change']
  loop
    execute format('alter table notification.%I enable row level security', name);
    execute format('alter table notification.%I force row level security', name);
    execute format($p$create policy partner on notification.%I
      using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, name);
  end loop;
end
$$;

-- The service may do what it does and no more: nothing but people and the endpoint is ever deleted.
grant usage on schema notification, tech to notification_app;
grant select, insert, update on tech.consumer_offset to notification_app;
grant select, insert, delete on notification.person to notification_app;
grant update (name, mail, active, roles, version) on notification.person to notification_app;
grant select, insert on notification.ledger_event to notification_app;
grant select, insert on notification.delivery to notification_app;
grant update (state, attempts, rung, due_at, claimed_until, detail, settled_at) on notification.delivery
  to notification_app;
grant select, insert on notification.attempt to notification_app;
grant select, insert, delete on notification.webhook_endpoint to notification_app;
grant update (url, secret, created_by, updated_at, failing_since, disabled_at, disabled_reason)
  on notification.webhook_endpoint to notification_app;
grant select, insert on notification.webhook_change to notification_app;

-- The scan across partners sees what is due, not what it says.
grant usage on schema notification to notification_scan;
grant select (partner_id, id, channel, state, due_at, claimed_until) on notification.delivery
  to notification_scan;
grant select (partner_id, disabled_at) on notification.webhook_endpoint to notification_scan;
create policy scan on notification.delivery for select to notification_scan using (true);
create policy scan on notification.webhook_endpoint for select to notification_scan using (true);
