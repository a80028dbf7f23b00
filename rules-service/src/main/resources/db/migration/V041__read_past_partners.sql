-- What was published of a partner is its history: a past evaluation is judged by the partner as it was then.
grant select (partner_id, id, body, ce_time) on rules.partner_outbox to rules_app;
