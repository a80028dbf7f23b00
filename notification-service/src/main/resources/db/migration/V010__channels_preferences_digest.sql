-- C-20. A delivery says apart what it is for and which channel it leaves by, so that a channel is a name and not a
-- column's constant. People choose channels and rhythm; what waits for a digest is a delivery like any other.
drop index notification.delivery_mail_due;
drop index notification.delivery_webhook_due;
drop index notification.delivery_webhook_listing;
alter table notification.delivery rename column channel to purpose;
alter table notification.delivery drop constraint delivery_channel_check;
alter table notification.delivery drop constraint delivery_state_check;
alter table notification.delivery drop constraint delivery_check;
alter table notification.delivery add column channel text not null default 'email'
  check (channel ~ '^[a-z][a-z0-9-]{1,30}$');
alter table notification.delivery add column digest_id uuid;

alter table notification.delivery no force row level security;
update notification.delivery
  set channel = case purpose when 'WEBHOOK' then 'webhook' else 'email' end,
    purpose = case purpose when 'MAIL' then 'PERSON' when 'ROLE_MAIL' then 'ROLE' when 'OWNER_MAIL' then 'OWNER'
      else 'ENDPOINT' end;
alter table notification.delivery force row level security;

alter table notification.delivery
  add check (purpose in ('PERSON', 'ROLE', 'OWNER', 'ENDPOINT', 'DIGEST')),
  add check (state in ('PENDING', 'GATHERED', 'SENT', 'SUPPRESSED', 'DEAD')),
  add check ((state in ('PENDING', 'GATHERED')) = (settled_at is null)),
  add check ((purpose = 'ENDPOINT') = (channel = 'webhook'));
create index delivery_due on notification.delivery (due_at) where state = 'PENDING' and purpose <> 'ENDPOINT';
create index delivery_call_due on notification.delivery (partner_id, due_at)
  where state = 'PENDING' and purpose = 'ENDPOINT';
create index delivery_call_listing on notification.delivery (partner_id, created_at desc, id desc)
  where purpose = 'ENDPOINT';
create index delivery_gathered on notification.delivery (due_at, partner_id)
  where state = 'GATHERED' and digest_id is null;
create index delivery_of_digest on notification.delivery (partner_id, digest_id) where digest_id is not null;

-- Whose day it is when a digest is due, as approvals.partners.v1 tells it.
create table notification.partner (
  partner_id text   primary key,
  zone       text   not null,
  version    bigint not null
);

-- What a person chose, or, without a person, what holds for a partner's people who chose nothing.
create table notification.preference (
  partner_id  text        not null,
  person_id   text        not null check (length(person_id) <= 256),
  version     integer     not null check (version > 0),
  choices     jsonb       not null check (jsonb_typeof(choices) = 'object' and length(choices::text) <= 4000),
  digest_hour integer     check (digest_hour between 0 and 23),
  changed_by  text        not null,
  changed_at  timestamptz not null default now(),
  primary key (partner_id, person_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['partner', 'preference']
  loop
    execute format('alter table notification.%I enable row level security', name);
    execute format('alter table notification.%I force row level security', name);
    execute format($p$create policy partner on notification.%I
      using (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))
      with check (partner_id = any ((select nullif(current_setting('app.partner_ids', true), '')::text[])::text[]))$p$, name);
  end loop;
end
$$;

-- How a delivery leaves: a row for each channel. It is inlined into the statements that store deliveries, so that a
-- choice costs look-ups by key and no statement. The first channel's delivery keeps the planned id, whatever is chosen
-- later; a digest waits for the next hour that was chosen, in the partner's zone, unless the matter is due before or
-- within an hour after it.
create function notification.ways(delivery uuid, of_partner text, for_purpose text, for_person text, of_occasion text,
    decide_before timestamptz, clock timestamptz)
  returns table (id uuid, channel text, state text, due_at timestamptz) language sql stable as $$
  select case when c.channel in ('email', 'webhook') then delivery
      else encode(substr(sha256(convert_to(delivery || c.channel, 'UTF8')), 1, 16), 'hex')::uuid end,
    c.channel,
    case when w.waits and c.channel = 'email' then 'GATHERED' else 'PENDING' end,
    case when w.waits and c.channel = 'email' then w.digest_at else now() end
  from (
    select coalesce(own.choices -> of_occasion, common.choices -> of_occasion) as choice,
      coalesce(own.digest_hour, common.digest_hour, 8) as hour, coalesce(known.zone, 'UTC') as zone
    from (values (of_partner)) as asked(partner_id)
    left join notification.preference own on own.partner_id = asked.partner_id and own.person_id = for_person
    left join notification.preference common on common.partner_id = asked.partner_id and common.person_id = ''
    left join notification.partner known on known.partner_id = asked.partner_id) as chosen
  cross join lateral (
    select date_trunc('day', clock at time zone chosen.zone) + make_interval(hours => chosen.hour) as today) as d
  cross join lateral (
    select case when d.today at time zone chosen.zone > clock then d.today at time zone chosen.zone
      else (d.today + interval '1 day') at time zone chosen.zone end as digest_at) as next
  cross join lateral (
    select chosen.choice ->> 'rhythm' = 'DIGEST'
        and coalesce(decide_before > next.digest_at + interval '1 hour', true) as waits, next.digest_at) as w
  cross join lateral jsonb_array_elements_text(
    case when for_purpose = 'ENDPOINT' then '["webhook"]'::jsonb
      else coalesce(chosen.choice -> 'channels', '["email"]'::jsonb) end) as c(channel)
$$;

grant update (digest_id) on notification.delivery to notification_app;
grant select, insert on notification.partner to notification_app;
grant update (zone, version) on notification.partner to notification_app;
grant select, insert on notification.preference to notification_app;
grant update (version, choices, digest_hour, changed_by, changed_at) on notification.preference to notification_app;
grant select (purpose, channel, digest_id) on notification.delivery to notification_scan;
