-- The mark of an experiment whose name was registered before it was submitted.
alter table measured_experiment add column preregistration text;
