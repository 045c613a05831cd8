-- Runners are woken by jobs that may be claimed, not by those that were claimed or ended.
drop trigger job_notify on job;
create trigger job_notify after insert or update of state, missing_inputs on job
  for each row when (new.state = 'QUEUED' and new.missing_inputs = 0) execute function notify_gufo();
