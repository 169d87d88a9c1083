-- How long each kind of record is kept, as the register says it, for what runs inside the database.
create table register.clocks (
  noun text not null,
  schema text not null,
  rule text not null,
  starts text not null,
  self boolean not null,
  person text,
  constraint clocks_pkey primary key (noun, rule)
);
comment on table register.clocks is 'Of each noun: its rule, and the expression that says when it begins to run; written at every build.';
-- no insert, update or delete by any login: the build alone writes it

create index employments_end on data.employments (end_on) where end_on is not null;  -- who has left
create index contracts_company on data.contracts (company_id, end_on) where company_id is not null and removed_at is null;  -- whether a relation lives
create index services_company on data.services (company_id, end_on) where company_id is not null and removed_at is null;
create index cases_closed on data.cases (closed_at) where closed_at is not null;
