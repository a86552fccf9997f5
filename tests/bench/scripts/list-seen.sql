\set place random(1, :wards)
select seen from bench.ward where place = :place \gset
select {columns} from assignment a
where true and a.concerned && :seen and a.state = any ('{in_progress}') and a.ended_at is null
order by a.due_sort, a.id limit 21;
{beside} any ((select page from bench.ward where place = :place)::uuid[]);
