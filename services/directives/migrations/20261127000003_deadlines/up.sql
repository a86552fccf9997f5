-- When within its cycle a recurring report or a review falls due, where the clause says so.
alter table clause add column deadline jsonb;

-- Clauses that oblige nobody: definitions, amendments, entry into force.
alter table clause
    drop constraint clause_kind_check,
    add constraint clause_kind_check check (
        kind in ('task', 'recurring_report', 'standing_duty', 'event_duty', 'constraint', 'commendation', 'provision')
    );

-- The date that was granted, which may be another than was asked for.
alter table date_request add column granted_due_on date;
update date_request set granted_due_on = due_on where state = 'granted';
alter table date_request
    add constraint date_request_granted_due_on_check check ((state = 'granted') = (granted_due_on is not null));
