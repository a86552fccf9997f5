-- The first page of each list, which pgbench's second statement asks about.

update bench.organization o set
    page = (
        select array_agg(id) from (
            select a.id from assignment a
            where a.accountable = o.code and a.state = any ('{assigned,acknowledged,in_progress}')
            order by a.due_sort, a.id limit 20
        ) page
    );

update bench.ward o set
    page = (
        select array_agg(id) from (
            select a.id from assignment a
            where a.concerned && o.seen and a.state = any ('{in_progress}')
            order by a.due_sort, a.id limit 20
        ) page
    );
