create table organization (
    code text constraint organization_code_pkey primary key,
    name_vi text collate "vi-x-icu" not null,
    name_en text not null,
    kind text not null,
    parent text,
    symbol text,
    territory_code text,
    electronic_id text,
    office text,
    post text,
    telephone text,
    mail text,
    valid_from date not null,
    valid_to date,
    successors text[] not null,
    version integer not null,
    search text not null,
    constraint organization_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
    constraint organization_name_vi_check check (name_vi <> '' and name_vi is nfc normalized),
    constraint organization_name_en_check check (name_en <> '' and name_en is nfc normalized),
    constraint organization_symbol_check check (symbol is nfc normalized),
    constraint organization_territory_code_check check (territory_code ~ '^([0-9]{2}|[0-9]{5})$'),
    constraint organization_office_check check (office is nfc normalized),
    constraint organization_post_check check (post is nfc normalized),
    constraint organization_valid_to_check check (valid_to >= valid_from),
    constraint organization_version_check check (version > 0),
    constraint organization_parent_check check (parent <> code),
    -- Deferred, so that a bulk load need not sort parents before their children.
    constraint organization_parent_fkey foreign key (parent) references organization (code)
        deferrable initially deferred
);

create index organization_parent_idx on organization (parent);
create index organization_search_idx on organization using gin (search gin_trgm_ops);

create table audience (
    code text constraint audience_code_pkey primary key,
    name_vi text collate "vi-x-icu" not null,
    name_en text not null,
    kinds text[] not null,
    organizations text[] not null,
    version integer not null,
    constraint audience_code_check check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    constraint audience_name_vi_check check (name_vi <> '' and name_vi is nfc normalized),
    constraint audience_name_en_check check (name_en <> '' and name_en is nfc normalized),
    constraint audience_kinds_check check (cardinality(kinds) + cardinality(organizations) > 0),
    constraint audience_version_check check (version > 0)
);

create table oversight (
    body text not null,
    audience text not null,
    valid_from date not null,
    valid_to date,
    reason_vi text not null,
    reason_en text,
    version integer not null,
    constraint oversight_body_pkey primary key (body, audience, valid_from),
    constraint oversight_body_fkey foreign key (body) references organization (code) deferrable initially deferred,
    constraint oversight_audience_fkey foreign key (audience) references audience (code) deferrable initially deferred,
    constraint oversight_valid_to_check check (valid_to >= valid_from),
    constraint oversight_reason_vi_check check (reason_vi <> '' and reason_vi is nfc normalized),
    constraint oversight_reason_en_check check (reason_en is nfc normalized),
    constraint oversight_version_check check (version > 0)
);

create index oversight_audience_idx on oversight (audience);

create table calendar_day (
    date date constraint calendar_day_date_pkey primary key,
    name_vi text not null,
    kind text not null,
    status text not null,
    version integer not null,
    constraint calendar_day_name_vi_check check (name_vi <> '' and name_vi is nfc normalized),
    constraint calendar_day_version_check check (version > 0)
);

create table directory_state (
    one boolean default true constraint directory_state_one_pkey primary key,
    version bigint not null,
    constraint directory_state_one_check check (one),
    constraint directory_state_version_check check (version >= 0)
);

insert into directory_state (version) values (0);
