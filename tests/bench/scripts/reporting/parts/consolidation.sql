select distinct organization, receiver from obligation where tier > 1 and period_id = any (array[:w_id]::uuid[]);
select o.id, o.version, o.period_id, o.organization, o.standing, o.effective_submission, coalesce(s.is_nil, false), o.was_late, o.due_at, o.form, o.form_number
from obligation o left join submission s on s.id = o.effective_submission
where o.tier = 1 and o.period_id = any (array[:w_id]::uuid[]) and o.receiver = any ('{BTC}')
order by o.organization, o.due_at;
{form}
