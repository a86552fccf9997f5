(
    select id, directive_id, clause_id, clause_kind = 'task' as is_task, ended_at is not null as has_ended,
           pending_request as is_pending, children > 0 as is_parent
    from assignment where id = bench.id(3, :n)
)
