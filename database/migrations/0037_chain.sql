-- When a quote was sent once more, by whom a service was resold, in which order somebody keeps the cards of a stage, and which files went with a letter.

alter table data.quotes add column resent_at timestamptz;

alter table data.deals add column rank int;
-- the board: a column in its own order, then by expected close
create index deals_board_ranked on data.deals (stage_id, rank, close_on, id) where state = 'open' and removed_at is null;

alter table data.files add column letter_id uuid;
alter table data.files add constraint files_letter_id_is foreign key (letter_id) references data.letters (id) on delete cascade;
create index files_letter_id on data.files (letter_id) where letter_id is not null;  -- what is attached to a letter

alter table data.services add column reseller_id uuid;
alter table data.services add constraint services_reseller_id_is foreign key (reseller_id) references data.companies (id) on delete set null;
create index services_reseller_id on data.services (reseller_id) where reseller_id is not null;  -- a reseller's customers
