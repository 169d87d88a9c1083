-- A file whose words nobody's program could read is put before a human: a kind of finding, with no day on which it goes.

alter table data.findings drop constraint findings_kind;
alter table data.findings add constraint findings_kind check (kind in ('identity_code', 'health', 'union', 'belief', 'origin', 'sexuality', 'offence', 'mention', 'unread'));
