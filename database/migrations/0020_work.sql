-- The working day: what is sold, agreed and delivered, and our own work about it.

create table data.products (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  code text,
  name text not null,
  description text,
  kind text not null default 'goods',
  unit text not null default 'kpl',
  vat numeric not null default 25.5,
  product_group text,
  active boolean not null default true,
  removed_at timestamptz,
  removed_by text,
  folded text generated always as (data.fold(name || ' ' || coalesce(code, ''))) stored,
  constraint products_pkey primary key (id),
  constraint products_code_length check (length(code) <= 60),
  constraint products_name_length check (length(name) <= 200),
  constraint products_description_length check (length(description) <= 5000),
  constraint products_kind check (kind in ('goods', 'work', 'service')),
  constraint products_unit_length check (length(unit) <= 20),
  constraint products_vat_places check (scale(vat) <= 2 and abs(vat) < 1e15),
  constraint products_product_group_length check (length(product_group) <= 100)
);
create index products_folded on data.products using gin (folded ext.gin_trgm_ops);
comment on table data.products is 'What we sell.';

create table data.price_lists (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  currency text not null default 'EUR',
  valid_from date,
  valid_to date,
  usual boolean not null default false,
  constraint price_lists_pkey primary key (id),
  constraint price_lists_name_length check (length(name) <= 100),
  constraint price_lists_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN'))
);
comment on table data.price_lists is 'Prices in a currency, from a day until a day.';

create table data.prices (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  price_list_id uuid not null,
  product_id uuid not null,
  amount numeric not null,
  from_quantity numeric not null default 1,
  constraint prices_pkey primary key (id),
  constraint prices_amount_places check (scale(amount) <= 4 and abs(amount) < 1e15),
  constraint prices_from_quantity_places check (scale(from_quantity) <= 3 and abs(from_quantity) < 1e15)
);
create index prices_price_list_id on data.prices (price_list_id);
create index prices_product_id on data.prices (product_id);
comment on table data.prices is 'What a product costs on a list, from a quantity on.';

create table data.pipelines (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  place int not null default 0,
  stale_days int not null default 30,
  archived boolean not null default false,
  constraint pipelines_pkey primary key (id),
  constraint pipelines_name_length check (length(name) <= 100)
);
comment on table data.pipelines is 'Ways a sale goes.';

create table data.stages (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  pipeline_id uuid not null,
  name text not null,
  place int not null default 0,
  probability int not null default 0,
  outcome text not null default 'open',
  constraint stages_pkey primary key (id),
  constraint stages_name_length check (length(name) <= 100),
  constraint stages_outcome check (outcome in ('open', 'won', 'lost'))
);
create index stages_pipeline_id on data.stages (pipeline_id);
comment on table data.stages is 'Steps of a pipeline.';

create table data.rates (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  currency text not null default 'EUR',
  rate_on date not null,
  rate numeric not null,
  source text,
  constraint rates_pkey primary key (id),
  constraint rates_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN')),
  constraint rates_rate_places check (scale(rate) <= 6 and abs(rate) < 1e15),
  constraint rates_source_length check (length(source) <= 100)
);
comment on table data.rates is 'Units of a currency to one euro, a row a day.';

create table data.deals (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  company_id uuid,
  contact_id uuid,
  reseller_id uuid,
  pipeline_id uuid,
  stage_id uuid,
  state text not null default 'open',
  value numeric,
  currency text not null default 'EUR',
  probability int,
  close_on date,
  closed_at timestamptz,
  lost_why text,
  stage_since timestamptz not null default now(),
  active_at timestamptz not null default now(),
  next_step text,
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  folded text generated always as (data.fold(name)) stored,
  constraint deals_pkey primary key (id),
  constraint deals_name_length check (length(name) <= 300),
  constraint deals_state check (state in ('open', 'won', 'lost')),
  constraint deals_value_places check (scale(value) <= 2 and abs(value) < 1e15),
  constraint deals_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN')),
  constraint deals_lost_why check (lost_why in ('price', 'competitor', 'timing', 'need', 'silence', 'other')),
  constraint deals_next_step_length check (length(next_step) <= 300),
  constraint deals_owner_id_length check (length(owner_id) <= 100),
  constraint deals_team_length check (length(team) <= 100)
);
create index deals_company_id on data.deals (company_id) where company_id is not null;
create index deals_contact_id on data.deals (contact_id) where contact_id is not null;
create index deals_reseller_id on data.deals (reseller_id) where reseller_id is not null;
create index deals_pipeline_id on data.deals (pipeline_id) where pipeline_id is not null;
create index deals_stage_id on data.deals (stage_id) where stage_id is not null;
create index deals_owner on data.deals (owner_id) where owner_id is not null;
create index deals_folded on data.deals using gin (folded ext.gin_trgm_ops);
comment on table data.deals is 'Sales under way and ended.';

