-- Specs frozen under their name before any experiment of it was submitted. Never changed, never deleted.
create table preregistration (
  name          text primary key,
  spec_hash     text        not null,
  spec          text        not null,
  registered_at timestamptz not null
);

-- The mark of a submission whose name was registered; and the hash of its spec without the name, null for rows from before.
alter table experiment add column preregistration text;
alter table experiment add column nameless_hash text;
create index experiment_name on experiment (name);
create index experiment_nameless_hash on experiment (nameless_hash);
