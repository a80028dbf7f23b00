-- SD-05: two accounts of one human are one person of a quorum, and neither decides what the other made. The core says so
-- by the directory it has read; here it is asked once more under the request's lock, by the directory of this moment. It
-- fires after vote_lock, which has waited for every vote before this one. Who has no second account costs one look.
create function request.vote_of_one_human() returns trigger language plpgsql as $$declare accounts text[]; begin
  select array(select o.id from request.person o where o.partner_id = p.partner_id and o.human_id = p.human_id
        and o.id <> p.id
      union all
      select o.id from request.person o where o.partner_id = p.partner_id and o.mail_key = p.mail_key and o.id <> p.id
        and (o.human_id is null or p.human_id is null)) into accounts
    from request.person p where p.partner_id = new.partner_id and p.id = new.person_id;
  if cardinality(accounts) is null or cardinality(accounts) = 0 then
    return new;
  end if;
  if exists (select from request.decision d where d.partner_id = new.partner_id and d.request_id = new.request_id
      and d.iteration = new.iteration and d.distinct_step = new.distinct_step and d.person_id = any (accounts)) then
    raise exception 'this human has decided by another account' using errcode = '40001';
  end if;
  if exists (select from request.request r where r.partner_id = new.partner_id and r.id = new.request_id
      and r.maker_set && accounts) and not exists (select from request.iteration i
        where i.partner_id = new.partner_id and i.request_id = new.request_id and i.iteration = new.iteration
          and i.self_approval) then
    raise exception 'this human is a maker by another account' using errcode = '40001';
  end if;
  return new;
end$$;
create trigger vote_of_one_human before insert on request.decision
  for each row execute function request.vote_of_one_human();