create table data.leads (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  subject text not null,
  body text,
  person_id uuid,
  company_id uuid,
  status text not null default 'new',
  source text not null default 'other',
  dropped_why text,
  deal_id uuid,
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  constraint leads_pkey primary key (id),
  constraint leads_subject_length check (length(subject) <= 300),
  constraint leads_body_length check (length(body) <= 20000),
  constraint leads_status check (status in ('new', 'working', 'converted', 'dropped')),
  constraint leads_source check (source in ('form', 'mail', 'phone', 'fair', 'referral', 'customer', 'other')),
  constraint leads_dropped_why_length check (length(dropped_why) <= 300),
  constraint leads_owner_id_length check (length(owner_id) <= 100),
  constraint leads_team_length check (length(team) <= 100)
) with (fillfactor = 85);
create index leads_person_id on data.leads (person_id) where person_id is not null;
create index leads_company_id on data.leads (company_id) where company_id is not null;
create index leads_deal_id on data.leads (deal_id) where deal_id is not null;
create index leads_owner on data.leads (owner_id) where owner_id is not null;
comment on table data.leads is 'Requests before they are deals.';

create table data.quotes (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  number text not null default '',
  name text,
  deal_id uuid,
  company_id uuid,
  contact_id uuid,
  price_list_id uuid,
  currency text not null default 'EUR',
  language text not null default 'fi',
  state text not null default 'draft',
  valid_until date,
  terms text,
  net numeric not null default 0,
  vat numeric not null default 0,
  gross numeric not null default 0,
  sent_at timestamptz,
  answered_at timestamptz,
  answered_by text,
  document_hash text,
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  constraint quotes_pkey primary key (id),
  constraint quotes_name_length check (length(name) <= 300),
  constraint quotes_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN')),
  constraint quotes_language check (language in ('fi', 'sv', 'en')),
  constraint quotes_state check (state in ('draft', 'sent', 'accepted', 'declined', 'expired')),
  constraint quotes_terms_length check (length(terms) <= 20000),
  constraint quotes_net_places check (scale(net) <= 2 and abs(net) < 1e15),
  constraint quotes_vat_places check (scale(vat) <= 2 and abs(vat) < 1e15),
  constraint quotes_gross_places check (scale(gross) <= 2 and abs(gross) < 1e15),
  constraint quotes_answered_by_length check (length(answered_by) <= 200),
  constraint quotes_owner_id_length check (length(owner_id) <= 100),
  constraint quotes_team_length check (length(team) <= 100)
);
create index quotes_deal_id on data.quotes (deal_id) where deal_id is not null;
create index quotes_company_id on data.quotes (company_id) where company_id is not null;
create index quotes_contact_id on data.quotes (contact_id) where contact_id is not null;
create index quotes_price_list_id on data.quotes (price_list_id) where price_list_id is not null;
create index quotes_owner on data.quotes (owner_id) where owner_id is not null;
comment on table data.quotes is 'Offers with lines; what was sent is kept by its hash.';

create table data.contracts (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  number text not null default '',
  name text not null,
  kind text not null default 'customer',
  company_id uuid,
  contact_id uuid,
  deal_id uuid,
  quote_id uuid,
  state text not null default 'draft',
  start_on date,
  end_on date,
  notice_months int,
  renewal text not null default 'none',
  renewal_months int,
  value numeric,
  currency text not null default 'EUR',
  owner_id text,
  team text,
  signed_on date,
  ended_why text,
  removed_at timestamptz,
  removed_by text,
  folded text generated always as (data.fold(number || ' ' || name)) stored,
  constraint contracts_pkey primary key (id),
  constraint contracts_name_length check (length(name) <= 300),
  constraint contracts_kind check (kind in ('customer', 'reseller', 'partner', 'supplier')),
  constraint contracts_state check (state in ('draft', 'active', 'notice', 'ended')),
  constraint contracts_renewal check (renewal in ('none', 'automatic', 'negotiated')),
  constraint contracts_value_places check (scale(value) <= 2 and abs(value) < 1e15),
  constraint contracts_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN')),
  constraint contracts_owner_id_length check (length(owner_id) <= 100),
  constraint contracts_team_length check (length(team) <= 100),
  constraint contracts_ended_why_length check (length(ended_why) <= 300)
);
create index contracts_company_id on data.contracts (company_id) where company_id is not null;
create index contracts_contact_id on data.contracts (contact_id) where contact_id is not null;
create index contracts_deal_id on data.contracts (deal_id) where deal_id is not null;
create index contracts_quote_id on data.contracts (quote_id) where quote_id is not null;
create index contracts_owner on data.contracts (owner_id) where owner_id is not null;
create index contracts_folded on data.contracts using gin (folded ext.gin_trgm_ops);
comment on table data.contracts is 'What was agreed, with whom, until when.';

