-- Whoever was at work before balancing tests were asked for has ninety days to sign them: no screen empties by itself.
insert into register.settings (name, value, by)
select 'balancing_grace', to_jsonb((current_date + 90)::text), 'upgrade'
where exists (select from data.people);
