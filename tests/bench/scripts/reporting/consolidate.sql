-- let scope = o.tier = 1 and o.period_id = any (array[:w_id]::uuid[]) and o.receiver = any ('{BTC}')
\set week random(2, {week-count})
select owner, definition, version from regime where code = 'weekly';
{period} key = ('{weeks}'::text[])[:week] \gset w_
{consolidation}
{period} ends_on = :w_starts_on::date - 1 \gset w_
{consolidation}
