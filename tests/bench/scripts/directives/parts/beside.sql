select a.id,
       s.number, s.hash, s.submitted_by, s.result, s.submitted_at,
       r.kind, r.due_on, r.reason, r.requested_by, r.requested_at,
       (select count(*) from evidence e where e.assignment_id = a.id and e.submission = coalesce(s.number, 0) + 1),
       (select array_agg(b.id) from clause b
        where a.clause_kind = 'task' and b.directive_id = a.directive_id and b.binds <> '{}' and b.binds @> array[a.clause_id]),
       {parts},
       d.number, d.title, c.label
from assignment a
left join directive d on d.id = a.directive_id
left join clause c on c.id = a.clause_id
left join lateral (
    select * from submission s where s.assignment_id = a.id order by s.number desc limit 1
) s on true
left join date_request r on r.assignment_id = a.id and r.state = 'pending'
where a.id =
