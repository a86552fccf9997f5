select distinct organization, receiver from obligation where tier > 1 and period_id = any (array[:w_id]::uuid[]);
select o.id, o.version, o.period_id, o.organization, o.standing, o.effective_submission, coalesce(s.is_nil, false), o.was_late, o.due_at, o.form, o.form_number
from obligation o left join submission s on s.id = o.effective_submission
where {scope} order by o.organization, o.due_at;
{form}
select definition from indicator where code = any ('{figures}'::text[] || '{shares}'::text[]);
select v.indicator, count(*), sum(v.number), min(v.number), max(v.number)
from obligation o join submission_value v on v.submission_id = o.effective_submission
where {scope} and (v.indicator in (select unnest('{figures}'::text[]))) is true group by v.indicator;
with cell as materialized (
    select o.organization, o.period_id, v.submission_id, v.indicator, v.number
    from obligation o join submission_value v on v.submission_id = o.effective_submission
    where {scope} and (v.indicator in (select unnest('{wholes}'::text[] || '{parts}'::text[]))) is true
), part as (
    select r.code, a.organization,
           case when r.weighs then sum(a.number * b.number) else case r.first_rule
               when 'sum' then sum(a.number) when 'mean' then avg(a.number) when 'maximum' then max(a.number)
               else (array_agg(a.number order by p.ends_on desc))[1] end end as first,
           case when r.weighs then sum(b.number) else case r.second_rule
               when 'sum' then sum(b.number) when 'mean' then avg(b.number) when 'maximum' then max(b.number)
               else (array_agg(b.number order by p.ends_on desc))[1] end end as second
    from unnest(
        '{shares}'::text[], '{parts}'::text[], '{wholes}'::text[], array_fill('latest'::text, array[10]),
        array_fill('latest'::text, array[10]), array_fill(false, array[10])
    ) r (code, first_code, second_code, first_rule, second_rule, weighs)
    join cell a on a.indicator = r.first_code
    join cell b on b.submission_id = a.submission_id and b.indicator = r.second_code
    join period p on p.id = a.period_id
    group by r.code, a.organization, r.first_rule, r.second_rule, r.weighs
)
select code, count(*), sum(first), sum(second) from part group by code;
