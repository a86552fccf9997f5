-- A place is named by its JSON pointer, as everywhere else: `/values/total`, no longer `values/total`.
update submission
set remarks = (
    select jsonb_object_agg(case when place like '/%' then place else '/' || place end, said)
    from jsonb_each(remarks) each (place, said)
)
where remarks <> '{}';
