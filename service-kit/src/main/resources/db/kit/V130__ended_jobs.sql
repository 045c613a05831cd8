-- Jobs that have ended are ever more: they are counted, and those of one state listed, without reading them all.
create index job_ended on job (state, created_at) where state in ('DONE', 'FAILED', 'CANCELLED');
