-- C-23: where an emergency override counts as no approval, the partner's endpoint is not called about one.
alter table notification.webhook_endpoint add column accept_override boolean not null default true;
alter table notification.webhook_change add column accept_override boolean;
grant update (accept_override) on notification.webhook_endpoint to notification_app;
