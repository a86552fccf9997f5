update idempotency_key set status = 200, body = (select body from bench.answer), etag = '"2"', location = null
where (issuer, subject, organization, key) = ('urn:haicap:demo', 'coordinator', {code}, 'bench-' || :key::text);
