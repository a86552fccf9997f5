-- Whether the directive of an assignment still asks for it. What was open under a directive that had ended was neither
-- withdrawn nor kept so far: nothing waits for it, and it can only be withdrawn.
alter table assignment add column is_in_force boolean not null default true;
alter table assignment alter column is_in_force drop default;
update assignment a set is_in_force = false, mover = null
from directive d
where d.id = a.directive_id and d.state in ('superseded', 'revoked');

-- The clause of the document that took the place, under which the assignments of a clause go on.
alter table clause
    add column continued_by uuid,
    add constraint clause_continued_by_fkey foreign key (continued_by) references clause (id),
    add constraint clause_continued_by_check check (continued_by <> id);
create index clause_continued_by_idx on clause (continued_by);
