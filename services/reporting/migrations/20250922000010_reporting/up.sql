-- What is defined: read whole, edited whole, and never searched inside, so each definition is one document.

create table indicator (
    code text constraint indicator_code_pkey primary key,
    owner text not null,
    definition jsonb not null,
    version integer not null,
    constraint indicator_code_check check (code ~ '^[a-z][a-z0-9_]{0,62}$'),
    constraint indicator_version_check check (version > 0)
);

create table form (
    code text constraint form_code_pkey primary key,
    owner text not null,
    name_vi text not null,
    name_en text not null,
    -- The number of its last version; none while nothing is published.
    latest integer,
    version integer not null,
    constraint form_code_check check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    constraint form_name_vi_check check (name_vi <> '' and name_vi is nfc normalized),
    constraint form_name_en_check check (name_en <> '' and name_en is nfc normalized),
    constraint form_latest_check check (latest > 0),
    constraint form_version_check check (version > 0)
);

-- Never changed once written.
create table form_version (
    form text not null,
    number integer not null,
    content jsonb not null,
    published_at timestamptz not null,
    published_by text not null,
    constraint form_version_form_pkey primary key (form, number),
    constraint form_version_form_fkey foreign key (form) references form (code),
    constraint form_version_number_check check (number > 0)
);

create table regime (
    code text constraint regime_code_pkey primary key,
    owner text not null,
    definition jsonb not null,
    starts_on date not null,
    ends_on date,
    -- Periods are written up to here; null while none is.
    opened_until date,
    version integer not null,
    constraint regime_code_check check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    constraint regime_ends_on_check check (ends_on >= starts_on),
    constraint regime_version_check check (version > 0)
);

create table period (
    id uuid constraint period_id_pkey primary key,
    regime text not null,
    key text not null,
    starts_on date not null,
    ends_on date not null,
    opens_at timestamptz not null,
    cutoff_at timestamptz not null,
    -- From then on nothing of what is expected changes; null while it is only foreseen.
    frozen_at timestamptz,
    -- The directory's version by which deadlines were reckoned last, and the rules, as they were when it was written.
    directory_version bigint not null,
    rules jsonb not null,
    serves_clause uuid,
    constraint period_regime_key unique (regime, key),
    constraint period_regime_fkey foreign key (regime) references regime (code),
    constraint period_ends_on_check check (ends_on >= starts_on)
);
create index period_ends_on_idx on period (ends_on, id);
create index period_regime_ends_on_idx on period (regime, ends_on, id);

create table obligation (
    id uuid constraint obligation_id_pkey primary key,
    period_id uuid not null,
    regime text not null,
    tier smallint not null,
    leg smallint not null,
    organization text not null,
    owed_by text not null,
    receiver text not null,
    form text,
    form_number integer,
    opens_at timestamptz not null,
    cutoff_at timestamptz not null,
    rule_due_at timestamptz not null,
    extended_until timestamptz,
    -- When it is due: what lists are ordered by.
    due_at timestamptz not null generated always as (greatest(rule_due_at, extended_until)) stored,
    locks_at timestamptz not null,
    unlocked_until timestamptz,
    standing text not null,
    effective_submission uuid,
    latest_id uuid,
    latest_number integer,
    latest_state text,
    first_submitted_at timestamptz,
    was_late boolean,
    version integer not null,
    constraint obligation_period_id_key unique (period_id, tier, organization),
    constraint obligation_period_id_fkey foreign key (period_id) references period (id) on delete cascade,
    constraint obligation_form_fkey foreign key (form, form_number) references form_version (form, number),
    constraint obligation_tier_check check (tier > 0 and leg > 0),
    constraint obligation_form_check check ((form is null) = (form_number is null)),
    constraint obligation_locks_at_check check (opens_at <= cutoff_at and cutoff_at <= rule_due_at and rule_due_at <= locks_at),
    constraint obligation_latest_check
        check ((latest_id is null) = (latest_number is null) and (latest_id is null) = (latest_state is null)),
    constraint obligation_first_submitted_at_check check ((first_submitted_at is null) = (was_late is null)),
    constraint obligation_standing_check check (
        case standing
            when 'nothing' then effective_submission is null and first_submitted_at is null
            when 'waived' then effective_submission is null and first_submitted_at is null
            when 'returned' then effective_submission is null and first_submitted_at is not null
            when 'submitted' then effective_submission is not null
            when 'accepted' then effective_submission is not null
            else false
        end
    ),
    constraint obligation_version_check check (version > 0)
);
create index obligation_form_idx on obligation (form, form_number);
create index obligation_due_at_idx on obligation (due_at, id);
create index obligation_owed_by_idx on obligation (owed_by, due_at, id);
create index obligation_receiver_idx on obligation (receiver, due_at, id);
create index obligation_organization_idx on obligation (organization, regime, due_at);
create index obligation_regime_idx on obligation (regime, due_at, id);