create table data.orders (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  number text not null default '',
  company_id uuid,
  contact_id uuid,
  contract_id uuid,
  quote_id uuid,
  state text not null default 'draft',
  ordered_on date not null default current_date,
  wanted_on date,
  reference text,
  delivery_address text,
  currency text not null default 'EUR',
  language text not null default 'fi',
  net numeric not null default 0,
  vat numeric not null default 0,
  gross numeric not null default 0,
  confirmed_at timestamptz,
  invoiced_at timestamptz,
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  constraint orders_pkey primary key (id),
  constraint orders_state check (state in ('draft', 'confirmed', 'delivering', 'delivered', 'invoiced', 'cancelled')),
  constraint orders_reference_length check (length(reference) <= 100),
  constraint orders_delivery_address_length check (length(delivery_address) <= 1000),
  constraint orders_currency check (currency in ('EUR', 'SEK', 'NOK', 'DKK', 'USD', 'GBP', 'CHF', 'PLN')),
  constraint orders_language check (language in ('fi', 'sv', 'en')),
  constraint orders_net_places check (scale(net) <= 2 and abs(net) < 1e15),
  constraint orders_vat_places check (scale(vat) <= 2 and abs(vat) < 1e15),
  constraint orders_gross_places check (scale(gross) <= 2 and abs(gross) < 1e15),
  constraint orders_owner_id_length check (length(owner_id) <= 100),
  constraint orders_team_length check (length(team) <= 100)
);
create index orders_company_id on data.orders (company_id) where company_id is not null;
create index orders_contact_id on data.orders (contact_id) where contact_id is not null;
create index orders_contract_id on data.orders (contract_id) where contract_id is not null;
create index orders_quote_id on data.orders (quote_id) where quote_id is not null;
create index orders_owner on data.orders (owner_id) where owner_id is not null;
comment on table data.orders is 'What was ordered.';

create table data.lines (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  quote_id uuid,
  order_id uuid,
  place int not null default 0,
  product_id uuid,
  name text not null,
  quantity numeric not null default 1,
  unit text not null default 'kpl',
  price numeric not null default 0,
  discount numeric not null default 0,
  vat numeric not null default 25.5,
  net numeric not null default 0,
  constraint lines_pkey primary key (id),
  constraint lines_name_length check (length(name) <= 300),
  constraint lines_quantity_places check (scale(quantity) <= 3 and abs(quantity) < 1e15),
  constraint lines_unit_length check (length(unit) <= 20),
  constraint lines_price_places check (scale(price) <= 4 and abs(price) < 1e15),
  constraint lines_discount_places check (scale(discount) <= 2 and abs(discount) < 1e15),
  constraint lines_vat_places check (scale(vat) <= 2 and abs(vat) < 1e15),
  constraint lines_net_places check (scale(net) <= 2 and abs(net) < 1e15)
);
create index lines_quote_id on data.lines (quote_id, created_at) where quote_id is not null;
create index lines_order_id on data.lines (order_id, created_at) where order_id is not null;
create index lines_product_id on data.lines (product_id) where product_id is not null;
comment on table data.lines is 'Rows of quotes and orders.';

create table data.deliveries (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  order_id uuid,
  state text not null default 'planned',
  planned_on date,
  sent_on date,
  received_on date,
  received_by text,
  note text,
  constraint deliveries_pkey primary key (id),
  constraint deliveries_state check (state in ('planned', 'sent', 'received')),
  constraint deliveries_received_by_length check (length(received_by) <= 200),
  constraint deliveries_note_length check (length(note) <= 500)
);
create index deliveries_order_id on data.deliveries (order_id, created_at) where order_id is not null;
comment on table data.deliveries is 'What went out against an order, in parts or whole.';

create table data.delivery_lines (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  delivery_id uuid not null,
  line_id uuid not null,
  quantity numeric not null,
  constraint delivery_lines_pkey primary key (id),
  constraint delivery_lines_quantity_places check (scale(quantity) <= 3 and abs(quantity) < 1e15)
);
create index delivery_lines_delivery_id on data.delivery_lines (delivery_id);
create index delivery_lines_line_id on data.delivery_lines (line_id);
comment on table data.delivery_lines is 'How much of a line a delivery had.';

create table data.services (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  company_id uuid,
  contract_id uuid,
  order_id uuid,
  product_id uuid,
  technical_id uuid,
  site_id uuid,
  licence text,
  quantity numeric not null default 1,
  start_on date not null default current_date,
  end_on date,
  state text not null default 'active',
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  folded text generated always as (data.fold(name || ' ' || coalesce(licence, ''))) stored,
  constraint services_pkey primary key (id),
  constraint services_name_length check (length(name) <= 300),
  constraint services_licence_length check (length(licence) <= 100),
  constraint services_quantity_places check (scale(quantity) <= 3 and abs(quantity) < 1e15),
  constraint services_state check (state in ('planned', 'active', 'suspended', 'ended')),
  constraint services_owner_id_length check (length(owner_id) <= 100),
  constraint services_team_length check (length(team) <= 100)
);
create index services_company_id on data.services (company_id) where company_id is not null;
create index services_contract_id on data.services (contract_id) where contract_id is not null;
create index services_order_id on data.services (order_id) where order_id is not null;
create index services_product_id on data.services (product_id) where product_id is not null;
create index services_technical_id on data.services (technical_id) where technical_id is not null;
create index services_site_id on data.services (site_id) where site_id is not null;
create index services_owner on data.services (owner_id) where owner_id is not null;
create index services_folded on data.services using gin (folded ext.gin_trgm_ops);
comment on table data.services is 'What runs for a customer, from a day until a day.';

