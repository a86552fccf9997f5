-- A registration that should not have been made can be taken back; the number is free again, and its series stays where it
-- is.
alter table directive
    drop constraint directive_state_check,
    add constraint directive_state_check check (
        state in ('draft', 'issued', 'registered', 'superseded', 'revoked', 'annulled')
    );
alter table number_taken alter column directive_id drop not null;

-- Whether the register has a document already is looked for by its issuer.
create index directive_issuer_idx on directive (issuer, issued_on);

-- Which documents refer to one.
create index directive_links_idx on directive using gin (links jsonb_path_ops);

create table correction (
    id uuid not null,
    directive_id uuid not null,
    reason text not null,
    -- The fields that changed, as they were and as they are.
    before jsonb not null,
    after jsonb not null,
    corrected_by text not null,
    corrector_name text not null,
    organization text not null,
    corrected_at timestamptz not null,
    constraint correction_pkey primary key (id),
    constraint correction_directive_id_fkey foreign key (directive_id) references directive (id)
);
create index correction_directive_id_idx on correction (directive_id, id);
