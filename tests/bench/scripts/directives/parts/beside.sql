select a.id,
       s.number, s.hash, s.submitted_by, s.result, s.submitted_at,
       case when s.number > 1 then (
           select array_agg(distinct e.submitted_by) from submission e where e.assignment_id = a.id and e.number < s.number
       ) end,
       r.kind, r.due_on, r.reason, r.requested_by, r.requested_at,
       case when a.has_ended then 0 else (
           select count(*) from evidence e where e.assignment_id = a.id and e.submission = coalesce(s.number, 0) + 1
       ) end,
       (select array_agg(b.id) from clause b
        where a.is_task and b.directive_id = a.directive_id and b.binds <> '{}' and b.binds @> array[a.clause_id]),
       {parts}, d.number, d.title, d.state, c.label, c.deadline
from {these} as a (id, directive_id, clause_id, is_task, has_ended, is_pending, is_parent)
left join lateral (select number, title, state from directive where id = a.directive_id offset 0) d on true
left join lateral (select label, deadline from clause where id = a.clause_id offset 0) c on true
left join lateral (
    select * from submission where assignment_id = a.id order by number desc limit 1
) s on true
left join lateral (
    select * from date_request where a.is_pending and assignment_id = a.id and state = 'pending' offset 0
) r on true;
