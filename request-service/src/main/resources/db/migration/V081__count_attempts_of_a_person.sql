-- F-166: how often somebody was refused lately is asked with every refusal.
create index security_event_of_actor on request.security_event (partner_id, actor, at);
