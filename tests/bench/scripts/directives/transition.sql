-- let parts = null::int[]
-- let these = {one}
-- let code = ('{codes}'::text[])[:n % 208 + 1]
-- let kind = directives.assignment.acknowledged
-- let noun = assignment
-- let id = bench.id(3, :n)
-- let data = {"directive_id": "0199b6a1-0000-7000-8000-000000000001","clause_id": "0199b6a2-0000-7000-8000-000000000001","parent_id": null,"version": 2,"before": {"state": "assigned"},"after": {"state": "acknowledged"},"detail": {}}
\set n 21 * random(1, {rows} / 21 - 1) + 1
\set key random(1, 9000000000000000)
begin;
{claim}
select {columns} from assignment a where a.id = bench.id(3, :n) \gset
{beside}
update assignment set version = version + 1, state = 'acknowledged', accountable = :accountable, executing = null,
    coordinating = :coordinating, reports_to = :reports_to, due_basis = :due_basis, due_on = :due_on,
    original_due_on = :original_due_on, extensions = :extensions, next_fulfilment_due_on = null, handler_subject = null,
    percent = :percent, assigned_at = :assigned_at, acknowledged_at = now(),
    date_proposed_at = null, started_at = null, submitted_at = null, completed_at = null, ended_at = null,
    last_update_at = now(), children = :children, open_children = :open_children, pending_request = :pending_request,
    is_on_time = null, concerned = array[:accountable, 'TT', 'VPTU'], mover = :accountable
where id = bench.id(3, :n) and version = :version;
{publish}
{answer}
commit;
