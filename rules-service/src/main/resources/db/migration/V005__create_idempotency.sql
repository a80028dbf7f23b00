-- A request that is sent twice under one key is done once; the answer is given again.
create table rules.idempotency (
  partner_id text not null,
  person_id text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  body bytea,
  at timestamptz not null default now(),
  primary key (partner_id, person_id, key));
alter table rules.idempotency enable row level security;
alter table rules.idempotency force row level security;
create policy partner on rules.idempotency
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert, update (status, body) on rules.idempotency to rules_app;
