-- The limits, sizes and steps that regulations prescribe. A version never changes: what was decided under it goes on
-- under it.
create table rule_pack (
    code text not null,
    version integer not null,
    -- The dates of the decisions to which it applies.
    valid_from date not null,
    valid_to date,
    -- The organization for which, and for those below which, it applies; null: all.
    applies_to text,
    rules jsonb not null,
    -- Null where it was shipped with the service.
    entered_by text,
    entered_at timestamptz,
    constraint rule_pack_pkey primary key (code, version),
    constraint rule_pack_version_check check (version > 0),
    constraint rule_pack_valid_to_check check (valid_from <= valid_to),
    constraint rule_pack_entered_check check ((entered_by is null) = (entered_at is null))
);
create index rule_pack_valid_from_idx on rule_pack (valid_from);
