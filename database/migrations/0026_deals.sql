-- Deals: figures that can be, what boards and forecasts look for, and a pipeline to begin with.

alter table data.rates
  add constraint rates_rate_positive check (rate > 0),
  add constraint rates_currency_other check (currency <> 'EUR');

alter table data.stages add constraint stages_probability_percent check (probability between 0 and 100);
alter table data.pipelines add constraint pipelines_stale_days_sane check (stale_days between 1 and 3650);
alter table data.deals
  add constraint deals_probability_percent check (probability between 0 and 100),
  add constraint deals_value_positive check (value >= 0);

create index deals_close on data.deals (close_on) where state = 'open' and removed_at is null;  -- the forecast
create index deals_by_close on data.deals (close_on, id) where removed_at is null;  -- the list as it opens
create index deals_closed on data.deals (closed_at) where state <> 'open' and removed_at is null;  -- won and lost of a time
create index leads_status on data.leads (status, created_at) where removed_at is null;  -- the inbox
create index leads_newest on data.leads (created_at, id) where removed_at is null;  -- the list as it opens

-- A company's own is made of this one, or beside it; its name and stages are changed in Settings.
with one as (
  insert into data.pipelines (name) select 'Myynti' where not exists (select from data.pipelines) returning id
)
insert into data.stages (pipeline_id, name, place, probability, outcome)
select one.id, s.name, s.place, s.probability, s.outcome
from one, (values
  ('Uusi', 0, 10, 'open'), ('Tarve selvillä', 1, 25, 'open'), ('Tarjous', 2, 50, 'open'), ('Neuvottelu', 3, 75, 'open'),
  ('Voitettu', 4, 100, 'won'), ('Hävitty', 5, 0, 'lost')) as s(name, place, probability, outcome);
