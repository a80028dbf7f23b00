-- What a maker approved is reviewed like an override (C-09): review_by says by when, whichever it was.
alter table request.request drop constraint request_reviewed,
  add constraint request_reviewed check (case status when 'OVERRIDDEN' then review_by is not null
    when 'APPROVED' then true else review_by is null end) not valid;

-- An approved request moves once more, when its review is given or overdue; nothing but the review is written then.
create or replace function request.req_guard() returns trigger language plpgsql as $$begin
  if new.version <> old.version + 1 then
    raise exception 'version must advance by one' using errcode = '40001';
  end if;
  if not (old.status || '>' || new.status = any (array[
    'PENDING>PENDING', 'PENDING>APPROVED', 'PENDING>APPROVED_HELD', 'PENDING>REJECTED', 'PENDING>EXPIRED',
    'PENDING>CANCELLED', 'PENDING>CHANGES_REQUESTED', 'PENDING>OVERRIDDEN',
    'CHANGES_REQUESTED>PENDING', 'CHANGES_REQUESTED>EXPIRED', 'CHANGES_REQUESTED>CANCELLED',
    'APPROVED>APPROVED', 'APPROVED_HELD>APPROVED', 'APPROVED_HELD>REVOKED', 'APPROVED_HELD>CANCELLED',
    'QUARANTINED>QUARANTINED', 'QUARANTINED>PENDING', 'QUARANTINED>NOT_REQUIRED', 'QUARANTINED>EXPIRED',
    'QUARANTINED>CANCELLED', 'QUARANTINED>OVERRIDDEN', 'OVERRIDDEN>OVERRIDDEN'])) then
    raise exception 'a % request cannot become %', old.status, new.status using errcode = '23001';
  end if;
  if old.status = 'APPROVED' and (old.review_by is null or old.reviewed
      or (new.review_by, new.closed_at) is distinct from (old.review_by, old.closed_at)) then
    raise exception 'an approved request that owes no review stays as it is' using errcode = '23001';
  end if;
  if old.status = 'APPROVED_HELD' and new.status = 'APPROVED' and clock_timestamp() < old.effective_at then
    raise exception 'held until %', old.effective_at using errcode = '23001';
  end if;
  if (new.partner_id, new.id, new.source, new.event_id, new.created_at, coalesce(old.maker_id, new.maker_id))
    is distinct from (old.partner_id, old.id, old.source, old.event_id, old.created_at, new.maker_id)
    or not (new.maker_set @> old.maker_set) or not (new.answered_ids @> old.answered_ids) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  if new.iteration <> old.iteration and new.iteration <> old.iteration + 1 then
    raise exception 'iteration must advance by one' using errcode = '23001';
  end if;
  if new.iteration = old.iteration and
     (new.operation, new.subject_id, new.revision, new.amount, new.currency, new.policy_id, new.policy_version,
      new.content_digest, new.payload_digest, new.answered_ids)
    is distinct from
     (old.operation, old.subject_id, old.revision, old.amount, old.currency, old.policy_id, old.policy_version,
      old.content_digest, old.payload_digest, old.answered_ids) then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  if new.iteration = old.iteration and new.status <> 'QUARANTINED' and new.expires_at <> old.expires_at then
    raise exception 'pinned column changed' using errcode = '23001';
  end if;
  return new;
end$$;

-- Whoever made, decided, overrode or witnessed reviews nothing of it (T-24, C-09).
create function request.reviewer_guard() returns trigger language plpgsql as $$declare reviewer text; begin
  reviewer := convert_from(new.body, 'UTF8')::json ->> 'by';
  if reviewer is null or exists (select from request.request r where r.partner_id = new.partner_id
      and r.id = new.request_id and (r.maker_id = reviewer or reviewer = any (r.maker_set)))
    or exists (select from request.decision d where d.partner_id = new.partner_id
      and d.request_id = new.request_id and (d.person_id = reviewer or d.on_behalf_of = reviewer)
      and new.ce_type = 'approval.self_approval_reviewed')
    or exists (select from request.ledger l, convert_from(l.body, 'UTF8') as said where l.partner_id = new.partner_id
      and l.request_id = new.request_id and l.ce_type = 'approval.request_overridden'
      and reviewer in (said::json ->> 'by', said::json ->> 'witness')) then
    raise exception 'the reviewer was involved' using errcode = '23514';
  end if;
  return new;
end$$;
create trigger reviewer_guard before insert on request.ledger for each row
  when (new.ce_type in ('approval.override_reviewed', 'approval.self_approval_reviewed'))
  execute function request.reviewer_guard();
