-- N-12: what events of one kind add up to over a span of time. An event is a row of each measure that some version in
-- force, or in the shadow, reads of it. Whose group it is stands here as a digest, so no person or account can be read.
create table rules.counted_event (
  partner_id text not null,
  operation text not null,
  -- What is measured, whatever the length of the window.
  measure text not null,
  grouping_digest text not null check (length(grouping_digest) = 64),
  event_digest text not null check (length(event_digest) = 64),
  -- The order in which events of a group were counted: an event never sees those behind it.
  place bigint not null generated always as identity,
  occurred_at timestamptz not null,
  counted_at timestamptz not null default now(),
  amount numeric not null check (amount >= 0),
  primary key (partner_id, operation, measure, grouping_digest, event_digest));
create index counted_event_by_time
  on rules.counted_event (partner_id, operation, measure, grouping_digest, occurred_at) include (place, amount);
create index counted_event_by_age on rules.counted_event (partner_id, counted_at);

-- What was counted before an event when it was first judged, for each length of window that was asked about. Whoever
-- judges it again gets the same number, whatever came in late since.
create table rules.window_reading (
  partner_id text not null,
  operation text not null,
  measure text not null,
  grouping_digest text not null,
  event_digest text not null,
  window_seconds int not null check (window_seconds between 60 and 2678400),
  before numeric not null check (before >= 0),
  primary key (partner_id, operation, measure, grouping_digest, event_digest, window_seconds),
  foreign key (partner_id, operation, measure, grouping_digest, event_digest)
    references rules.counted_event on delete cascade);

-- The most that any window of a length with an instant in it holds of what was counted up to a place. A window ends
-- with an event and does not hold its own start. What comes in order ends the fullest one itself; what comes late may
-- fill one that ended after it.
create function rules.fullest_window(
  of_partner text, of_operation text, of_measure text, of_group text, instant timestamptz, seconds int, up_to bigint)
returns numeric language sql stable as $$
  select coalesce(max(total), 0) from (
    select (
      select sum(c.amount) from rules.counted_event c
      where c.partner_id = of_partner and c.operation = of_operation and c.measure = of_measure
        and c.grouping_digest = of_group and c.place <= up_to
        and c.occurred_at > ends - seconds * interval '1 second' and c.occurred_at <= ends) as total
    from (
      select instant as ends
      union all
      select l.occurred_at from rules.counted_event l
      where l.partner_id = of_partner and l.operation = of_operation and l.measure = of_measure
        and l.grouping_digest = of_group and l.place <= up_to
        and l.occurred_at > instant and l.occurred_at < instant + seconds * interval '1 second') each_end) each_window
$$;

alter table rules.counted_event enable row level security;
alter table rules.counted_event force row level security;
create policy partner on rules.counted_event
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
alter table rules.window_reading enable row level security;
alter table rules.window_reading force row level security;
create policy partner on rules.window_reading
  using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
  with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]));
grant select, insert, delete on rules.counted_event, rules.window_reading to rules_app;
