-- What is inspected or supervised, at which targets, in which rounds.
create table programme (
    id uuid not null,
    conducting text not null,
    deciding text not null,
    plan jsonb not null,
    -- The requirements that the plan names.
    requirements uuid[] not null,
    -- The organizations that are to be examined.
    expected text[] not null,
    state text not null,
    -- The subjects of those who wrote something of it.
    contributors text[] not null,
    -- Counts the changes of its teams; whoever changes a team changes this row first.
    teams_version integer not null,
    uncovered_reason text,
    end_reason text,
    drafted_by text not null,
    drafted_at timestamptz not null,
    version integer not null,
    constraint programme_pkey primary key (id),
    constraint programme_state_check check (
        state in ('drafting', 'proposed', 'approved', 'decided', 'running', 'discarded', 'rejected', 'cancelled')
    ),
    constraint programme_end_reason_check check (
        (end_reason is not null) = (state in ('discarded', 'cancelled')) and end_reason is nfc normalized
    ),
    constraint programme_uncovered_reason_check check (uncovered_reason is nfc normalized),
    constraint programme_expected_check check (cardinality(expected) between 1 and 500),
    constraint programme_contributors_check check (cardinality(contributors) >= 1),
    constraint programme_version_check check (version > 0)
);
create index programme_drafted_at_idx on programme (drafted_at, id);

-- What was put before the deciding organization, as it was put.
create table proposal (
    id uuid not null,
    programme_id uuid not null,
    snapshot jsonb not null,
    hash text not null,
    contributors text[] not null,
    state text not null,
    submitted_by text not null,
    submitted_at timestamptz not null,
    ruled_by text,
    ruled_at timestamptz,
    reason text,
    version integer not null,
    constraint proposal_pkey primary key (id),
    constraint proposal_programme_fkey foreign key (programme_id) references programme (id),
    constraint proposal_state_check check (
        case state
            when 'submitted' then ruled_by is null and ruled_at is null and reason is null
            when 'approved' then ruled_by is not null and ruled_at is not null and reason is null
            when 'returned' then ruled_by is not null and ruled_at is not null and reason is not null
            when 'rejected' then ruled_by is not null and ruled_at is not null and reason is not null
            when 'withdrawn' then ruled_by is not null and ruled_at is not null and reason is not null
            else false
        end
    ),
    constraint proposal_reason_check check (reason is nfc normalized),
    constraint proposal_hash_check check (hash ~ '^[0-9a-f]{64}$'),
    constraint proposal_version_check check (version > 0)
);
create index proposal_programme_idx on proposal (programme_id, submitted_at);
create unique index proposal_submitted_key on proposal (programme_id) where state = 'submitted';

-- What an approved proposal becomes.
create table decision (
    id uuid not null,
    programme_id uuid not null,
    proposal_id uuid not null,
    rule_pack text not null,
    rule_pack_version integer not null,
    approved_by text not null,
    approved_at timestamptz not null,
    number text,
    issued_on date,
    signer_name text,
    signer_post text,
    issued_by text,
    issued_at timestamptz,
    version integer not null,
    constraint decision_pkey primary key (id),
    constraint decision_programme_fkey foreign key (programme_id) references programme (id),
    constraint decision_proposal_fkey foreign key (proposal_id) references proposal (id),
    constraint decision_rule_pack_fkey foreign key (rule_pack, rule_pack_version) references rule_pack (code, version),
    constraint decision_proposal_key unique (proposal_id),
    constraint decision_issued_check check (
        num_nulls(number, issued_on, signer_name, signer_post, issued_by, issued_at) in (0, 6)
    ),
    constraint decision_number_check check (number is nfc normalized),
    constraint decision_signer_name_check check (signer_name is nfc normalized),
    constraint decision_signer_post_check check (signer_post is nfc normalized),
    constraint decision_version_check check (version > 0)
);
create index decision_programme_idx on decision (programme_id);
create index decision_rule_pack_idx on decision (rule_pack, rule_pack_version);
