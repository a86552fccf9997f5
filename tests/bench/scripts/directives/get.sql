-- let parts = null::int[]
-- let these = {one}
\set n random(1, {rows})
select {columns} from assignment a where a.id = bench.id(3, :n) \gset
{beside}
