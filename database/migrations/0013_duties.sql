-- Whoever writes the messages sees first that a duty and an offer belong together: it may be proposed, and opens nothing.

create table register.duty_proposals (
  id uuid not null default data.new_id(),
  area text not null,
  product_group text not null,
  reasoning text not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by text,
  duty uuid,
  constraint duty_proposals_pkey primary key (id),
  constraint duty_proposals_product_group foreign key (product_group) references register.product_groups (id) on delete restrict,
  constraint duty_proposals_duty foreign key (duty) references register.duties (id) on delete restrict,
  constraint duty_proposals_reasoning check (length(btrim(reasoning)) between 10 and 2000),
  constraint duty_proposals_settled check ((settled_at is null) = (settled_by is null) and (duty is null or settled_at is not null))
);
create unique index duty_proposals_open on register.duty_proposals (area, product_group) where settled_at is null;  -- one open proposal a cell
comment on table register.duty_proposals is 'Which duty an offer might concern, as proposed: settled by an approval (duty) or declined; the gate never reads it.';

grant select, insert, update on register.duty_proposals to jobs;
-- no delete: what was proposed and declined stays on record
