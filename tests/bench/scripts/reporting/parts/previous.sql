select s.figures from obligation o join period p on p.id = o.period_id join submission s on s.id = o.effective_submission
where o.tier = 1 and o.regime = 'weekly-' || lpad((:n / {unit-count} + 1)::text, 5, '0') and o.organization = {code}
  and p.ends_on = date '{current}' - 1;