create table data.benefits (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  company_id uuid,
  contract_id uuid,
  granted_on date not null default current_date,
  valid_until date,
  granted numeric not null default 1,
  unit text not null default 'kpl',
  removed_at timestamptz,
  removed_by text,
  constraint benefits_pkey primary key (id),
  constraint benefits_name_length check (length(name) <= 300),
  constraint benefits_granted_places check (scale(granted) <= 3 and abs(granted) < 1e15),
  constraint benefits_unit_length check (length(unit) <= 20)
);
create index benefits_company_id on data.benefits (company_id) where company_id is not null;
create index benefits_contract_id on data.benefits (contract_id) where contract_id is not null;
comment on table data.benefits is 'What a customer was granted besides.';

create table data.benefit_uses (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  benefit_id uuid not null,
  used_on date not null default current_date,
  quantity numeric not null default 1,
  note text,
  constraint benefit_uses_pkey primary key (id),
  constraint benefit_uses_quantity_places check (scale(quantity) <= 3 and abs(quantity) < 1e15),
  constraint benefit_uses_note_length check (length(note) <= 300)
);
create index benefit_uses_benefit_id on data.benefit_uses (benefit_id);
comment on table data.benefit_uses is 'What of it was used.';

create table data.involvements (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  deal_id uuid,
  contract_id uuid,
  role text not null default 'contact',
  authority text,
  constraint involvements_pkey primary key (id),
  constraint involvements_role check (role in ('contact', 'decision_maker', 'signatory', 'technical', 'billing', 'party')),
  constraint involvements_authority_length check (length(authority) <= 300)
) with (fillfactor = 85);
create index involvements_person_id on data.involvements (person_id);
create index involvements_deal_id on data.involvements (deal_id, created_at) where deal_id is not null;
create index involvements_contract_id on data.involvements (contract_id, created_at) where contract_id is not null;
comment on table data.involvements is 'Whom a deal or contract has to do with.';

create table data.cases (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  number text not null default '',
  subject text not null,
  body text,
  person_id uuid,
  company_id uuid,
  service_id uuid,
  topic text not null default 'other',
  severity text not null default 'normal',
  state text not null default 'open',
  channel text not null default 'phone',
  closed_at timestamptz,
  outcome text,
  owner_id text,
  team text,
  removed_at timestamptz,
  removed_by text,
  folded text generated always as (data.fold(number || ' ' || subject)) stored,
  constraint cases_pkey primary key (id),
  constraint cases_subject_length check (length(subject) <= 300),
  constraint cases_body_length check (length(body) <= 20000),
  constraint cases_topic check (topic in ('fault', 'invoicing', 'delivery', 'advice', 'complaint', 'other')),
  constraint cases_severity check (severity in ('low', 'normal', 'serious')),
  constraint cases_state check (state in ('open', 'waiting', 'closed')),
  constraint cases_channel check (channel in ('phone', 'mail', 'form', 'visit', 'other')),
  constraint cases_outcome_length check (length(outcome) <= 20000),
  constraint cases_owner_id_length check (length(owner_id) <= 100),
  constraint cases_team_length check (length(team) <= 100)
) with (fillfactor = 85);
create index cases_person_id on data.cases (person_id) where person_id is not null;
create index cases_company_id on data.cases (company_id) where company_id is not null;
create index cases_service_id on data.cases (service_id) where service_id is not null;
create index cases_owner on data.cases (owner_id) where owner_id is not null;
create index cases_folded on data.cases using gin (folded ext.gin_trgm_ops);
comment on table data.cases is 'Requests for help and their outcome.';

create table data.case_digests (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  case_id uuid,
  person_id uuid,
  company_id uuid,
  topic text not null,
  severity text not null,
  state text not null,
  opened_at timestamptz not null,
  owner_id text,
  constraint case_digests_pkey primary key (id)
) with (fillfactor = 85);
create index case_digests_case_id on data.case_digests (case_id) where case_id is not null;
create index case_digests_person_id on data.case_digests (person_id) where person_id is not null;
create index case_digests_company_id on data.case_digests (company_id) where company_id is not null;
create index case_digests_owner on data.case_digests (owner_id) where owner_id is not null;
comment on table data.case_digests is 'What others may know of a case; made by trigger.';