create table submission (
    id uuid constraint submission_id_pkey primary key,
    obligation_id uuid not null,
    number integer not null,
    state text not null,
    is_nil boolean not null,
    figures jsonb not null,
    narrative jsonb not null,
    reason text,
    hash text,
    edited_by text[] not null,
    drafted_at timestamptz not null,
    submitted_by text,
    submitted_at timestamptz,
    judged_by text,
    judged_at timestamptz,
    remark text,
    remarks jsonb not null,
    constraint submission_obligation_id_key unique (obligation_id, number),
    constraint submission_obligation_id_fkey foreign key (obligation_id) references obligation (id),
    constraint submission_number_check check (number > 0),
    constraint submission_state_check check (
        case state
            when 'draft' then submitted_at is null and judged_at is null
            when 'submitted' then submitted_at is not null and judged_at is null and hash is not null
            when 'returned' then judged_at is not null and hash is not null
            when 'accepted' then judged_at is not null and hash is not null
            else false
        end
    )
);
create unique index submission_draft_idx on submission (obligation_id) where state = 'draft';

-- What was sent, cell by cell: what sums are made of. Written once with the submission.
create table submission_value (
    submission_id uuid not null,
    indicator text not null,
    number numeric,
    text text,
    constraint submission_value_submission_id_pkey primary key (submission_id, indicator) include (number),
    constraint submission_value_submission_id_fkey foreign key (submission_id) references submission (id),
    constraint submission_value_number_check check ((number is null) <> (text is null))
);

create table grant_request (
    id uuid constraint grant_request_id_pkey primary key,
    obligation_id uuid not null,
    kind text not null,
    until timestamptz,
    reason text not null,
    requested_by text not null,
    requested_at timestamptz not null,
    state text not null,
    decided_by text,
    decided_at timestamptz,
    remark text,
    constraint grant_request_obligation_id_fkey foreign key (obligation_id) references obligation (id),
    constraint grant_request_until_check check ((kind = 'waiver') = (until is null)),
    constraint grant_request_decided_check check ((decided_at is not null) = (state in ('granted', 'refused')))
);
create index grant_request_obligation_id_idx on grant_request (obligation_id);
create unique index grant_request_pending_idx on grant_request (obligation_id) where state = 'pending';

-- What a body reports upward: a snapshot of what it consolidated, with its own words.
create table consolidated_report (
    id uuid constraint consolidated_report_id_pkey primary key,
    obligation_id uuid not null,
    number integer not null,
    regime text not null,
    period_id uuid not null,
    organization text not null,
    receiver text not null,
    state text not null,
    content jsonb not null,
    snapshot jsonb not null,
    snapshot_at timestamptz not null,
    edited_by text[] not null,
    drafted_at timestamptz not null,
    hash text,
    remark text,
    approved_by text,
    approved_at timestamptz,
    document_number text,
    issued_on date,
    sent_by text,
    sent_at timestamptz,
    acknowledged_by text,
    acknowledged_at timestamptz,
    recalled_by text,
    recalled_at timestamptz,
    recall_reason text,
    version integer not null,
    constraint consolidated_report_obligation_id_key unique (obligation_id, number),
    constraint consolidated_report_obligation_id_fkey foreign key (obligation_id) references obligation (id),
    constraint consolidated_report_period_id_fkey foreign key (period_id) references period (id),
    constraint consolidated_report_number_check check (number > 0),
    constraint consolidated_report_state_check check (
        case state
            when 'drafting' then hash is null and sent_at is null
            when 'for_approval' then hash is not null and approved_at is null
            when 'approved' then approved_at is not null and sent_at is null
            when 'sent' then sent_at is not null and document_number is not null and issued_on is not null
            when 'acknowledged' then sent_at is not null and acknowledged_at is not null
            when 'recalled' then recalled_at is not null and recall_reason is not null
            else false
        end
    ),
    constraint consolidated_report_version_check check (version > 0)
);
create unique index consolidated_report_live_idx on consolidated_report (obligation_id) where state <> 'recalled';
create index consolidated_report_period_id_idx on consolidated_report (period_id);
create index consolidated_report_drafted_at_idx on consolidated_report (drafted_at, id);

-- What it was made of: where a unit's report differs now, the snapshot is stale.
create table consolidated_source (
    report_id uuid not null,
    obligation_id uuid not null,
    submission_id uuid,
    is_waived boolean not null,
    constraint consolidated_source_report_id_pkey primary key (report_id, obligation_id),
    constraint consolidated_source_report_id_fkey foreign key (report_id) references consolidated_report (id),
    constraint consolidated_source_obligation_id_fkey foreign key (obligation_id) references obligation (id)
);
create index consolidated_source_obligation_id_idx on consolidated_source (obligation_id);
