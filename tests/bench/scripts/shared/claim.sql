insert into idempotency_key (issuer, subject, organization, key, fingerprint)
values ('bench', 'coordinator', {code}, 'bench-' || :key::text, '\x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff')
on conflict (issuer, subject, organization, key) do update
set fingerprint = excluded.fingerprint, status = null, body = null, etag = null, location = null,
    created_at = excluded.created_at
where idempotency_key.created_at < now() - interval '24 hours';
