-- What the service acknowledged; every twenty-first assignment, see rows.sql.

update assignment set state = 'assigned', acknowledged_at = null
where state = 'acknowledged'
  and id in (select bench.id(3, n) from generate_series(21, :rows, 21) n);
