-- SD-05: a human with two accounts is one human. Accounts belong together if they bear the partner's own number of the
-- human, or, where one of them bears none, if they share a mail address. The key is a column of its own, because only
-- plain equality is looked up by index under row-level security.
alter table request.person
  add column human_id text check (length(human_id) between 1 and 200),
  add column mail_key text generated always as (lower(mail)) stored;
create index person_by_human on request.person (partner_id, human_id) where human_id is not null;
create index person_by_mail on request.person (partner_id, mail_key) where mail_key is not null;
grant update (human_id) on request.person to request_app;
