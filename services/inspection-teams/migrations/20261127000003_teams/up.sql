-- What a conducting organization knows about those who can be members of its teams.
create table person_file (
    id uuid not null,
    keeper text not null,
    -- The subject of the person's token.
    subject text,
    name text not null,
    details jsonb not null,
    version integer not null,
    constraint person_file_pkey primary key (id),
    constraint person_file_subject_key unique (keeper, subject),
    constraint person_file_name_check check (name is nfc normalized),
    constraint person_file_version_check check (version > 0)
);
create index person_file_subject_idx on person_file (subject);
create index person_file_name_idx on person_file (keeper, name, id);

-- Who examines which targets.
create table team (
    id uuid not null,
    programme_id uuid not null,
    ordinal integer not null,
    symbol text not null,
    content jsonb not null,
    -- Everybody who is, was or will be a member.
    persons uuid[] not null,
    formed_by text not null,
    formed_at timestamptz not null,
    version integer not null,
    constraint team_pkey primary key (id),
    constraint team_programme_fkey foreign key (programme_id) references programme (id),
    constraint team_ordinal_key unique (programme_id, ordinal),
    constraint team_symbol_key unique (programme_id, symbol),
    constraint team_symbol_check check (symbol is nfc normalized),
    constraint team_version_check check (version > 0)
);
create index team_persons_idx on team using gin (persons);
