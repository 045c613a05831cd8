-- An experiment under measurement, and its result once every node of its plan is settled.
create table measured_experiment (
  id           text primary key,
  spec         text        not null,
  spec_hash    text        not null,
  plan_nodes   integer     not null,
  status       text        not null check (status in ('RUNNING', 'CONCLUDED', 'FAILED', 'CANCELLED')),
  result       text,
  submitted_at timestamptz not null,
  ended_at     timestamptz
);

-- What facts said of a node of an experiment's plan: made (with its numbers) or failed.
create table settled_node (
  experiment_id text not null,
  recipe_id     text not null,
  origin        text check (origin in ('COMPUTED', 'REUSED')),
  details       text,
  failed_stage  text,
  failure       text,
  primary key (experiment_id, recipe_id),
  check ((origin is null) <> (failure is null))
);
