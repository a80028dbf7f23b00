-- T-04: an event that nobody could judge, as it came in. Never changed: it is judged again as what it was.
create table request.quarantined_event (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  request_id uuid not null,
  topic text not null check (length(topic) between 1 and 249),
  actor text,
  revision text,
  data bytea not null check (octet_length(data) <= 160000),
  primary key (partner_id, request_id),
  foreign key (partner_id, request_id) references request.request (partner_id, id));

-- The same event said once more when an operator has released it, in the envelope it came in. One row per entry of the
-- ledger that says so.
create table request.released_event (
  partner_id text not null check (partner_id ~ '^[a-z0-9-]{2,40}$'),
  request_id uuid not null,
  seq int not null,
  released_at timestamptz not null,
  body bytea not null check (octet_length(body) <= 160000),
  topic text not null,
  agg_key text not null,
  content_type text not null default 'application/json',
  traceparent text,
  ce_id text not null,
  ce_type text not null,
  ce_source text not null,
  ce_time timestamptz,
  ce_subject text,
  ce_specversion text not null default '1.0',
  ce_partnerid text not null check (ce_partnerid = partner_id),
  ce_actor text,
  ce_revision text,
  ce_intaketopic text not null,
  primary key (partner_id, request_id, seq),
  foreign key (partner_id, request_id, seq) references request.ledger (partner_id, request_id, seq));

-- What is judged again is what came in, and only because an operator said so.
create function request.release_guard() returns trigger language plpgsql as $$declare r request.request; begin
  select * into r from request.request where partner_id = new.partner_id and id = new.request_id;
  if r.status is distinct from 'QUARANTINED' or not r.released then
    raise exception 'only a released request is judged again' using errcode = '23514';
  end if;
  if not exists (select from request.ledger l where l.partner_id = new.partner_id and l.request_id = new.request_id
      and l.seq = new.seq and l.ce_type = 'approval.request_released') then
    raise exception 'nobody has released the event' using errcode = '23514';
  end if;
  if sha256(new.body) <> r.content_digest or (new.ce_source, new.ce_id) <> (r.source, r.event_id) then
    raise exception 'another event came in' using errcode = '23514';
  end if;
  return new;
end$$;
create trigger release_guard before insert on request.released_event
  for each row execute function request.release_guard();

do $$declare t text; begin
  foreach t in array array['quarantined_event', 'released_event'] loop
    execute format('create trigger append_only before update or delete on request.%I for each row execute function request.forbid()', t);
    execute format('create trigger append_only_all before truncate on request.%I for each statement execute function request.forbid()', t);
    execute format('alter table request.%I enable row level security', t);
    execute format('alter table request.%I force row level security', t);
    execute format('create policy tenant on request.%I to request_app, request_migrate using (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[])) with check (partner_id = any ((select nullif(current_setting(''app.partner_ids'', true), '''')::text[])::text[]))', t);
    execute format('grant select, insert on request.%I to request_app', t);
  end loop;
end$$;

create policy capture on request.released_event for select to cdc using (true);
grant select on request.released_event to cdc;
alter publication cdc_ledger add table request.released_event;
