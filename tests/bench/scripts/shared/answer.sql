update idempotency_key set status = 200, body = (select body from bench.answer), etag = '"2"', location = null
where (issuer, subject, organization, key) = ('bench', 'coordinator', {code}, 'bench-' || :key::text);
