select o.effective_submission from obligation o join period p on p.id = o.period_id
where o.effective_submission is not null and o.tier = 1 and o.regime = 'weekly-' || lpad((:n / {unit-count} + 1)::text, 5, '0')
  and o.organization = {code} and p.ends_on = date '{current}' - 1 \gset p_
