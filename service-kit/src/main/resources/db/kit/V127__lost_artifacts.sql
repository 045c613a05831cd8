-- How often this input was found damaged or missing since the job was last queued.
alter table job_input add column losses integer not null default 0;
-- The experiment was told of the artifact and could not read it: it waits again, until it is told that it is restored.
alter table interest add column lost boolean not null default false;
