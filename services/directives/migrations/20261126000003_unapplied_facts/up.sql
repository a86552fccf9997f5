-- Facts of other services that could not be applied to a thing here, and why: somebody has to look into them.
create table unapplied_fact (
    event_id uuid not null,
    -- What it could not be applied to: `{noun}/{id}`.
    thing text not null,
    source text not null,
    kind text not null,
    subject text not null,
    happened_at timestamptz not null,
    data jsonb not null,
    reason text not null,
    noted_at timestamptz not null default now(),
    constraint unapplied_fact_pkey primary key (event_id, thing)
);
