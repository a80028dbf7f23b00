-- A step that asks no role is found by the person or the group it names. They are few, and so is what this index holds.
alter table request.step
  add column is_named boolean not null generated always as (role like 'user:%' or role like 'group:%') stored;
create index step_inbox_named on request.step (partner_id, role, request_id) where is_open and is_named;
