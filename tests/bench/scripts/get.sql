\set n random(1, :rows)
\set one 1
select {columns} from assignment a where a.id = bench.id(3, :n) limit :one;
{beside} bench.id(3, :n);
