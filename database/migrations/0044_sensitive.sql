-- Sexual life is protected by the same article as health; and a place is told once for each kind of matter.

alter table data.findings drop constraint findings_kind;
alter table data.findings add constraint findings_kind check (kind in ('identity_code', 'health', 'union', 'belief', 'origin', 'sex', 'offence', 'mention'));
create unique index findings_once on data.findings (record_id, field, kind, noun) where state = 'open' and kind <> 'mention';
create index receipts_noun on register.receipts (kind, noun, at);  -- since when a noun has been looked through
