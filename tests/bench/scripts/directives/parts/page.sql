(
    select p.*
    from bench.page l
    cross join lateral unnest(l.ids, l.directives, l.clauses, l.are_tasks, l.have_ended, l.are_pending, l.are_parents)
        p (id, directive_id, clause_id, is_task, has_ended, is_pending, is_parent)
    where l.list = '{list}' and l.place = :place
)
