-- Whoever reads the notice can ask to be told of its changes: an address, known to us or not, and what was sent to it.

create table data.subscriptions (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  address text not null,
  language text not null,
  token_hash text,
  confirmed_at timestamptz,
  constraint subscriptions_pkey primary key (id),
  constraint subscriptions_person_id_is foreign key (person_id) references data.people (id) on delete cascade,
  constraint subscriptions_address_fits check (data.fits_email(address, 'private')),
  constraint subscriptions_language check (language in ('fi', 'sv', 'en')),
  constraint subscriptions_token_hash_length check (length(token_hash) <= 64),
  constraint subscriptions_token_hash_spent check ((token_hash is null) = (confirmed_at is not null))  -- a token confirms once
) with (fillfactor = 85);
create index subscriptions_token on data.subscriptions (token_hash) where token_hash is not null;  -- whoever confirms
create index subscriptions_address on data.subscriptions (address);  -- whose it is, and whether it is here already
create index subscriptions_person_id on data.subscriptions (person_id) where person_id is not null;
comment on table data.subscriptions is 'Addresses whose holders asked to be told of changes of the notice; what is not confirmed is told nothing.';
-- no state of having left: whoever leaves is deleted
-- no grant: the view of the purpose that serves rights is the way in

create table data.subscription_sendings (
  id uuid not null default data.new_id(),
  subscription_id uuid not null,
  message text not null,
  content text not null,
  allowed boolean not null,
  ground text,
  code text,
  state text not null,
  decided_at timestamptz not null default clock_timestamp(),
  lease timestamptz,
  sent_at timestamptz,
  reply text,
  constraint subscription_sendings_pkey primary key (id),
  constraint subscription_sendings_subscription_id_is foreign key (subscription_id) references data.subscriptions (id) on delete cascade,
  constraint subscription_sendings_content check (content in ('service', 'marketing')),
  constraint subscription_sendings_state check (state in ('refused', 'handing', 'sent', 'failed', 'unknown')),
  constraint subscription_sendings_lengths check (length(message) <= 200 and length(reply) <= 500)
) with (fillfactor = 85);
create index subscription_sendings_subscription on data.subscription_sendings (subscription_id, message);  -- what became of a message
create unique index subscription_sendings_once on data.subscription_sendings (subscription_id, message) where allowed and state <> 'failed';  -- nobody is told twice
comment on table data.subscription_sendings is 'Each decision of the send gate about a subscription, and what became of it.';
-- no grant: written through the gate
