-- The roles with which a request was carried out: its answer is repeated only to a caller who still has them.
alter table idempotency_key add column roles text[] not null default '{}';
