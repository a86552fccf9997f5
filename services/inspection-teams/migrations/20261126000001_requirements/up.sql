-- What a higher body asks of bodies below it: what inspection programmes are traced to.
create table requirement (
    id uuid not null,
    issuer text not null,
    -- Whoever sees the issuer or one of them sees it.
    addressees text[] not null,
    document_number text not null,
    issued_on date not null,
    title text not null,
    content text not null,
    due_on date,
    state text not null,
    entered_by text not null,
    entered_at timestamptz not null,
    closed_by text,
    closed_at timestamptz,
    close_reason text,
    version integer not null,
    constraint requirement_pkey primary key (id),
    constraint requirement_addressees_check check (cardinality(addressees) between 1 and 50),
    constraint requirement_document_number_check check (document_number is nfc normalized),
    constraint requirement_title_check check (title is nfc normalized),
    constraint requirement_content_check check (content is nfc normalized),
    constraint requirement_close_reason_check check (close_reason is nfc normalized),
    constraint requirement_state_check check (
        case state
            when 'open' then closed_by is null and closed_at is null and close_reason is null
            when 'closed' then closed_by is not null and closed_at is not null and close_reason is not null
            else false
        end
    ),
    constraint requirement_version_check check (version > 0)
);
create index requirement_entered_at_idx on requirement (entered_at, id);
