-- What the load and pgbench's scripts of every service need.

create schema bench;

-- The id of row `n` of a kind.
create function bench.id(kind integer, n bigint) returns uuid language sql immutable parallel safe
    return ('0199b6a' || kind::text || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

-- An answer of the service, as it is kept beside a change.
create table bench.answer (
    one boolean not null default true,
    body bytea not null,
    constraint answer_pkey primary key (one)
);

create sequence bench.serial cache 100;
