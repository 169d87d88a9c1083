-- Sexual life is protected by the same article as health.

alter table data.findings drop constraint findings_kind;
alter table data.findings add constraint findings_kind check (kind in ('identity_code', 'health', 'union', 'belief', 'origin', 'sexuality', 'offence', 'mention'));
create index receipts_noun on register.receipts (kind, noun, at);  -- since when a noun has been looked through
