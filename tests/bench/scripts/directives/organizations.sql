-- Whom the assignments belong to, and what pgbench's scripts need to find the rows that requests find by themselves.

-- The ids' kinds are 1 directives, 2 clauses, 3 assignments, 4 and 5 what pgbench writes.

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
