-- Doors that became one under a name that stays: the function of the old shape goes, or both would answer to the
-- name. Doors whose name left the list go by themselves at the next start.

-- with the rows of an import, which had a door of their own
drop function if exists door.imports_of(uuid);

-- with the record that came of a claimed key, which had a door of its own
drop function if exists door.claim(text, text);
