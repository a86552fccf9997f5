-- Whether a series goes on after a serial. A registered number far ahead of its series is taken and leaves the series
-- where it is; until now it carried the series along.
alter table number_taken add column moves_series boolean not null default true;

update number_taken t
set moves_series = false
from (
    select book, document_type, is_normative, span_starts_on, min(serial) filter (where step > 500) as apart_from
    from (
        select *, serial - lag(serial, 1, 1) over (
            partition by book, document_type, is_normative, span_starts_on order by serial
        ) as step
        from number_taken
    ) stepped
    group by book, document_type, is_normative, span_starts_on
) series
where (t.book, t.document_type, t.is_normative, t.span_starts_on)
    = (series.book, series.document_type, series.is_normative, series.span_starts_on)
    and t.serial >= series.apart_from;
