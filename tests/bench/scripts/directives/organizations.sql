-- Whom the assignments belong to, and what pgbench's scripts need to find the rows that requests find by themselves.

-- The ids' kinds are 1 directives, 2 clauses, 3 assignments, 4 and 5 what pgbench writes.

create table bench.organization (
    place integer not null,
    code text not null,
    constraint organization_pkey primary key (place)
);

create table bench.ward (
    place integer not null generated always as identity,
    code text not null,
    seen text[] not null,
    constraint ward_pkey primary key (place)
);

-- The first page of each one's list, as far as the question about what stands beside it needs it.
create table bench.page (
    list text not null,
    place integer not null,
    ids uuid[] not null,
    directives uuid[] not null,
    clauses uuid[] not null,
    are_tasks boolean[] not null,
    have_ended boolean[] not null,
    are_pending boolean[] not null,
    are_parents boolean[] not null,
    constraint page_pkey primary key (list, place)
);
