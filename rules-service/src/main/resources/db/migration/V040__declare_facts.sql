-- The facts of an operation's events by the name conditions use, where each stands and what it is; and the registry as
-- something that is changed through the API, by whoever runs the platform: it is the same for every partner.
alter table rules.operation
  add column fact_exposure text not null default 'ANY_FIELD' check (fact_exposure in ('ANY_FIELD', 'DECLARED_ONLY')),
  -- Counts the changes of the operation and all that belongs to it: its ETag.
  add column revision int not null default 1 check (revision >= 1);

create table rules.operation_fact (
  operation text not null references rules.operation,
  name text not null check (length(name) between 1 and 200),
  path text not null check (length(path) between 1 and 200),
  type text not null check (type in ('DECIMAL', 'TEXT', 'BOOLEAN', 'LIST')),
  primary key (operation, name));
create trigger registry_changed after insert or update or delete on rules.operation_fact for each statement
  execute function rules.registry_changed();

-- Who changed what the registry says, and what it said from then on. Only ever inserted.
create table rules.operation_change (
  operation text not null,
  revision int not null,
  at timestamptz not null default now(),
  changed_by text not null,
  changed_by_partner text not null,
  document jsonb not null,
  primary key (operation, revision));

grant select, insert, delete on rules.operation_fact, rules.operation_alias, rules.operation_event_type,
  rules.operation_material to rules_app;
grant insert on rules.operation, rules.operation_change to rules_app;
grant update (title, amount_use, sign_rule, amount_path, currency_path, maker_path, maker_reason_path, branch_path,
  contributors_path, fact_exposure, revision) on rules.operation to rules_app;
-- The trigger counts a change in the name of whoever made it.
grant update (version) on rules.operation_registry to rules_app;

-- What the source documents suggest as fields of a condition, for every operation that has an amount.
insert into rules.operation_fact (operation, name, path, type)
  select code, fact, fact, 'TEXT'
  from rules.operation,
    (values ('reference'), ('category'), ('department'), ('location'), ('loc_code'), ('person_id'), ('stock_id'),
      ('pay_type'), ('bank_account'), ('date_')) as f (fact)
  where amount_use = 'REQUIRED';
-- What their triggers compare: a subtotal, a share of the original, the tier before and after.
insert into rules.operation_fact (operation, name, path, type)
  select code, 'subtotal', 'subtotal', 'DECIMAL' from rules.operation
  where code in ('invoice', 'order', 'quote', 'purchase_order', 'purchase_requisition', 'supplier_invoice');
insert into rules.operation_fact (operation, name, path, type) values
  ('credit_note', 'original.amount', 'original.amount', 'DECIMAL'),
  ('supplier_credit', 'original.amount', 'original.amount', 'DECIMAL'),
  ('subscription', 'before.plan', 'before.plan', 'TEXT'),
  ('subscription', 'after.plan', 'after.plan', 'TEXT'),
  ('credit_limit_change', 'customerId', 'customerId', 'TEXT'),
  ('sequence_counter_reset', 'counter', 'counter', 'TEXT');
