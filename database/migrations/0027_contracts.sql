-- What contracts, orders and services must always be, whoever writes them, and how often an order has been handed out.

alter table data.orders
  add column exports int not null default 0,
  add constraint orders_exports_counted check (exports >= 0);

alter table data.contracts
  add constraint contracts_dates check (end_on >= start_on),
  add constraint contracts_notice_months check (notice_months between 0 and 120),
  add constraint contracts_renewal_months check (renewal_months between 1 and 240),
  add constraint contracts_value_sign check (value >= 0);
alter table data.deliveries add constraint deliveries_dates check (received_on >= sent_on);
alter table data.delivery_lines add constraint delivery_lines_quantity_sign check (quantity > 0);
alter table data.services
  add constraint services_dates check (end_on >= start_on),
  add constraint services_quantity_sign check (quantity > 0);
alter table data.benefits
  add constraint benefits_dates check (valid_until >= granted_on),
  add constraint benefits_granted_sign check (granted > 0);
alter table data.benefit_uses add constraint benefit_uses_quantity_sign check (quantity > 0);

-- no unique constraint on the licence: one after the other is allowed, and an overlap is told with its name
create index services_licence on data.services (lower(licence)) where licence is not null and removed_at is null;
create index services_starts on data.services (start_on) where state = 'planned' and removed_at is null;  -- those that begin tonight
create index orders_state on data.orders (state, ordered_on) where removed_at is null;  -- to confirm, to deliver, to hand over
create index contracts_state on data.contracts (kind, state) where removed_at is null;  -- a workspace, one state of it
