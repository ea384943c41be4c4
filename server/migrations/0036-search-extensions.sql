-- What search needs of PostgreSQL beyond its core: indexes over a workspace together with words or parts of names.
-- Both are "trusted": whoever owns the database may create them.
do $$
begin
  create extension if not exists btree_gin;
  create extension if not exists pg_trgm;
exception when others then
  raise exception 'Baton needs the PostgreSQL extensions btree_gin and pg_trgm, and could not create them (%). Ask whoever runs the database to install the package with the contrib extensions (often called postgresql-contrib) or to run "create extension btree_gin; create extension pg_trgm;" in this database; then start Baton again.', sqlerrm;
end $$;