create table data.tasks (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  company_id uuid,
  deal_id uuid,
  contract_id uuid,
  owner_id text,
  team text,
  title text not null,
  body text,
  due_at timestamptz,
  remind_at timestamptz,
  reminded_at timestamptz,
  priority text not null default 'normal',
  done_at timestamptz,
  origin text,
  author_id text default nullif(current_setting('seloste.actor', true), ''),
  purpose text not null default substr(session_user::text, 9),
  removed_at timestamptz,
  removed_by text,
  constraint tasks_pkey primary key (id),
  constraint tasks_owner_id_length check (length(owner_id) <= 100),
  constraint tasks_team_length check (length(team) <= 100),
  constraint tasks_title_length check (length(title) <= 300),
  constraint tasks_body_length check (length(body) <= 20000),
  constraint tasks_priority check (priority in ('low', 'normal', 'high'))
) with (fillfactor = 85);
create index tasks_person_id on data.tasks (person_id, created_at) where person_id is not null;
create index tasks_company_id on data.tasks (company_id, created_at) where company_id is not null;
create index tasks_deal_id on data.tasks (deal_id, created_at) where deal_id is not null;
create index tasks_contract_id on data.tasks (contract_id, created_at) where contract_id is not null;
create index tasks_owner on data.tasks (owner_id) where owner_id is not null;
comment on table data.tasks is 'What one of us is to do.';

create table data.meetings (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  company_id uuid,
  deal_id uuid,
  contract_id uuid,
  owner_id text,
  team text,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  whole_day boolean not null default false,
  place text,
  body text,
  outcome text,
  remind_at timestamptz,
  reminded_at timestamptz,
  sequence int not null default 0,
  invited_at timestamptz,
  cancelled_at timestamptz,
  author_id text default nullif(current_setting('seloste.actor', true), ''),
  purpose text not null default substr(session_user::text, 9),
  removed_at timestamptz,
  removed_by text,
  constraint meetings_pkey primary key (id),
  constraint meetings_owner_id_length check (length(owner_id) <= 100),
  constraint meetings_team_length check (length(team) <= 100),
  constraint meetings_title_length check (length(title) <= 300),
  constraint meetings_place_length check (length(place) <= 300),
  constraint meetings_body_length check (length(body) <= 20000),
  constraint meetings_outcome_length check (length(outcome) <= 20000)
) with (fillfactor = 85);
create index meetings_person_id on data.meetings (person_id, created_at) where person_id is not null;
create index meetings_company_id on data.meetings (company_id, created_at) where company_id is not null;
create index meetings_deal_id on data.meetings (deal_id, created_at) where deal_id is not null;
create index meetings_contract_id on data.meetings (contract_id, created_at) where contract_id is not null;
create index meetings_owner on data.meetings (owner_id) where owner_id is not null;
comment on table data.meetings is 'Meetings.';

create table data.attendances (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  meeting_id uuid not null,
  person_id uuid not null,
  answer text,
  constraint attendances_pkey primary key (id),
  constraint attendances_answer check (answer in ('accepted', 'declined', 'tentative'))
) with (fillfactor = 85);
create index attendances_meeting_id on data.attendances (meeting_id);
create index attendances_person_id on data.attendances (person_id);
comment on table data.attendances is 'Who else is in a meeting.';

create table data.calls (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  company_id uuid,
  deal_id uuid,
  contract_id uuid,
  direction text not null default 'out',
  outcome text,
  at timestamptz not null default now(),
  minutes int,
  body text,
  author_id text default nullif(current_setting('seloste.actor', true), ''),
  purpose text not null default substr(session_user::text, 9),
  removed_at timestamptz,
  removed_by text,
  constraint calls_pkey primary key (id),
  constraint calls_direction check (direction in ('out', 'in')),
  constraint calls_outcome check (outcome in ('reached', 'no_answer', 'message', 'wrong')),
  constraint calls_body_length check (length(body) <= 20000)
) with (fillfactor = 85);
create index calls_person_id on data.calls (person_id, created_at) where person_id is not null;
create index calls_company_id on data.calls (company_id, created_at) where company_id is not null;
create index calls_deal_id on data.calls (deal_id, created_at) where deal_id is not null;
create index calls_contract_id on data.calls (contract_id, created_at) where contract_id is not null;
comment on table data.calls is 'Calls that were made or taken.';

create table data.files (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  company_id uuid,
  deal_id uuid,
  contract_id uuid,
  quote_id uuid,
  order_id uuid,
  case_id uuid,
  name text not null,
  type text not null,
  bytes bigint not null,
  hash text not null,
  author_id text default nullif(current_setting('seloste.actor', true), ''),
  purpose text not null default substr(session_user::text, 9),
  removed_at timestamptz,
  removed_by text,
  constraint files_pkey primary key (id),
  constraint files_name_length check (length(name) <= 255),
  constraint files_type_length check (length(type) <= 200),
  constraint files_hash_length check (length(hash) <= 64)
) with (fillfactor = 85);
create index files_person_id on data.files (person_id, created_at) where person_id is not null;
create index files_company_id on data.files (company_id, created_at) where company_id is not null;
create index files_deal_id on data.files (deal_id, created_at) where deal_id is not null;
create index files_contract_id on data.files (contract_id, created_at) where contract_id is not null;
create index files_quote_id on data.files (quote_id) where quote_id is not null;
create index files_order_id on data.files (order_id) where order_id is not null;
create index files_case_id on data.files (case_id) where case_id is not null;
comment on table data.files is 'Files kept outside the database.';

