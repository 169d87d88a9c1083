-- What we order from suppliers stands among the orders, apart by its kind: a purpose sees either what is sold or what is bought.

alter table data.orders
  add column kind text not null default 'sale',
  add column expected_on date,
  add constraint orders_kind check (kind in ('sale', 'purchase'));
-- whoever makes it says by their purpose which it is
alter table data.orders alter column kind set default case when session_user = 'purpose_suppliers' then 'purchase' else 'sale' end;
create index orders_purchases on data.orders (ordered_on) where kind <> 'sale' and removed_at is null;  -- the few bought among the many sold

-- Each part has the kind of its order: the trigger data.take_kind.
alter table data.lines
  add column kind text not null default 'sale',
  add constraint lines_kind check (kind in ('sale', 'purchase'));
create index lines_purchases on data.lines (order_id) where kind <> 'sale';  -- a list of lines under suppliers
alter table data.deliveries
  add column kind text not null default 'sale',
  add constraint deliveries_kind check (kind in ('sale', 'purchase'));
create index deliveries_purchases on data.deliveries (order_id) where kind <> 'sale';  -- a list of deliveries under suppliers
alter table data.delivery_lines
  add column kind text not null default 'sale',
  add constraint delivery_lines_kind check (kind in ('sale', 'purchase'));
