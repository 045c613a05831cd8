-- Where traces go on, as W3C's traceparent; null when nothing was traced.
-- Of a fact: the span that told it. Of an interest: the span that took in the wish. Of a job: the attempt that made it.
alter table outbox add column traceparent text;
alter table interest add column traceparent text;
alter table job add column traceparent text;
