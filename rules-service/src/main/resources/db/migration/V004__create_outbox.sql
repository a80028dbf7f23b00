-- What Debezium publishes: partners to approvals.partners.v1, live policy versions to approvals.policies.v1. A body of
-- null is a tombstone. The rows are only ever inserted, and they carry what the record will be, byte for byte.
do $$declare t text; begin
  foreach t in array array['partner_outbox', 'policy_outbox'] loop
    execute format($t$create table rules.%I (
      partner_id text not null,
      id bigint generated always as identity,
      topic text not null,
      agg_key text not null,
      body bytea check (octet_length(body) <= 900000),
      content_type text not null default 'application/json',
      traceparent text,
      ce_id text not null,
      ce_type text not null,
      ce_source text not null default '/countersign/rules-service',
      ce_time text not null,
      ce_subject text,
      ce_specversion text not null default '1.0',
      ce_partnerid text not null check (ce_partnerid = partner_id),
      primary key (partner_id, id))$t$, t);
    execute format('alter table rules.%I enable row level security', t);
    execute format('alter table rules.%I force row level security', t);
    execute format($p$create policy partner on rules.%I
      using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, t);
    -- The initial snapshot reads the table; what follows comes from the write-ahead log.
    execute format('create policy cdc on rules.%I for select to cdc using (true)', t);
    execute format('grant select on rules.%I to cdc', t);
    execute format('grant insert on rules.%I to rules_app', t);
  end loop;
end$$;

create table tech.heartbeat (id int primary key check (id = 1), at timestamptz not null);
insert into tech.heartbeat values (1, now());

grant usage on schema rules, tech to cdc;
grant select, update (at) on tech.heartbeat to cdc;

create publication cdc_policies for table rules.partner_outbox, rules.policy_outbox, tech.heartbeat;
