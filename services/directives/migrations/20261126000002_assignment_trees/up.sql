-- How many assignments are above one: parts are refused below the last level, so that whatever goes down a tree need not
-- stop anywhere.
alter table assignment add column level smallint not null default 0;

with recursive tree as (
    select id, 0 as level from assignment where parent_id is null
    union all
    select a.id, t.level + 1 from assignment a join tree t on a.parent_id = t.id
)
update assignment a set level = tree.level from tree where tree.id = a.id and tree.level > 0;

alter table assignment
    add constraint assignment_level_check check (level >= 0 and (level = 0 or parent_id is not null)),
    add constraint assignment_open_children_end_check check (
        open_children = 0 or (ended_at is null and state <> 'submitted')
    );
