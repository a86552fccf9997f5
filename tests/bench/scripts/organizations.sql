-- Whom the assignments belong to, and what pgbench's scripts need to find the rows that requests find by themselves.

create schema bench;

-- The id of row `n`: the kinds are 1 directives, 2 clauses, 3 assignments, 4 and 5 what pgbench writes.
create function bench.id(kind integer, n bigint) returns uuid language sql immutable parallel safe
    return ('0199b6a' || kind::text || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

create table bench.organization (
    place integer not null,
    code text not null,
    -- The first page of its list.
    page uuid[],
    constraint organization_pkey primary key (place)
);

create table bench.ward (
    place integer not null generated always as identity,
    code text not null,
    seen text[] not null,
    -- The first page of what it sees.
    page uuid[],
    constraint ward_pkey primary key (place)
);

-- An answer of the service, as it is kept beside a change.
create table bench.answer (
    one boolean not null default true,
    body bytea not null,
    constraint answer_pkey primary key (one)
);

create sequence bench.serial cache 100;
