-- The operation registry: what can be gated, which events speak of it, where its facts stand. It is the same for
-- every partner and holds no partner's data, so it has no row-level security. A new entry is an insert, not a deploy.
create schema if not exists rules;
create schema if not exists tech;

create table rules.operation (
  code text primary key check (code ~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' and length(code) <= 60),
  title text not null,
  amount_use text not null check (amount_use in ('REQUIRED', 'NONE')),
  sign_rule text not null default 'NON_NEGATIVE' check (sign_rule in ('NON_NEGATIVE', 'EITHER')),
  amount_path text not null default 'amount',
  currency_path text not null default 'currency',
  maker_path text not null default 'maker',
  maker_reason_path text not null default 'makerReason',
  branch_path text not null default 'branch',
  contributors_path text not null default 'contributors');

-- The source documents' spellings, accepted on input and never printed.
create table rules.operation_alias (
  alias text primary key,
  operation text not null references rules.operation);

create table rules.operation_event_type (
  event_type text primary key,
  operation text not null references rules.operation,
  intent text not null check (intent in ('OPEN', 'REVISE', 'CANCEL')),
  constraint not_our_own_events check (event_type not like 'approval.%'));

-- What the payload digest covers. An operation without a row here is bound to the whole of its data.
create table rules.operation_material (
  operation text not null references rules.operation,
  name text not null,
  path text not null,
  primary key (operation, name));

-- Grows with every change of the registry, so that instances see in one cheap read whether to load it again.
create table rules.operation_registry (
  id int primary key check (id = 1),
  version bigint not null);
insert into rules.operation_registry values (1, 1);

create function rules.registry_changed() returns trigger language plpgsql as $$begin
  update rules.operation_registry set version = version + 1;
  return null;
end$$;

do $$declare t text; begin
  foreach t in array array['operation', 'operation_alias', 'operation_event_type', 'operation_material'] loop
    execute format('create trigger registry_changed after insert or update or delete on rules.%I for each statement '
      'execute function rules.registry_changed()', t);
  end loop;
end$$;

grant usage on schema rules to rules_app;
grant select on rules.operation, rules.operation_alias, rules.operation_event_type, rules.operation_material,
  rules.operation_registry to rules_app;
