-- One row a submission.
create table experiment (
  id              text primary key,
  name            text        not null,
  spec_hash       text        not null,
  spec            text        not null,
  status          text        not null check (status in ('RUNNING', 'CONCLUDED', 'FAILED', 'CANCELLED')),
  verdict         text,
  idempotency_key text unique,
  submitted_at    timestamptz not null,
  ended_at        timestamptz
);
create index experiment_submitted on experiment (submitted_at desc);
