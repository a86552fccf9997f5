-- Why an assignment was declined, given to another organization, or withdrawn.
create table reason (
    id uuid not null,
    assignment_id uuid not null,
    kind text not null,
    reason text not null,
    given_by text not null,
    organization text not null,
    given_at timestamptz not null,
    constraint reason_pkey primary key (id),
    constraint reason_assignment_id_fkey foreign key (assignment_id) references assignment (id),
    constraint reason_kind_check check (kind in ('declined', 'reassigned', 'withdrawn'))
);
create index reason_assignment_id_idx on reason (assignment_id, id);
