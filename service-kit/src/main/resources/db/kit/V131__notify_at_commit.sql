-- A job that is claimed in the transaction that made it claimable wakes nobody: what is claimable is told at its end.
create function notify_claimable() returns trigger language plpgsql as $$
declare
  claimable boolean;
begin
  execute format('select exists (select from %I.job where id = $1 and state = ''QUEUED'' and missing_inputs = 0)', tg_table_schema)
    into claimable using new.id;
  if claimable then
    perform pg_notify('gufo_' || tg_table_schema, tg_table_name);
  end if;
  return null;
end $$;
drop trigger job_notify on job;
create constraint trigger job_notify after insert or update of state, missing_inputs on job deferrable initially deferred
  for each row when (new.state = 'QUEUED' and new.missing_inputs = 0) execute function notify_claimable();
