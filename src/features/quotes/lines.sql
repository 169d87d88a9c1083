-- Lines of quotes and orders: their sums by the rule of src/kernel/money.ts, and who may touch them when.

create or replace function data.line_net(quantity numeric, price numeric, discount numeric) returns numeric language sql immutable parallel safe
as $$ select round(quantity * price * (100 - discount) * 0.01, 2) $$;

-- What an order is made of is sold or bought as the order is: the views of a purpose keep the two apart by it.
create or replace function data.take_kind() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  taken text;
begin
  if tg_table_name = 'delivery_lines' then
    select d.kind into taken from data.deliveries d where d.id = new.delivery_id;
  elsif new.order_id is not null then
    select o.kind into taken from data.orders o where o.id = new.order_id;
  end if;
  new.kind := coalesce(taken, 'sale');
  return new;
end
$$;
create or replace trigger _145_kind before insert on data.lines for each row execute function data.take_kind();
create or replace trigger _145_kind before insert on data.deliveries for each row execute function data.take_kind();
create or replace trigger _145_kind before insert on data.delivery_lines for each row execute function data.take_kind();

-- Sales write the lines of quotes, contracts those of orders, suppliers those of what we buy; each only in a draft. The
-- document is locked: while one of its lines changes it is not sent, and what is sent gets no line.
create or replace function data.lines_guard() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  login text := session_user::text;
  line data.lines := case when tg_op = 'DELETE' then old else new end;
  stands text;
  named text;
begin
  -- a document that goes takes its lines along, a product leaves them
  if pg_trigger_depth() > 1 then
    return line;
  end if;
  if tg_op = 'UPDATE' and (new.quote_id is distinct from old.quote_id or new.order_id is distinct from old.order_id) then
    raise exception using errcode = 'SEL01', message = 'LINE_STAYS', detail = 'quote_id';
  end if;
  if line.quote_id is null and line.order_id is null then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'quote_id';
  end if;
  if login like 'purpose\_%' and login <> (case when line.quote_id is not null then 'purpose_sales' when line.kind = 'purchase' then 'purpose_suppliers' else 'purpose_contract' end) then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH';
  end if;
  if line.quote_id is null then
    select o.state, o.number into stands, named from data.orders o where o.id = line.order_id and o.removed_at is null for no key update;
    if login like 'purpose\_%' and (stands is null or not data.sees('orders', line.order_id)) then
      raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'order_id';
    end if;
    -- what was agreed is not changed afterwards
    if login like 'purpose\_%' and stands <> 'draft' then
      raise exception using errcode = 'SEL01', message = 'ORDER_CONFIRMED', detail = 'state', hint = named;
    end if;
    return line;
  end if;
  select q.state into stands from data.quotes q where q.id = line.quote_id and q.removed_at is null for no key update;
  if stands is null then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'quote_id';
  end if;
  if stands <> 'draft' then
    raise exception using errcode = 'SEL01', message = 'DOCUMENT_FIXED';
  end if;
  return line;
end
$$;
create or replace trigger _150_guard before insert or update or delete on data.lines for each row execute function data.lines_guard();

create or replace function data.line_reckoned() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.net := data.line_net(new.quantity, new.price, new.discount);
  return new;
end
$$;
create or replace trigger _160_net before insert or update on data.lines for each row execute function data.line_reckoned();

-- VAT is reckoned on the sum of each rate. Of many lines at once a document is summed once.
create or replace function data.line_sums() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  quotes uuid[];
  orders uuid[];
begin
  -- with their document
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return null;
  end if;
  if tg_op = 'DELETE' then
    select array_agg(distinct quote_id) filter (where quote_id is not null), array_agg(distinct order_id) filter (where order_id is not null)
      into quotes, orders from was;
  else
    select array_agg(distinct quote_id) filter (where quote_id is not null), array_agg(distinct order_id) filter (where order_id is not null)
      into quotes, orders from became;
  end if;
  perform data.refuse_old_snapshot();
  if quotes is not null then
    perform from data.quotes q where q.id = any (quotes) order by q.id for no key update;
    update data.quotes q set net = s.net, vat = s.vat, gross = s.net + s.vat
    from (
      select each.id, coalesce(sum(r.net), 0) as net, coalesce(sum(round(r.net * r.rate * 0.01, 2)), 0) as vat
      from unnest(quotes) as each(id)
      left join (select l.quote_id, l.vat as rate, sum(l.net) as net from data.lines l where l.quote_id = any (quotes) group by 1, 2) r
        on r.quote_id = each.id
      group by each.id
    ) s
    where q.id = s.id and (q.net, q.vat) is distinct from (s.net, s.vat);
  end if;
  if orders is not null then
    perform from data.orders o where o.id = any (orders) order by o.id for no key update;
    update data.orders o set net = s.net, vat = s.vat, gross = s.net + s.vat
    from (
      select each.id, coalesce(sum(r.net), 0) as net, coalesce(sum(round(r.net * r.rate * 0.01, 2)), 0) as vat
      from unnest(orders) as each(id)
      left join (select l.order_id, l.vat as rate, sum(l.net) as net from data.lines l where l.order_id = any (orders) group by 1, 2) r
        on r.order_id = each.id
      group by each.id
    ) s
    where o.id = s.id and (o.net, o.vat) is distinct from (s.net, s.vat);
  end if;
  return null;
end
$$;
create or replace trigger _410_sums_insert after insert on data.lines referencing new table as became
  for each statement execute function data.line_sums();
create or replace trigger _411_sums_update after update on data.lines referencing new table as became
  for each statement execute function data.line_sums();
create or replace trigger _412_sums_delete after delete on data.lines referencing old table as was
  for each statement execute function data.line_sums();

-- Lines of nothing are nobody's.
create or replace function data.lines_go() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  delete from data.lines l where l.quote_id = old.id or l.order_id = old.id;
  return old;
end
$$;
create or replace trigger _150_lines_go before delete on data.quotes for each row execute function data.lines_go();
create or replace trigger _150_lines_go before delete on data.orders for each row execute function data.lines_go();