create table data.file_keys (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  file_id uuid not null,
  sealed text not null,
  constraint file_keys_pkey primary key (id),
  constraint file_keys_sealed_length check (length(sealed) <= 200)
);
create index file_keys_file_id on data.file_keys (file_id);
comment on table data.file_keys is 'A key a file; destroyed, the file is gone.';

create table data.labels (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  noun text not null,
  hue int not null default 215,
  meaning text,
  archived boolean not null default false,
  constraint labels_pkey primary key (id),
  constraint labels_name_length check (length(name) <= 60),
  constraint labels_noun_length check (length(noun) <= 40),
  constraint labels_meaning_length check (length(meaning) <= 300)
);
comment on table data.labels is 'The closed list of labels.';

create table data.labellings (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  label_id uuid not null,
  person_id uuid,
  company_id uuid,
  deal_id uuid,
  constraint labellings_pkey primary key (id)
) with (fillfactor = 85);
create index labellings_label_id on data.labellings (label_id);
create index labellings_person_id on data.labellings (person_id, created_at) where person_id is not null;
create index labellings_company_id on data.labellings (company_id, created_at) where company_id is not null;
create index labellings_deal_id on data.labellings (deal_id, created_at) where deal_id is not null;
comment on table data.labellings is 'Labels on records.';

create table data.changes (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  of text not null,
  record_id uuid not null,
  person_id uuid,
  was text,
  became text,
  actor text,
  purpose text,
  constraint changes_pkey primary key (id)
) with (fillfactor = 85);
create index changes_person_id on data.changes (person_id) where person_id is not null;
comment on table data.changes is 'What fields said before; made by trigger.';

create table data.verifications (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  of text not null,
  record_id uuid not null,
  person_id uuid,
  company_id uuid,
  source text not null default 'person',
  by_id text default nullif(current_setting('seloste.actor', true), ''),
  constraint verifications_pkey primary key (id),
  constraint verifications_of_length check (length(of) <= 100),
  constraint verifications_source check (source in ('person', 'company', 'register', 'delivery', 'colleague'))
) with (fillfactor = 85);
create index verifications_person_id on data.verifications (person_id, created_at) where person_id is not null;
create index verifications_company_id on data.verifications (company_id, created_at) where company_id is not null;
comment on table data.verifications is 'That a value was found right on a day.';

create table data.trade_records (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  company_id uuid,
  person_id uuid,
  business_id text not null,
  name text,
  said jsonb not null default '{}',
  situation text not null default 'none',
  fetched_at timestamptz not null default now(),
  changed_on date,
  constraint trade_records_pkey primary key (id),
  constraint trade_records_business_id_length check (length(business_id) <= 20),
  constraint trade_records_name_length check (length(name) <= 300),
  constraint trade_records_situation check (situation in ('none', 'bankruptcy', 'liquidation', 'restructuring', 'ceased'))
) with (fillfactor = 85);
create index trade_records_company_id on data.trade_records (company_id) where company_id is not null;
create index trade_records_person_id on data.trade_records (person_id) where person_id is not null;
comment on table data.trade_records is 'Companies as the trade register says.';

create table data.stepins (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  user_id text not null default coalesce(current_setting('seloste.actor', true), ''),
  entered text not null,
  person_id uuid,
  company_id uuid,
  reason text not null,
  why text not null,
  purpose text not null default substr(session_user::text, 9),
  constraint stepins_pkey primary key (id),
  constraint stepins_entered_length check (length(entered) <= 40),
  constraint stepins_reason check (reason in ('asked', 'meeting', 'handling', 'covering')),
  constraint stepins_why_length check (length(why) <= 300)
) with (fillfactor = 85);
create index stepins_person_id on data.stepins (person_id) where person_id is not null;
create index stepins_company_id on data.stepins (company_id) where company_id is not null;
comment on table data.stepins is 'Who looked into a matter of another purpose, and why.';

create table data.views (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  user_id text not null default coalesce(current_setting('seloste.actor', true), ''),
  noun text not null,
  name text not null,
  shared boolean not null default false,
  favourite boolean not null default false,
  place int not null default 0,
  state jsonb not null default '{}',
  purpose text not null default substr(session_user::text, 9),
  constraint views_pkey primary key (id),
  constraint views_noun_length check (length(noun) <= 40),
  constraint views_name_length check (length(name) <= 100)
);
comment on table data.views is 'Lists as people want to see them.';

