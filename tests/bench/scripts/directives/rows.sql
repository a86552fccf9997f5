-- Assignments `:first` to `:last`, four fifths of them long done, as after some years of work.

insert into directive (
    id, version, state, scheme, document_type, number, title, issuer, issued_on, urgency, classification, recipients,
    audiences, links, created_by_subject, created_by_organization, created_at, updated_at, effective_at, concerned,
    search
)
select bench.id(1, d), 2, 'registered', 'party', 'KL', d || '-KL/TU',
       'Kết luận số ' || d || ' về mô hình chính quyền địa phương hai cấp', 'TT', current_date - 585 + d % 720,
       'normal', 'internal', '{}', '{}', '[]', 'tt.coordinator', 'TT', now(), now(), now(), '{TT}',
       'kl tu ket luan so ' || d || ' ve mo hinh chinh quien dia phuong hai cap'
from generate_series((:first - 1) / 200, (:last - 1) / 200) d
on conflict (id) do nothing;

insert into clause (id, directive_id, label, ordinal, kind, text, binds, intended, search)
select bench.id(2, d * 10 + c), bench.id(1, d), c + 1, c, 'task',
       'Các cơ quan, đơn vị chủ trì tổ chức thực hiện nội dung ' || c + 1 || ' và báo cáo kết quả.', '{}', '[]',
       'cac co quan don vi chu tri to chuc thuc hien noi dung ' || c + 1 || ' va bao cao ket qua '
from generate_series((:first - 1) / 200, (:last - 1) / 200) d, generate_series(0, 9) c
on conflict (id) do nothing;

with given as (
    -- Those that nobody acknowledged are kept for transitions: the service's, and behind each of them pgbench's.
    select n, n % 21 in (0, 1) as is_kept,
           abs(hashint4extended(n, 1) % 720) as day,
           abs(hashint4extended(n, 2) % 100) as luck
    from generate_series(:first, :last) n
), dated as (
    select *, current_date + case when is_kept then 10 + day % 60 else day - 540 end::integer as due_on from given
), placed as (
    select *,
           (least(due_on - 45, current_date - 2) + time '01:00') at time zone 'UTC' as assigned_at,
           case
               when is_kept then 'assigned'
               when due_on < current_date - 30 and luck < 93 then 'completed'
               when due_on < current_date - 30 and luck < 95 then 'withdrawn'
               when due_on < current_date - 30 and luck < 96 then 'closed_not_implemented'
               when due_on < current_date - 30 then 'in_progress'
               when luck < 20 then 'acknowledged'
               when luck < 65 then 'in_progress'
               when luck < 75 then 'submitted'
               else 'completed'
           end as state
    from dated
), told as (
    select p.*, o.code,
           state in ('completed', 'withdrawn', 'closed_not_implemented') as is_ended,
           state in ('submitted', 'completed') as is_submitted,
           'Báo cáo kết quả thực hiện nhiệm vụ số ' || n || ' về sắp xếp tổ chức bộ máy' as title
    from placed p join bench.organization o on o.place = p.n % 208
)
insert into assignment (
    id, version, directive_id, clause_id, root_id, clause_kind, title, product_kind, product, urgency, accountable,
    coordinating, monitoring, reports_to, issuer, state, due_basis, due_on, original_due_on, extensions, percent,
    assigned_at, acknowledged_at, started_at, submitted_at, completed_at, ended_at, last_update_at, children,
    open_children, pending_request, is_on_time, is_in_force, concerned, mover
)
select bench.id(3, n), 1, bench.id(1, (n - 1) / 200), bench.id(2, (n - 1) / 200 * 10 + n % 10), bench.id(3, n), 'task',
       title, 'report', 'Báo cáo', 'normal', code, '{}', '{VPTU}', 'TT', 'TT', state, 'stated', due_on, due_on, 0,
       case when is_submitted then 100 when state = 'in_progress' then luck else 0 end,
       assigned_at,
       case when state <> 'assigned' then assigned_at + interval '6 hours' end,
       case when state not in ('assigned', 'acknowledged') then assigned_at + interval '9 hours' end,
       case when is_submitted then assigned_at + interval '1 day' end,
       case when state = 'completed' then assigned_at + interval '30 hours' end,
       case when is_ended then assigned_at + interval '30 hours' end,
       assigned_at + interval '30 hours',
       0, 0, false,
       case when state = 'completed' then luck % 10 < 8 end,
       true,
       (select array_agg(distinct party) from unnest(array[code, 'TT', 'VPTU']) party),
       case when is_ended then null when state = 'submitted' then 'TT' else code end
from told;

insert into assignment_party (assignment_id, organization, due_sort, is_open)
select a.id, party.organization, a.due_sort, a.ended_at is null
from assignment a cross join lateral unnest(a.concerned) party (organization)
where a.id between bench.id(3, :first) and bench.id(3, :last);

insert into assignment_text (assignment_id, search)
select bench.id(3, n), 'bao cao ket qua thuc hien nhiem vu so ' || n || ' ve sap xep to chuc bo may bao cao'
from generate_series(:first, :last) n;

insert into submission (
    assignment_id, number, result, statement, hash, submitted_by, organization, submitted_at
)
select a.id, 1, 'implemented', 'Đã hoàn thành theo yêu cầu.', md5(a.id::text), lower(a.accountable) || '.coordinator',
       a.accountable, a.submitted_at
from assignment a
where a.submitted_at is not null and a.id between bench.id(3, :first) and bench.id(3, :last);
