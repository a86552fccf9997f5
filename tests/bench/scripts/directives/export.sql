-- What the list of assignments says of each, in its order.
select {columns},
       s.number, s.hash, s.submitted_by, s.result, s.submitted_at,
       r.kind, r.due_on, r.reason, r.requested_by, r.requested_at,
       (select count(*) from evidence e
        where a.ended_at is null and e.assignment_id = a.id and e.submission = coalesce(s.number, 0) + 1),
       (select array_agg(b.id) from clause b
        where a.clause_kind = 'task' and b.directive_id = a.directive_id and b.binds <> '{}'
          and b.binds @> array[a.clause_id]),
       d.number, d.title, d.state, c.label, c.deadline
from assignment a
left join directive d on d.id = a.directive_id
left join clause c on c.id = a.clause_id
left join (select distinct on (assignment_id) * from submission order by assignment_id, number desc) s
    on s.assignment_id = a.id
left join date_request r on r.assignment_id = a.id and r.state = 'pending'
order by a.due_sort, a.id