create table data.follows (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  user_id text not null default coalesce(current_setting('seloste.actor', true), ''),
  noun text not null,
  record_id uuid not null,
  kind text not null default 'follow',
  purpose text not null default substr(session_user::text, 9),
  constraint follows_pkey primary key (id),
  constraint follows_noun_length check (length(noun) <= 40),
  constraint follows_kind check (kind in ('follow', 'favourite'))
);
comment on table data.follows is 'What people keep at hand or follow.';

create table data.notifications (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  user_id text not null,
  from_id text default coalesce(current_setting('seloste.actor', true), ''),
  kind text not null,
  noun text not null,
  record_id uuid not null,
  read_at timestamptz,
  mailed_at timestamptz,
  purpose text not null default substr(session_user::text, 9),
  constraint notifications_pkey primary key (id),
  constraint notifications_user_id_length check (length(user_id) <= 100),
  constraint notifications_kind check (kind in ('mention', 'assigned', 'followed', 'reminder', 'asked', 'stepped_in', 'register', 'ending', 'accepted', 'declined', 'lead')),
  constraint notifications_noun_length check (length(noun) <= 40)
);
comment on table data.notifications is 'What one of us should know; ids, no text.';

create table data.templates (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  user_id text not null default coalesce(current_setting('seloste.actor', true), ''),
  name text not null,
  kind text not null default 'letter',
  language text,
  subject text,
  body text not null,
  shared boolean not null default true,
  purpose text not null default substr(session_user::text, 9),
  constraint templates_pkey primary key (id),
  constraint templates_name_length check (length(name) <= 100),
  constraint templates_kind check (kind in ('letter', 'snippet')),
  constraint templates_language_length check (length(language) <= 2),
  constraint templates_subject_length check (length(subject) <= 300),
  constraint templates_body_length check (length(body) <= 20000)
);
comment on table data.templates is 'Texts that are written often.';

-- what names what: after all tables stand
alter table data.prices add constraint prices_price_list_id_is foreign key (price_list_id) references data.price_lists (id) on delete cascade;
alter table data.prices add constraint prices_product_id_is foreign key (product_id) references data.products (id) on delete cascade;
alter table data.stages add constraint stages_pipeline_id_is foreign key (pipeline_id) references data.pipelines (id) on delete cascade;
alter table data.deals add constraint deals_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.deals add constraint deals_contact_id_is foreign key (contact_id) references data.people (id) on delete set null;
alter table data.deals add constraint deals_reseller_id_is foreign key (reseller_id) references data.companies (id) on delete set null;
alter table data.deals add constraint deals_pipeline_id_is foreign key (pipeline_id) references data.pipelines (id) on delete set null;
alter table data.deals add constraint deals_stage_id_is foreign key (stage_id) references data.stages (id) on delete set null;
alter table data.leads add constraint leads_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.leads add constraint leads_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.leads add constraint leads_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.quotes add constraint quotes_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.quotes add constraint quotes_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.quotes add constraint quotes_contact_id_is foreign key (contact_id) references data.people (id) on delete set null;
alter table data.quotes add constraint quotes_price_list_id_is foreign key (price_list_id) references data.price_lists (id) on delete set null;
alter table data.contracts add constraint contracts_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.contracts add constraint contracts_contact_id_is foreign key (contact_id) references data.people (id) on delete set null;
alter table data.contracts add constraint contracts_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.contracts add constraint contracts_quote_id_is foreign key (quote_id) references data.quotes (id) on delete set null;
alter table data.orders add constraint orders_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.orders add constraint orders_contact_id_is foreign key (contact_id) references data.people (id) on delete set null;
alter table data.orders add constraint orders_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.orders add constraint orders_quote_id_is foreign key (quote_id) references data.quotes (id) on delete set null;
alter table data.lines add constraint lines_quote_id_is foreign key (quote_id) references data.quotes (id) on delete set null;
alter table data.lines add constraint lines_order_id_is foreign key (order_id) references data.orders (id) on delete set null;
alter table data.lines add constraint lines_product_id_is foreign key (product_id) references data.products (id) on delete set null;
alter table data.deliveries add constraint deliveries_order_id_is foreign key (order_id) references data.orders (id) on delete set null;
alter table data.delivery_lines add constraint delivery_lines_delivery_id_is foreign key (delivery_id) references data.deliveries (id) on delete cascade;
alter table data.delivery_lines add constraint delivery_lines_line_id_is foreign key (line_id) references data.lines (id) on delete cascade;
alter table data.services add constraint services_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.services add constraint services_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.services add constraint services_order_id_is foreign key (order_id) references data.orders (id) on delete set null;
alter table data.services add constraint services_product_id_is foreign key (product_id) references data.products (id) on delete set null;
alter table data.services add constraint services_technical_id_is foreign key (technical_id) references data.people (id) on delete set null;
alter table data.services add constraint services_site_id_is foreign key (site_id) references data.addresses (id) on delete set null;
alter table data.benefits add constraint benefits_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.benefits add constraint benefits_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.benefit_uses add constraint benefit_uses_benefit_id_is foreign key (benefit_id) references data.benefits (id) on delete cascade;
alter table data.involvements add constraint involvements_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.involvements add constraint involvements_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.involvements add constraint involvements_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.cases add constraint cases_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.cases add constraint cases_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.cases add constraint cases_service_id_is foreign key (service_id) references data.services (id) on delete set null;
alter table data.case_digests add constraint case_digests_case_id_is foreign key (case_id) references data.cases (id) on delete set null;
alter table data.case_digests add constraint case_digests_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.case_digests add constraint case_digests_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.tasks add constraint tasks_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.tasks add constraint tasks_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.tasks add constraint tasks_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.tasks add constraint tasks_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.meetings add constraint meetings_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.meetings add constraint meetings_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.meetings add constraint meetings_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.meetings add constraint meetings_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.attendances add constraint attendances_meeting_id_is foreign key (meeting_id) references data.meetings (id) on delete cascade;
alter table data.attendances add constraint attendances_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.calls add constraint calls_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.calls add constraint calls_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.calls add constraint calls_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.calls add constraint calls_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.files add constraint files_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.files add constraint files_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.files add constraint files_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.files add constraint files_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.files add constraint files_quote_id_is foreign key (quote_id) references data.quotes (id) on delete set null;
alter table data.files add constraint files_order_id_is foreign key (order_id) references data.orders (id) on delete set null;
alter table data.files add constraint files_case_id_is foreign key (case_id) references data.cases (id) on delete set null;
alter table data.file_keys add constraint file_keys_file_id_is foreign key (file_id) references data.files (id) on delete cascade;
alter table data.labellings add constraint labellings_label_id_is foreign key (label_id) references data.labels (id) on delete cascade;
alter table data.labellings add constraint labellings_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.labellings add constraint labellings_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.labellings add constraint labellings_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null;
alter table data.changes add constraint changes_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.verifications add constraint verifications_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.verifications add constraint verifications_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.trade_records add constraint trade_records_company_id_is foreign key (company_id) references data.companies (id) on delete set null;
alter table data.trade_records add constraint trade_records_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.stepins add constraint stepins_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.stepins add constraint stepins_company_id_is foreign key (company_id) references data.companies (id) on delete set null;

