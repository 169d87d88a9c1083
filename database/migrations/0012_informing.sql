-- Some need not be informed (Art. 14(5)): who said so, why, and what stands in its place, decided by two.

create table register.exemptions (
  id uuid not null default data.new_id(),
  ground text not null,
  reasoning text not null,
  safeguards text not null,
  people int not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null default now(),
  approved boolean,
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  reason text,
  constraint exemptions_pkey primary key (id),
  constraint exemptions_ground check (ground in ('has_it', 'disproportionate', 'by_law', 'secrecy')),
  constraint exemptions_texts check (length(btrim(reasoning)) between 20 and 4000 and length(btrim(safeguards)) between 10 and 4000),
  constraint exemptions_decided check ((decided_at is null) = (approved is null) and (decided_at is null) = (decided_by is null))
);
comment on table register.exemptions is 'Exemptions from informing, Art. 14(5), a batch each: ground, reasoning, safeguards and who decided. Who is in it stands with the people.';
grant select, insert, update on register.exemptions to jobs;
-- no delete by any login

alter table data.informings drop constraint informings_kind;
alter table data.informings add constraint informings_kind check (kind in ('collected', 'obtained', 'changed', 'exemption_proposed', 'exempt'));
