-- The newest answer that the service stored.

insert into bench.answer (body)
select body from idempotency_key where body is not null and key like 'bench-%' order by created_at desc limit 1
on conflict (one) do update set body = excluded.body;
