-- What members say of their independence from the targets of their team; the latest of a member counts.
create table declaration (
    id uuid not null,
    team_id uuid not null,
    person_id uuid not null,
    -- The targets of which the member is independent.
    independent text[] not null,
    -- Those of which the member is not, with the reasons.
    excepted jsonb not null,
    declared_by text not null,
    declared_at timestamptz not null,
    constraint declaration_pkey primary key (id),
    constraint declaration_team_fkey foreign key (team_id) references team (id),
    constraint declaration_person_fkey foreign key (person_id) references person_file (id)
);
create index declaration_team_idx on declaration (team_id, person_id, declared_at);
create index declaration_person_idx on declaration (person_id);

-- The examination of an organization in a round.
create table target (
    id uuid not null,
    programme_id uuid not null,
    team_id uuid not null,
    organization text not null,
    round text not null,
    -- What applies to it, whatever is decided later.
    terms jsonb not null,
    -- Until when it is announced, counted when the round was opened.
    announce_by date not null,
    phase text not null,
    announced jsonb,
    extensions jsonb not null,
    suspensions jsonb not null,
    version integer not null,
    constraint target_pkey primary key (id),
    constraint target_programme_fkey foreign key (programme_id) references programme (id),
    constraint target_team_fkey foreign key (team_id) references team (id),
    constraint target_organization_key unique (programme_id, round, organization),
    constraint target_announced_check check ((announced is null) = (phase = 'planned')),
    constraint target_version_check check (version > 0)
);
create index target_planned_idx on target (announce_by, id) where phase = 'planned';
create index target_team_idx on target (team_id);
create index target_organization_idx on target (organization);
