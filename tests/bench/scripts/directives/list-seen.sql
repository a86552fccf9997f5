-- let parts = null::int[]
-- let these = {page}
-- let list = ward
\set place random(1, {wards})
select {columns} from (
    select distinct p.due_sort, p.assignment_id
    from (select unnest(seen) from bench.ward where place = :place) o (code)
    cross join lateral (
        select p.due_sort, p.assignment_id from assignment_party p join assignment a on a.id = p.assignment_id
        where p.organization = o.code and p.is_open and a.state = any ('{in_progress}') and a.ended_at is null and a.is_in_force
        order by p.due_sort, p.assignment_id limit 21
    ) p
    order by p.due_sort, p.assignment_id limit 21
) p join assignment a on a.id = p.assignment_id
order by p.due_sort, p.assignment_id;
{beside}
