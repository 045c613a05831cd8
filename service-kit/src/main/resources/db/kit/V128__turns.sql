-- Whose jobs take turns: an experiment, or the sweep it was submitted with.
alter table known_experiment add column sweep text;
-- A job's place in line. Jobs of before have the first turns, in their order.
alter table job add column share text not null default '';
alter table job add column turn bigint not null default 0;
drop index job_claimable;
create index job_claimable on job (turn, created_at, id) where state in ('QUEUED', 'RUNNING') and missing_inputs = 0;
create index job_share on job (share, turn) where state in ('QUEUED', 'RUNNING');
