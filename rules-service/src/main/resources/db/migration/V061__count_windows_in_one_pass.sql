-- The sum of each window beginning with the one before: however many events came late, each row is read once.
create or replace function rules.fullest_window(
  of_partner text, of_operation text, of_measure text, of_group text, instant timestamptz, seconds int, up_to bigint)
returns numeric language sql stable as $$
  select coalesce(max(total), 0) from (
    select ends, sum(amount) over (order by ends
      range between (seconds * interval '1 second' - interval '1 microsecond') preceding and current row) as total
    from (
      select instant as ends, 0::numeric as amount
      union all
      select c.occurred_at, c.amount from rules.counted_event c
      where c.partner_id = of_partner and c.operation = of_operation and c.measure = of_measure
        and c.grouping_digest = of_group and c.place <= up_to
        and c.occurred_at > instant - seconds * interval '1 second'
        and c.occurred_at < instant + seconds * interval '1 second') counted) each_window
  where ends >= instant
$$;
