-- A file in which something was found waits like a text: its key stands with what was taken out until a human has
-- decided. Who keeps a file that speaks of somebody erased says why.

alter table data.withheld add column sealed text;
alter table data.withheld add constraint withheld_sealed_length check (length(sealed) <= 200);
alter table data.withheld alter column said drop not null;  -- of a file no word is copied
alter table data.withheld add constraint withheld_holds check (said is not null or sealed is not null);

alter table data.findings add column reason text;
alter table data.findings add constraint findings_reason_length check (length(reason) <= 500);
