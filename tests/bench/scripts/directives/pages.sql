-- The first page of each list, which pgbench's second statement asks about.

truncate bench.page;

insert into bench.page
select l.list, l.place, array_agg(l.id), array_agg(l.directive_id), array_agg(l.clause_id),
       array_agg(l.clause_kind = 'task'), array_agg(l.ended_at is not null), array_agg(l.pending_request),
       array_agg(l.children > 0)
from (
    select 'organization' as list, o.place, p.*
    from bench.organization o
    cross join lateral (
        select * from assignment a
        where a.accountable = o.code and a.state = any ('{assigned,acknowledged,in_progress}')
        order by a.due_sort, a.id limit 20
    ) p
    union all
    select 'ward', o.place, p.*
    from bench.ward o
    cross join lateral (
        select * from assignment a
        where a.concerned && o.seen and a.state = any ('{in_progress}')
        order by a.due_sort, a.id limit 20
    ) p
) l
group by l.list, l.place;
