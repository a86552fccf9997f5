drop table follower;
drop table event_position;
drop table event_pending;
drop table event_person;
drop table event;
drop table event_log;
drop table idempotency_key;
