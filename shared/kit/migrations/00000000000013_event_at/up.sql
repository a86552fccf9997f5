-- The feed can be read since a moment.
create index event_at_idx on event (at);
