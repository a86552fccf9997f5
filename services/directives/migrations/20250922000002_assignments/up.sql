create table assignment (
    id uuid not null,
    version integer not null,
    directive_id uuid,
    clause_id uuid,
    parent_id uuid,
    root_id uuid not null,
    clause_kind text not null,
    title text not null,
    product_kind text,
    product text,
    urgency text not null,
    accountable text not null,
    executing text,
    coordinating text[] not null,
    monitoring text[] not null,
    reports_to text,
    issuer text not null,
    cadence text,
    state text not null,
    due_basis text not null,
    due_on date,
    original_due_on date,
    extensions integer not null,
    next_fulfilment_due_on date,
    handler_subject text,
    handler_name text,
    percent smallint not null,
    assigned_at timestamptz not null,
    acknowledged_at timestamptz,
    date_proposed_at timestamptz,
    started_at timestamptz,
    submitted_at timestamptz,
    completed_at timestamptz,
    ended_at timestamptz,
    last_update_at timestamptz not null,
    children integer not null,
    open_children integer not null,
    pending_request boolean not null,
    born_of_recommendation boolean not null,
    is_on_time boolean,
    -- Every organization with any role in it: whoever sees one of them sees it.
    concerned text[] not null,
    -- Whose move it is; null once it has ended.
    mover text,
    -- The date that counts, with what has none at the end.
    due_sort date not null generated always as (
        coalesce(
            case when clause_kind in ('recurring_report', 'standing_duty', 'event_duty')
                then next_fulfilment_due_on else due_on end,
            'infinity'
        )
    ) stored,
    constraint assignment_pkey primary key (id),
    constraint assignment_directive_id_fkey foreign key (directive_id) references directive (id),
    constraint assignment_clause_id_fkey foreign key (clause_id) references clause (id),
    constraint assignment_parent_id_fkey foreign key (parent_id) references assignment (id),
    constraint assignment_version_check check (version > 0),
    constraint assignment_state_check check (
        state in ('assigned', 'acknowledged', 'in_progress', 'submitted', 'completed', 'closed_not_implemented',
                  'declined', 'withdrawn')
    ),
    constraint assignment_due_basis_check check ((due_on is not null) = (due_basis in ('stated', 'approved'))),
    constraint assignment_completed_at_check check ((state = 'completed') = (completed_at is not null)),
    constraint assignment_is_on_time_check check ((state = 'completed') = (is_on_time is not null)),
    constraint assignment_ended_at_check check (
        (state in ('completed', 'closed_not_implemented', 'withdrawn')) = (ended_at is not null)
    ),
    constraint assignment_percent_check check (percent between 0 and 100),
    constraint assignment_open_children_check check (open_children between 0 and children),
    constraint assignment_handler_subject_check check ((handler_subject is null) = (handler_name is null)),
    constraint assignment_title_check check (title is nfc normalized)
);
create index assignment_directive_id_idx on assignment (directive_id);
create index assignment_clause_id_idx on assignment (clause_id);
create index assignment_parent_id_idx on assignment (parent_id);
create index assignment_root_id_idx on assignment (root_id);
create index assignment_accountable_idx on assignment (accountable, due_sort, id);
create index assignment_open_accountable_idx on assignment (accountable, due_sort, id) where ended_at is null;
create index assignment_due_sort_idx on assignment (due_sort, id);
create index assignment_open_due_sort_idx on assignment (due_sort, id) where ended_at is null;
create index assignment_last_update_at_idx on assignment (last_update_at, id);
create index assignment_mover_idx on assignment (mover, due_sort, id) where mover is not null;
create index assignment_pending_request_idx on assignment (coalesce(reports_to, issuer), due_sort, id) where pending_request;
create index assignment_handler_subject_idx on assignment (handler_subject, due_sort, id)
    where handler_subject is not null;
create index assignment_continuing_idx on assignment (id)
    where clause_kind in ('recurring_report', 'standing_duty') and mover is not null;

-- `concerned`, a row for each organization, with what its lists are ordered by: so that what an organization sees is
-- read in order, however much there is. Written together with the assignment, where one of these changes.
create table assignment_party (
    assignment_id uuid not null,
    organization text not null,
    due_sort date not null,
    is_open boolean not null,
    constraint assignment_party_pkey primary key (assignment_id, organization),
    constraint assignment_party_assignment_id_fkey foreign key (assignment_id) references assignment (id)
);
create index assignment_party_organization_idx on assignment_party (organization, due_sort, assignment_id);
create index assignment_party_open_idx on assignment_party (organization, due_sort, assignment_id) where is_open;

