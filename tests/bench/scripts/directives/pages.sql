-- The first page of each list, which pgbench's second statement asks about.

truncate bench.page;

insert into bench.page
select 'organization', o.place, array_agg(p.id), array_agg(p.directive_id), array_agg(p.clause_id),
       array_agg(p.clause_kind = 'task'), array_agg(p.ended_at is not null), array_agg(p.pending_request),
       array_agg(p.children > 0)
from bench.organization o
cross join lateral (
    select * from assignment a
    where a.accountable = o.code and a.state = any ('{assigned,acknowledged,in_progress}')
    order by a.due_sort, a.id limit 20
) p
group by o.place;

insert into bench.page
select 'ward', o.place, array_agg(p.id), array_agg(p.directive_id), array_agg(p.clause_id),
       array_agg(p.clause_kind = 'task'), array_agg(p.ended_at is not null), array_agg(p.pending_request),
       array_agg(p.children > 0)
from bench.ward o
cross join lateral (
    select * from assignment a
    where a.concerned && o.seen and a.state = any ('{in_progress}')
    order by a.due_sort, a.id limit 20
) p
group by o.place;
