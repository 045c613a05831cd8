-- One row a recipe this stage makes; the finished row maps the recipe to its artifact.
create table job (
  id             text primary key,
  kind           text        not null,
  recipe         text        not null,
  state          text        not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  missing_inputs integer     not null check (missing_inputs >= 0),
  attempt        bigint      not null,
  errors         integer     not null,
  lost_leases    integer     not null,
  owner          text,
  lease_until    timestamptz,
  not_before     timestamptz not null,
  result         text,
  failure        text,
  created_at     timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz
);
create index job_claimable on job (created_at, id) where state in ('QUEUED', 'RUNNING') and missing_inputs = 0;

-- What a job needs before it can be claimed.
create table job_input (
  job_id    text    not null references job (id),
  recipe_id text    not null,
  known     boolean not null,
  primary key (job_id, recipe_id)
);
create index job_input_missing on job_input (recipe_id) where not known;

-- Which experiments want a job's artifact, and what they were told.
create table interest (
  job_id        text        not null references job (id),
  experiment_id text        not null,
  origin        text check (origin in ('COMPUTED', 'REUSED')),
  created_at    timestamptz not null,
  primary key (job_id, experiment_id)
);
create index interest_experiment on interest (experiment_id);

-- Artifacts of other stages (and of this one) that facts told of.
create table known_artifact (
  recipe_id text primary key,
  reference text not null
);

-- Experiments heard of; a closed one (cancelled or concluded) refuses its late facts.
create table known_experiment (
  id     text primary key,
  closed boolean not null
);

create table inbox (
  event_id    text primary key,
  type        text        not null,
  received_at timestamptz not null
);

create table outbox (
  id         bigint generated always as identity primary key,
  topic      text        not null,
  event_key  text        not null,
  event_id   text        not null,
  type       text        not null,
  subject    text        not null,
  payload    text        not null,
  created_at timestamptz not null
);

-- Wakes the relay and the runners of this schema at commit, so that nobody has to poll fast.
create function notify_gufo() returns trigger language plpgsql as $$
begin
  perform pg_notify('gufo_' || tg_table_schema, tg_table_name);
  return null;
end $$;
create trigger outbox_notify after insert on outbox for each statement execute function notify_gufo();
create trigger job_notify after insert or update of state, missing_inputs on job
  for each statement execute function notify_gufo();
