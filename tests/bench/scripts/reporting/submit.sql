-- let code = ('{units}'::text[])[:n % {unit-count} + 1]
-- let kind = reporting.submission.submitted
-- let noun = submission
-- let id = bench.id(3, :n)
-- let data = {"obligation_id": "0199b6a3-0000-7000-8000-000000000001","regime": "weekly-00001","period_id": "0199b6a3-0000-7000-8000-000000000001","version": 3,"before": {"state": "draft"},"after": {"state": "submitted"},"detail": {"number": 1,"is_late": false}}
\set asked :asked + 1
\set n (:asked * {clients} + :client_id) * {stride} % {drafts}
\set key random(1, 9000000000000000)
select obligation_id from submission where id = bench.id(3, :n) \gset t_
begin;
{claim}
select o.*, p.key, p.starts_on, p.ends_on, r.definition ->> 'title' as title, to_jsonb(o) as row,
       (select v.id from form_version v where v.form = o.form and v.number = o.form_number) as form_id
from obligation o join period p on p.id = o.period_id join regime r on r.code = o.regime
where o.id = :t_obligation_id::uuid \gset o_
select obligation_id, id, kind, until, reason, requested_by, requested_at from grant_request
where state = 'pending' and obligation_id = any (array[:t_obligation_id]::uuid[]);
select id, number, state from submission where obligation_id = :t_obligation_id::uuid order by number;
{submission} bench.id(3, :n) \gset s_
{previous}
update obligation t set ({names}) = (select {names} from jsonb_populate_record(null::obligation, r.row))
from (
    select :o_row::jsonb || jsonb_build_object(
        'version', 3, 'standing', 'submitted', 'effective_submission', bench.id(3, :n), 'latest_state', 'submitted',
        'first_submitted_at', now(), 'was_late', false
    ) as row
) r
where t.id = (r.row ->> 'id')::uuid and t.version = :o_version;
update submission set
    obligation_id = :s_obligation_id::uuid, number = 1, state = 'submitted', is_nil = false, figures = :s_figures::jsonb,
    narrative = :s_narrative::jsonb, reason = null,
    hash = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', edited_by = :s_edited_by::text[],
    drafted_at = :s_drafted_at::timestamptz, submitted_by = {code}, submitted_at = now(), judged_by = null,
    judged_at = null, remark = null, remarks = '{}'
where id = bench.id(3, :n);
insert into submission_value (submission_id, indicator, number, text)
select bench.id(3, :n), cell.* from unnest('{figures}'::text[], '{numbers}'::numeric[], array_fill(null::text, array[100])) as cell;
select c.id, c.organization, c.receiver from consolidated_source s join consolidated_report c on c.id = s.report_id
where c.state <> 'recalled' and s.obligation_id = :s_obligation_id::uuid and s.submission_id is distinct from bench.id(3, :n);
{publish}
{answer}
commit;
