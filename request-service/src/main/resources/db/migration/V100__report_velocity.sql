-- SD-15: who had a hand in a policy, or in who may decide, and then asked for something that it judged. request-service
-- holds no policies; of each version that was put in force it keeps who wrote it, who did it, and when it began.
create table request.policy_activation (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  policy_id uuid not null,
  version int not null check (version >= 1),
  operation text not null,
  in_force_from timestamptz not null,
  activated_by text not null,
  authors text[] not null check (cardinality(authors) >= 1),
  primary key (partner_id, policy_id, version));
alter table request.policy_activation enable row level security;
alter table request.policy_activation force row level security;
create policy tenant on request.policy_activation to request_app, request_migrate
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert on request.policy_activation to request_app;
create trigger append_only before update or delete on request.policy_activation
  for each row execute function request.forbid();
create trigger append_only_all before truncate on request.policy_activation
  for each statement execute function request.forbid();

-- What an event was about that nobody was asked for: its answer names no maker, and there is no request.
alter table request.inbox
  add column unasked_maker text,
  add column policy_id uuid,
  add column policy_version int,
  add column operation text,
  add column subject_id text,
  add column amount numeric,
  add column currency text;

-- The report reads a span of time. Both tables grow with it, so a summary of their blocks finds the span, and costs a
-- decision or an event next to nothing.
create index inbox_by_time on request.inbox using brin (received_at) with (pages_per_range = 32, autosummarize = on);
create index request_by_time on request.request using brin (created_at) with (pages_per_range = 32, autosummarize = on);
