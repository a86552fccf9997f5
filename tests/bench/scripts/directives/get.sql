-- let parts = null::int
\set n random(1, {rows})
select {columns} from assignment a where a.id = bench.id(3, :n);
{beside} bench.id(3, :n);
