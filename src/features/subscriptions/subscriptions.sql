-- A subscription is a person's when its address is theirs alone, and a shared mailbox is nobody's own: then it stands in
-- their report, on their page, and goes with them. It follows the addresses, whichever came first.

create or replace function data.settle_subscriptions(addresses text[], gone boolean) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  -- the mask is set along with the person, as a door does: whoever types an address need not see whose it is
  update data.subscriptions s
  set person_id = h.person_id, permitted = case when h.person_id is null then -1 else h.permitted & data.subscriptions_bits() end
  from (
    select s.id, case when count(distinct e.person_id) = 1 then (array_agg(p.id))[1] end as person_id, min(p.permitted) as permitted
    from data.subscriptions s left join data.emails e on e.address = s.address and e.kind <> 'generic'
    left join data.people p on p.id = e.person_id
    where s.address = any (addresses) and s.confirmed_at is not null group by s.id) h
  -- what goes with its person's addresses goes with the person
  where s.id = h.id and s.person_id is distinct from h.person_id and (h.person_id is not null or not gone);
end
$$;

create or replace function data.own_subscriptions() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' then
    perform data.settle_subscriptions(array(select distinct a.address from added a join data.subscriptions s on s.address = a.address), false);
  elsif tg_op = 'UPDATE' then
    perform data.settle_subscriptions(array[old.address, new.address], false);
  else
    perform data.settle_subscriptions(array[old.address], tg_argv[0] = 'gone');
  end if;
  return null;
end
$$;
create or replace trigger _460_own_subscriptions after insert on data.emails referencing new table as added for each statement execute function data.own_subscriptions();
create or replace trigger _461_own_subscriptions after update of address, kind, person_id on data.emails for each row when ((old.address, old.kind, old.person_id) is distinct from (new.address, new.kind, new.person_id)) execute function data.own_subscriptions();
create or replace trigger _462_own_subscriptions after delete on data.emails for each row when (current_user::text like 'purpose\_%') execute function data.own_subscriptions('by hand');
create or replace trigger _463_own_subscriptions after delete on data.emails for each row when (not (current_user::text like 'purpose\_%')) execute function data.own_subscriptions('gone');

create or replace function data.confirmed_subscription() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform data.settle_subscriptions(array[new.address], false);
  return null;
end
$$;
create or replace trigger _460_own after update of confirmed_at on data.subscriptions for each row when (old.confirmed_at is null and new.confirmed_at is not null) execute function data.confirmed_subscription();
