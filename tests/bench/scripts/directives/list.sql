-- let parts = null::int[]
-- let these = {page}
-- let list = organization
\set place random(0, 207)
select {columns} from assignment a
where true and a.accountable = ('{codes}'::text[])[:place + 1] and a.state = any ('{assigned,acknowledged,in_progress}') and a.ended_at is null and a.is_in_force
order by a.due_sort, a.id limit 21;
{beside}
