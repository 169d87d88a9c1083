-- Quotes and what is sold: what an answer says beside yes or no, and what no product, list or line may be.

alter table data.quotes add column answer_note text;
alter table data.quotes add column wins_deal boolean not null default true;
alter table data.quotes add constraint quotes_answer_note_length check (length(answer_note) <= 1000);

-- a number is given once, and by it a document is found
create unique index quotes_number on data.quotes (number) where number <> '';
-- every night those that have run out are looked for
create index quotes_open on data.quotes (valid_until) where state = 'sent';
-- the list of quotes, the newest first
create index quotes_made on data.quotes (created_at desc, id) where removed_at is null;

alter table data.products add constraint products_vat check (vat between 0 and 100);
-- a code of its own for each product on sale: kept by trigger
create index products_code on data.products (lower(code)) where code is not null and removed_at is null;
alter table data.price_lists add constraint price_lists_validity check (valid_from <= valid_to);
create unique index price_lists_usual on data.price_lists (currency) where usual;
alter table data.prices add constraint prices_amount check (amount >= 0);
alter table data.prices add constraint prices_from_quantity check (from_quantity > 0);
-- one price a step; by it a quote finds its prices
create unique index prices_step on data.prices (price_list_id, product_id, from_quantity);

alter table data.lines add constraint lines_quantity check (quantity >= 0);
alter table data.lines add constraint lines_discount check (discount between 0 and 100);
alter table data.lines add constraint lines_vat check (vat between 0 and 100);
alter table data.lines add constraint lines_of_one check (quote_id is null or order_id is null);
