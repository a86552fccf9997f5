-- At what time of its day a period falls due is settled when it begins, as its day is: a clause that changes, or another
-- one under which the duty goes on, says it of later periods. There is no way back: clauses say only what holds now.
alter table fulfilment add column due_time text;
update fulfilment f set due_time = coalesce(
    (select c.deadline ->> 'at' from assignment a join clause c on c.id = a.clause_id where a.id = f.assignment_id),
    '24:00'
);
alter table fulfilment
    alter column due_time set not null,
    add constraint fulfilment_due_time_check check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$');