-- What words are looked for in, folded. It never changes, so the index is not written again with every act.
create table assignment_text (
    assignment_id uuid not null,
    search text not null,
    constraint assignment_text_pkey primary key (assignment_id),
    constraint assignment_text_assignment_id_fkey foreign key (assignment_id) references assignment (id)
);
create index assignment_text_search_idx on assignment_text using gin (search gin_trgm_ops);

alter table attachment
    add constraint attachment_assignment_id_fkey foreign key (assignment_id) references assignment (id);

create table submission (
    assignment_id uuid not null,
    number integer not null,
    result text not null,
    statement text not null,
    hash text not null,
    due_on date,
    submitted_by text not null,
    submitter_name text,
    organization text not null,
    submitted_at timestamptz not null,
    constraint submission_pkey primary key (assignment_id, number),
    constraint submission_assignment_id_fkey foreign key (assignment_id) references assignment (id),
    constraint submission_number_check check (number > 0)
);

-- What became of a submission: at most one verdict for each, and the submission itself never changes.
create table judgement (
    assignment_id uuid not null,
    submission integer not null,
    verdict text not null,
    close_reason text,
    remark text,
    constraints jsonb not null,
    judged_by text not null,
    judge_name text,
    organization text not null,
    judged_at timestamptz not null,
    constraint judgement_pkey primary key (assignment_id, submission),
    constraint judgement_assignment_id_fkey foreign key (assignment_id, submission)
        references submission (assignment_id, number),
    constraint judgement_close_reason_check check ((verdict = 'closed') = (close_reason is not null))
);

create table progress_report (
    id uuid not null,
    assignment_id uuid not null,
    percent smallint,
    narrative text not null,
    next_step text,
    reported_by text not null,
    organization text not null,
    reported_at timestamptz not null,
    constraint progress_report_pkey primary key (id),
    constraint progress_report_assignment_id_fkey foreign key (assignment_id) references assignment (id)
);
create index progress_report_assignment_id_idx on progress_report (assignment_id, id);

create table evidence (
    id uuid not null,
    assignment_id uuid not null,
    -- The submission that it belongs to, made or to come.
    submission integer not null,
    title text not null,
    attachment_id uuid,
    number text,
    url text,
    added_by text not null,
    organization text not null,
    added_at timestamptz not null,
    constraint evidence_pkey primary key (id),
    constraint evidence_assignment_id_fkey foreign key (assignment_id) references assignment (id),
    constraint evidence_attachment_id_fkey foreign key (attachment_id) references attachment (id),
    constraint evidence_attachment_id_check check (num_nonnulls(attachment_id, number, url) = 1)
);
create index evidence_assignment_id_idx on evidence (assignment_id, submission, id);
create index evidence_attachment_id_idx on evidence (attachment_id);

create table date_request (
    id uuid not null,
    assignment_id uuid not null,
    kind text not null,
    due_on date not null,
    reason text not null,
    requested_by text not null,
    organization text not null,
    requested_at timestamptz not null,
    state text not null,
    remark text,
    decided_by text,
    decided_at timestamptz,
    constraint date_request_pkey primary key (id),
    constraint date_request_assignment_id_fkey foreign key (assignment_id) references assignment (id),
    constraint date_request_state_check check (state in ('pending', 'granted', 'refused', 'lapsed')),
    constraint date_request_decided_at_check check ((state in ('granted', 'refused')) = (decided_at is not null))
);
create index date_request_assignment_id_idx on date_request (assignment_id, id);
create unique index date_request_pending_key on date_request (assignment_id) where state = 'pending';

create table urging (
    id uuid not null,
    assignment_id uuid not null,
    addressee text not null,
    message text not null,
    urged_by text not null,
    organization text not null,
    urged_at timestamptz not null,
    constraint urging_pkey primary key (id),
    constraint urging_assignment_id_fkey foreign key (assignment_id) references assignment (id)
);
create index urging_assignment_id_idx on urging (assignment_id, id);

create table fulfilment (
    assignment_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    cadence text not null,
    due_on date not null,
    fulfilled_at timestamptz,
    remark text,
    set_by text not null,
    constraint fulfilment_pkey primary key (assignment_id, starts_on),
    constraint fulfilment_assignment_id_fkey foreign key (assignment_id) references assignment (id),
    constraint fulfilment_ends_on_check check (ends_on >= starts_on)
);
