-- Which objects stand outside the database: told by whatever makes or ends a file's row, a cascade too.
create or replace function data.keep_object() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' then
    insert into register.objects (file_id) values (new.id);
  else
    update register.objects set gone_at = now() where file_id = old.id;
  end if;
  return null;
end
$$;

create or replace trigger _500_object after insert or delete on data.files for each row execute function data.keep_object();
