-- Who looked at a person's data is found without reading the whole ledger; what stands in the place of an address is a
-- trace of its own; and a code is read aloud to who asks, at the number that is on record.

-- Small lists are pending at a time: whoever writes the entry that fills one waits for no more than that to be sorted in.
create index entries_ids on ledger.entries using gin (ids) with (gin_pending_list_limit = 256);  -- whose data was seen, by whom

alter table register.traces drop constraint traces_how;
alter table register.traces add constraint traces_how
  check (how in ('self', 'own', 'part', 'blank', 'names', 'record', 'stored', 'text', 'hash', 'other'));

create table data.call_codes (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  person_id uuid not null,
  phone_id uuid not null,
  hash text not null,
  until timestamptz not null,
  tries int not null default 0,
  constraint call_codes_pkey primary key (id),
  constraint call_codes_hash_length check (length(hash) <= 64),
  constraint call_codes_tries check (tries between 0 and 5),
  constraint call_codes_request_id_is foreign key (request_id) references data.requests (id) on delete cascade,
  constraint call_codes_person_id_is foreign key (person_id) references data.people (id) on delete cascade,
  constraint call_codes_phone_id_is foreign key (phone_id) references data.phones (id) on delete cascade
) with (fillfactor = 85);
create index call_codes_request_id on data.call_codes (request_id);  -- the one that is good; the one before it went under the lock of the request
create index call_codes_person_id on data.call_codes (person_id);
create index call_codes_phone_id on data.call_codes (phone_id);
comment on table data.call_codes is 'A code read aloud in a call, for some minutes: its keyed hash, and how often it was tried.';
-- no grant: the view of the purpose that serves rights is the way in
