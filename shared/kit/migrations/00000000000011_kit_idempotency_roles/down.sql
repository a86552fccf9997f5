alter table idempotency_key drop column roles;
