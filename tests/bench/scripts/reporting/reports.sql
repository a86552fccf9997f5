-- The reports of all weeks before the one that begins on :current, and each unit's draft for that one wherever a week
-- before it is its regime's first. The ids' kinds are 2 reports and 3 drafts; 5 is what pgbench writes.

-- A figure: the odd ones are wholes, and the even ones parts of them.
create function bench.figure(n bigint, place integer) returns integer language sql immutable parallel safe
    return (hashint8extended(n * 1000 + place, 0) & 63) + case place % 2 when 1 then 64 else 0 end;

create function bench.code(place integer) returns text language sql immutable parallel safe
    return 'premises_' || lpad(place::text, 3, '0');

create function bench.figures(n bigint) returns jsonb language sql immutable parallel safe
    return (
        select jsonb_object_agg(bench.code(place), jsonb_build_object('number', bench.figure(n, place)::text))
        from generate_series(1, :figures) place
    );

create table bench.report as
select case when is_draft then bench.id(3, n) else bench.id(2, n) end as id, given.*
from (
    select o.id as obligation, o.organization, o.due_at, p.ends_on, p.starts_on = ':current' as is_draft,
           row_number() over (
               partition by p.starts_on = ':current' order by o.regime collate "C", p.starts_on, o.organization collate "C"
           ) - 1 as n
    from obligation o join period p on p.id = o.period_id
    where o.tier = 1 and (p.starts_on < ':current' or (p.starts_on = ':current' and o.regime like 'weekly-%'))
) given;

insert into submission (
    id, obligation_id, number, state, is_nil, figures, narrative, hash, edited_by, drafted_at, submitted_by,
    submitted_at, judged_by, judged_at, remarks
)
select id, obligation, 1, case when is_draft then 'draft' else 'accepted' end, false, bench.figures(n),
       jsonb_build_object('results', '[Số liệu minh họa] ' || repeat(
           'Đảng ủy đã chỉ đạo rà soát, sắp xếp, bố trí lại các trụ sở dôi dư theo phương án được duyệt. ', 2
       )),
       case when not is_draft then repeat(md5(id::text), 2) end, array[lower(organization) || '.officer'],
       due_at - interval '1 day',
       case when not is_draft then lower(organization) || '.officer' end,
       case when not is_draft then due_at + case n % 11 when 0 then interval '3 hours' else interval '-3 hours' end end,
       case when not is_draft then 'btc.coordinator' end,
       case when not is_draft then due_at + interval '5 hours' end,
       '{}'
from bench.report;

insert into submission_value (submission_id, indicator, number)
select id, bench.code(place), bench.figure(n, place)
from bench.report cross join generate_series(1, :figures) place
where not is_draft;

update obligation o set
    version = o.version + case when r.is_draft then 1 else 3 end,
    standing = case when r.is_draft then 'nothing' else 'accepted' end,
    effective_submission = case when not r.is_draft then r.id end,
    latest_id = r.id, latest_number = 1, latest_state = s.state,
    first_submitted_at = s.submitted_at, was_late = s.submitted_at > o.due_at
from bench.report r join submission s on s.id = r.id
where o.id = r.obligation;
