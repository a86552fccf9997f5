select p.id, p.key, p.starts_on, p.ends_on, s.id, s.is_nil, s.figures, s.narrative,
       (select v.id from form_version v where v.form = o.form and v.number = o.form_number)
from obligation o join period p on p.id = o.period_id join submission s on s.id = o.effective_submission
where o.tier = 1 and o.regime = 'weekly-' || lpad((:n / {unit-count} + 1)::text, 5, '0') and o.organization = {code}
  and p.ends_on = date '{current}' - 1;