-- notes stand on more than people, are pinned, deleted with a way back, and say for which purpose they were made
alter table data.notes
  alter column person_id drop not null,
  alter column permitted set default -1,
  add column company_id uuid,
  add column deal_id uuid,
  add column contract_id uuid,
  add column pinned boolean not null default false,
  add column author_id text default nullif(current_setting('seloste.actor', true), ''),
  add column purpose text not null default 'relationship',
  add column removed_at timestamptz,
  add column removed_by text,
  add constraint notes_company_id_is foreign key (company_id) references data.companies (id) on delete set null,
  add constraint notes_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null,
  add constraint notes_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null;
alter table data.notes alter column purpose set default substr(session_user::text, 9);
create index notes_company_id on data.notes (company_id, created_at) where company_id is not null;
create index notes_deal_id on data.notes (deal_id, created_at) where deal_id is not null;
create index notes_contract_id on data.notes (contract_id, created_at) where contract_id is not null;

alter table data.companies
  add column open_deal boolean not null default false,
  add column serious_case boolean not null default false;

create index deals_stage on data.deals (pipeline_id, stage_id, close_on) where removed_at is null;  -- the board
create index tasks_due on data.tasks (owner_id, due_at) where done_at is null and removed_at is null;  -- my day
create index tasks_remind on data.tasks (remind_at) where remind_at is not null and reminded_at is null;
create index meetings_starts on data.meetings (owner_id, starts_at) where removed_at is null;  -- the calendar
create index meetings_remind on data.meetings (remind_at) where remind_at is not null and reminded_at is null;
create index contracts_ends on data.contracts (end_on) where end_on is not null and removed_at is null;  -- renewals
create index services_ends on data.services (end_on) where end_on is not null and removed_at is null;
create index cases_open on data.cases (created_at) where state <> 'closed' and removed_at is null;  -- the desk
create index changes_record on data.changes (record_id, created_at);  -- a record's history
create index verifications_record on data.verifications (record_id, of, created_at);
create index notifications_unread on data.notifications (user_id, created_at) where read_at is null;
create index notifications_user on data.notifications (user_id, created_at);
create index follows_record on data.follows (record_id);  -- whom to tell
create index follows_user on data.follows (user_id);
create index views_noun on data.views (noun, user_id);
create index rates_day on data.rates (currency, rate_on);
create index trade_records_business_id on data.trade_records (business_id);

-- numbers of documents run without gaps: the row is locked until the document is there
create table register.counters (
  name text not null,
  year int not null,
  last bigint not null,
  constraint counters_pkey primary key (name, year)
);
comment on table register.counters is 'The last number given of each kind of document in a year.';
