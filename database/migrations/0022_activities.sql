-- The timeline of a record: for each kind of row one walk along an index, newest first, of what one purpose made.

-- notes: by when they were written
drop index data.notes_person;
drop index data.notes_company_id;
drop index data.notes_deal_id;
drop index data.notes_contract_id;
create index notes_person_id on data.notes (person_id, purpose, created_at, id) where person_id is not null;
create index notes_company_id on data.notes (company_id, purpose, created_at, id) where company_id is not null;
create index notes_deal_id on data.notes (deal_id, purpose, created_at, id) where deal_id is not null;
create index notes_contract_id on data.notes (contract_id, purpose, created_at, id) where contract_id is not null;

-- tasks: by when they were given
drop index data.tasks_person_id;
drop index data.tasks_company_id;
drop index data.tasks_deal_id;
drop index data.tasks_contract_id;
create index tasks_person_id on data.tasks (person_id, purpose, created_at, id) where person_id is not null;
create index tasks_company_id on data.tasks (company_id, purpose, created_at, id) where company_id is not null;
create index tasks_deal_id on data.tasks (deal_id, purpose, created_at, id) where deal_id is not null;
create index tasks_contract_id on data.tasks (contract_id, purpose, created_at, id) where contract_id is not null;

-- calls: by when they were made, which may be earlier than when they were written down
drop index data.calls_person_id;
drop index data.calls_company_id;
drop index data.calls_deal_id;
drop index data.calls_contract_id;
create index calls_person_id on data.calls (person_id, purpose, at, id) where person_id is not null;
create index calls_company_id on data.calls (company_id, purpose, at, id) where company_id is not null;
create index calls_deal_id on data.calls (deal_id, purpose, at, id) where deal_id is not null;
create index calls_contract_id on data.calls (contract_id, purpose, at, id) where contract_id is not null;

-- meetings: by when they begin
drop index data.meetings_person_id;
drop index data.meetings_company_id;
drop index data.meetings_deal_id;
drop index data.meetings_contract_id;
create index meetings_person_id on data.meetings (person_id, purpose, starts_at, id) where person_id is not null;
create index meetings_company_id on data.meetings (company_id, purpose, starts_at, id) where company_id is not null;
create index meetings_deal_id on data.meetings (deal_id, purpose, starts_at, id) where deal_id is not null;
create index meetings_contract_id on data.meetings (contract_id, purpose, starts_at, id) where contract_id is not null;

-- what stands on top of a timeline: few of many
create index notes_pinned_person on data.notes (person_id) where pinned and person_id is not null;
create index notes_pinned_company on data.notes (company_id) where pinned and company_id is not null;
create index notes_pinned_deal on data.notes (deal_id) where pinned and deal_id is not null;
create index notes_pinned_contract on data.notes (contract_id) where pinned and contract_id is not null;

-- what a person's fields said before, newest first
drop index data.changes_person_id;
create index changes_person_id on data.changes (person_id, created_at, id) where person_id is not null;

-- what somebody has got done lately
create index tasks_done on data.tasks (owner_id, done_at) where done_at is not null and removed_at is null;

-- rows that nobody's login made (the demo company, an import before logins were kept) were made to look after customers
update data.notes set purpose = 'relationship' where purpose not in ('relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support');
