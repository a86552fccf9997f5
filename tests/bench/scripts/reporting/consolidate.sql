-- let this = o.tier = 1 and o.period_id = any (array[:t_id]::uuid[]) and o.receiver = any ('{BTC}')
-- let last = o.tier = 1 and o.period_id = any (array[:w_id]::uuid[]) and o.receiver = any ('{BTC}')
-- let both = filter (where now is not null and before is not null)
-- let pair = filter (where first is not null and before_first is not null)
\set week random(2, {week-count})
select owner, definition, version from regime where code = 'weekly';
{period} key = ('{weeks}'::text[])[:week] \gset w_
select :w_id as id \gset t_
{consolidation}
{period} ends_on = :w_starts_on::date - 1 \gset w_
{consolidation}
select definition from indicator where code = any ('{figures}'::text[] || '{shares}'::text[]);
with cell as (
    select true as is_now, o.organization, o.period_id, v.submission_id, v.indicator,
           case when v.indicator = any ('{}'::text[]) then 1 else v.number end as number
    from obligation o join submission_value v on v.submission_id = o.effective_submission
    where {this} and (v.indicator in (select unnest('{figures}'::text[]))) is true
    union all
    select false, o.organization, o.period_id, v.submission_id, v.indicator,
           case when v.indicator = any ('{}'::text[]) then 1 else v.number end
    from obligation o join submission_value v on v.submission_id = o.effective_submission
    where {last} and (v.indicator in (select unnest('{figures}'::text[]))) is true
), unit as (
    select c.indicator, max(c.number) filter (where c.is_now) as now, max(c.number) filter (where not c.is_now) as before
    from cell c group by c.organization, c.indicator
)
select indicator, count(now), sum(now)::text, min(now)::text, max(now)::text,
       count(*) {both}, (sum(now) {both})::text, (min(now) {both})::text, (max(now) {both})::text,
       (sum(before) {both})::text, (min(before) {both})::text, (max(before) {both})::text, count(*)
from unit group by indicator;
with cell as materialized (
    select true as is_now, o.organization, o.period_id, v.submission_id, v.indicator, v.number
    from obligation o join submission_value v on v.submission_id = o.effective_submission
    where {this} and (v.indicator in (select unnest('{wholes}'::text[] || '{parts}'::text[]))) is true
    union all
    select false, o.organization, o.period_id, v.submission_id, v.indicator, v.number
    from obligation o join submission_value v on v.submission_id = o.effective_submission
    where {last} and (v.indicator in (select unnest('{wholes}'::text[] || '{parts}'::text[]))) is true
), part as (
    select r.code, a.organization, a.is_now,
           case when r.weighs then sum(a.number * b.number) else case r.first_rule
               when 'sum' then sum(a.number) when 'mean' then sum(a.number) * div(1, nullif(count(a.number), 0))
               when 'maximum' then max(a.number) else (array_agg(a.number order by p.ends_on desc))[1] end end as first,
           case when r.weighs then sum(b.number) else case r.second_rule
               when 'sum' then sum(b.number) when 'mean' then sum(b.number) * div(1, nullif(count(b.number), 0))
               when 'maximum' then max(b.number) else (array_agg(b.number order by p.ends_on desc))[1] end end as second
    from unnest(
        '{shares}'::text[], '{parts}'::text[], '{wholes}'::text[], array_fill('latest'::text, array[10]),
        array_fill('latest'::text, array[10]), array_fill(false, array[10])
    ) r (code, first_code, second_code, first_rule, second_rule, weighs)
    join cell a on a.indicator = r.first_code
    join cell b on b.submission_id = a.submission_id and b.indicator = r.second_code
    join period p on p.id = a.period_id
    group by r.code, a.organization, a.is_now, r.first_rule, r.second_rule, r.weighs
), unit as (
    select code, max(first) filter (where is_now) as first, max(second) filter (where is_now) as second,
           max(first) filter (where not is_now) as before_first, max(second) filter (where not is_now) as before_second
    from part group by code, organization
)
select code, count(first), sum(first)::text, sum(second)::text, count(*) {pair}, (sum(first) {pair})::text,
       (sum(second) {pair})::text, (sum(before_first) {pair})::text, (sum(before_second) {pair})::text, count(*)
from unit group by code;
