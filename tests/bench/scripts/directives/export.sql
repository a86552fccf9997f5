-- What the list of assignments says of each, in its order.
select {columns}, d.number, d.title, c.label
from assignment a
left join directive d on d.id = a.directive_id
left join clause c on c.id = a.clause_id
order by a.due_sort, a.id
