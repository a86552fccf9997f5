-- What every service keeps beside its own nouns: answers that may be asked for again, and the log of what happened.

create table idempotency_key (
    issuer text not null,
    subject text not null,
    organization text not null,
    key text not null,
    fingerprint bytea not null,
    -- Null while the request is being carried out, which nobody else can see: claim and answer commit together.
    status smallint,
    body bytea,
    etag text,
    location text,
    created_at timestamptz not null default now(),
    constraint idempotency_key_pkey primary key (issuer, subject, organization, key)
);
create index idempotency_key_created_at_idx on idempotency_key (created_at);

-- Which log this is: a cursor of another log is refused.
create table event_log (
    one boolean not null default true,
    id uuid not null default gen_random_uuid(),
    constraint event_log_pkey primary key (one),
    constraint event_log_one_check check (one)
);
insert into event_log default values;

create table event (
    id uuid not null,
    kind text not null,
    subject text not null,
    at timestamptz not null,
    actor text not null,
    organization text,
    organizations text[] not null,
    data json not null,
    person_hash bytea,
    constraint event_pkey primary key (id)
);
create index event_subject_idx on event (subject, id);

-- Names, apart from the facts: a row here can be erased, and the chain still holds.
create table event_person (
    event_id uuid not null,
    salt bytea not null,
    fields json not null,
    constraint event_person_pkey primary key (event_id),
    constraint event_person_event_id_fkey foreign key (event_id) references event (id)
);

-- Events that are committed and have no position yet. Commit order is not insert order: only what is seen here counts.
create table event_pending (
    ordinal bigint generated always as identity,
    event_id uuid not null,
    constraint event_pending_pkey primary key (ordinal),
    constraint event_pending_event_id_fkey foreign key (event_id) references event (id)
);
create index event_pending_event_id_idx on event_pending (event_id);

create table event_position (
    position bigint not null,
    event_id uuid not null,
    hash bytea not null,
    constraint event_position_pkey primary key (position),
    constraint event_position_event_id_key unique (event_id),
    constraint event_position_event_id_fkey foreign key (event_id) references event (id)
);

-- How far this service has followed another's log; saved in the transaction that applies the event.
create table follower (
    source text not null,
    cursor text not null,
    updated_at timestamptz not null default now(),
    constraint follower_pkey primary key (source)
);
