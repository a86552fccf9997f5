-- Documents and what they say. Words are checked against their lists by the code that parses them; what several rows
-- must agree on stands here too.

create table directive (
    id uuid not null,
    version integer not null,
    state text not null,
    scheme text not null,
    document_type text not null,
    number text,
    title text not null,
    abstract_text text,
    issuer text not null,
    signer_capacity text,
    signer_position text,
    signer_name text,
    issued_on date,
    covers_from date,
    covers_to date,
    place text,
    urgency text not null,
    classification text not null,
    recipients text[] not null,
    audiences text[] not null,
    links jsonb not null,
    created_by_subject text not null,
    created_by_organization text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    effective_at timestamptz,
    ended_at timestamptz,
    superseded_by uuid,
    revocation_reason text,
    -- Issuer, drafter and every recipient, audiences resolved on the day of issue: whoever sees one of them sees it.
    concerned text[] not null,
    search text not null,
    -- The date under which it is issued, with what has none at the end.
    issued_sort date not null generated always as (coalesce(issued_on, 'infinity')) stored,
    constraint directive_pkey primary key (id),
    constraint directive_version_check check (version > 0),
    constraint directive_state_check check (state in ('draft', 'issued', 'registered', 'superseded', 'revoked')),
    constraint directive_number_check check (state <> 'issued' or number is not null),
    constraint directive_classification_check check (classification in ('public', 'internal')),
    constraint directive_covers_to_check check (covers_to >= covers_from),
    constraint directive_title_check check (title is nfc normalized),
    constraint directive_abstract_text_check check (abstract_text is nfc normalized),
    constraint directive_superseded_by_fkey foreign key (superseded_by) references directive (id)
);
create index directive_superseded_by_idx on directive (superseded_by);
create index directive_issued_sort_idx on directive (issued_sort, id);
create index directive_created_at_idx on directive (created_at, id);
create index directive_concerned_idx on directive using gin (concerned);
create index directive_search_idx on directive using gin (search gin_trgm_ops);

create table clause (
    id uuid not null,
    directive_id uuid not null,
    label text not null,
    ordinal integer not null,
    kind text not null,
    text text not null,
    urgency text,
    due_on date,
    product_kind text,
    product text,
    cadence text,
    duplicate_of uuid,
    binds uuid[] not null,
    intended jsonb not null,
    superior text,
    note text,
    constraint clause_pkey primary key (id),
    constraint clause_directive_id_label_key unique (directive_id, label),
    constraint clause_directive_id_ordinal_key unique (directive_id, ordinal) deferrable initially deferred,
    constraint clause_directive_id_fkey foreign key (directive_id) references directive (id) on delete cascade
        deferrable initially deferred,
    constraint clause_duplicate_of_fkey foreign key (duplicate_of) references clause (id)
        deferrable initially deferred,
    constraint clause_kind_check check (
        kind in ('task', 'recurring_report', 'standing_duty', 'event_duty', 'constraint', 'commendation')
    ),
    constraint clause_text_check check (text is nfc normalized),
    constraint clause_duplicate_of_check check (duplicate_of <> id)
);
create index clause_duplicate_of_idx on clause (duplicate_of);
create index clause_binding_idx on clause (directive_id) where binds <> '{}';

create table number_book (
    code text not null,
    scheme text not null,
    issuer_symbol text not null,
    issuers text[] not null,
    version integer not null,
    constraint number_book_pkey primary key (code),
    constraint number_book_scheme_issuer_symbol_key unique (scheme, issuer_symbol)
);

-- Committee terms: Party numbers begin again with each.
create table term (
    starts_on date not null,
    ends_on date,
    constraint term_pkey primary key (starts_on),
    constraint term_ends_on_check check (ends_on > starts_on)
);

-- Every serial that was ever given out in a series: the key makes a number unique, whoever asks at the same time.
create table number_taken (
    book text not null,
    document_type text not null,
    is_normative boolean not null,
    span_starts_on date not null,
    serial integer not null,
    directive_id uuid not null,
    constraint number_taken_pkey primary key (book, document_type, is_normative, span_starts_on, serial),
    constraint number_taken_directive_id_key unique (directive_id),
    constraint number_taken_book_fkey foreign key (book) references number_book (code),
    constraint number_taken_directive_id_fkey foreign key (directive_id) references directive (id),
    constraint number_taken_serial_check check (serial > 0)
);

-- Files live in the storage; a row belongs to one directive or one assignment and is seen by whoever sees that.
create table attachment (
    id uuid not null,
    directive_id uuid,
    assignment_id uuid,
    file_name text not null,
    media_type text not null,
    size bigint not null,
    sha256 text not null,
    storage_key text not null,
    added_by text not null,
    added_by_organization text not null,
    added_at timestamptz not null,
    constraint attachment_pkey primary key (id),
    constraint attachment_directive_id_fkey foreign key (directive_id) references directive (id) on delete cascade,
    constraint attachment_directive_id_check check ((directive_id is null) <> (assignment_id is null)),
    constraint attachment_file_name_check check (file_name is nfc normalized)
);
create index attachment_directive_id_idx on attachment (directive_id);
create index attachment_assignment_id_idx on attachment (assignment_id);
