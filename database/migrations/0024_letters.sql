-- What one of us writes to one person, whole: the log of sendings says that something went, not what it said.

create table data.letters (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  company_id uuid,
  deal_id uuid,
  contract_id uuid,
  subject text not null,
  body text not null,
  content text not null default 'service',
  topic text,
  product_group text,
  address_id uuid,
  state text not null default 'draft',
  sent_at timestamptz,
  sending_id uuid,
  author_id text default nullif(current_setting('seloste.actor', true), ''),
  purpose text not null default substr(session_user::text, 9),
  constraint letters_pkey primary key (id),
  constraint letters_person_id_is foreign key (person_id) references data.people (id) on delete cascade,
  constraint letters_company_id_is foreign key (company_id) references data.companies (id) on delete set null,
  constraint letters_deal_id_is foreign key (deal_id) references data.deals (id) on delete set null,
  constraint letters_contract_id_is foreign key (contract_id) references data.contracts (id) on delete set null,
  constraint letters_subject_length check (length(subject) <= 300),
  constraint letters_body_length check (length(body) <= 20000),
  constraint letters_content check (content in ('service', 'marketing')),
  constraint letters_topic check (topic in ('products', 'events', 'activities')),
  constraint letters_product_group_length check (length(product_group) <= 41),
  constraint letters_state check (state in ('draft', 'handing', 'sent', 'failed', 'unknown'))
) with (fillfactor = 85);
-- the timeline: a walk an index, newest first, of what one purpose made and has sent
create index letters_person_id on data.letters (person_id, purpose, sent_at, id);
create index letters_company_id on data.letters (company_id, purpose, sent_at, id) where company_id is not null;
create index letters_deal_id on data.letters (deal_id, purpose, sent_at, id) where deal_id is not null;
create index letters_contract_id on data.letters (contract_id, purpose, sent_at, id) where contract_id is not null;
-- one's own drafts
create index letters_drafts on data.letters (author_id, updated_at) where state = 'draft';
comment on table data.letters is 'Messages written by hand to one person; their state follows from data.sendings.';

create index templates_name on data.templates (kind, name);
