-- Companies can be deleted and brought back, and of two records somebody can say that they are two people.

alter table data.companies add column removed_at timestamptz, add column removed_by text;
comment on column data.companies.removed_at is 'Deleted: hidden from every purpose by a mask of 0. Set and taken back by data.hide_company alone.';

alter table data.pairs add column different_at timestamptz;
comment on column data.pairs.different_at is 'When somebody who saw both said that they are two people; such a pair waits for nothing.';
