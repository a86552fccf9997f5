-- let selected = o.period_id = any (array(select id from period where regime = 'weekly' and ends_on >= date '{from}' and starts_on <= date '{to}')) and o.tier = 1
with seen as (select unnest('{sight}'::text[]) as code)
select case when exists (
    select from obligation o where {selected} and o.organization not in (select code from seen)
) then exists (
    select from obligation o where {selected} and o.organization not in (select code from seen) and o.receiver <> 'TT'
) else false end
from regime r where r.code = 'weekly';
with clock as (select now() as now)
select p.id, p.key, p.starts_on, p.ends_on,
       count(*) filter (where o.standing <> 'waived'),
       count(*) filter (where o.standing = 'waived'),
       count(*) filter (where o.standing <> 'waived' and o.due_at < now),
       count(*) filter (where o.first_submitted_at is not null),
       count(*) filter (where not o.was_late),
       count(*) filter (where o.was_late),
       count(*) filter (where o.standing = 'returned'),
       count(*) filter (where o.standing = 'accepted'),
       count(*) filter (where case when o.latest_number > 1 then (
           select s.number > 1 and s.reason is not null from submission s where s.id = o.effective_submission
       ) end),
       avg(extract(epoch from o.first_submitted_at - o.due_at)::float8 / 3600) filter (where o.was_late),
       coalesce(array_agg(o.organization order by o.organization)
           filter (where o.standing = 'nothing' and o.due_at < now), '{}')
from clock cross join period p join obligation o on o.period_id = p.id
where {selected} group by p.id order by p.ends_on, p.id;
