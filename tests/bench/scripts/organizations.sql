-- Whom the assignments belong to, and what pgbench's scripts need to find the rows that requests find by themselves.

create schema bench;

-- The id of row `n`: the kinds are 1 directives, 2 clauses, 3 assignments, 4 whatever pgbench writes.
create function bench.id(kind integer, n bigint) returns uuid language sql immutable parallel safe
    return ('0199b6a' || kind::text || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

create table bench.organization (
    place integer not null,
    code text not null,
    seen text[] not null,
    is_ward boolean not null,
    -- The first page of each list.
    page uuid[],
    seen_page uuid[],
    constraint organization_pkey primary key (place)
);

create table bench.ward (
    place integer not null generated always as identity,
    code text not null,
    constraint ward_pkey primary key (place)
);

create sequence bench.serial cache 100;
