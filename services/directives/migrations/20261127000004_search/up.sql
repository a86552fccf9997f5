-- Clauses are searched, and what is searched no longer tells `y` from `i` and knows no apostrophes.
create function folded(words text) returns text language sql immutable as $$
    select btrim(regexp_replace(
        regexp_replace(
            translate(lower(regexp_replace(normalize(words, nfd), '[\u0300-\u036f]', '', 'g')), 'đðĐÐy', 'ddddi'),
            '[''’‘ʼ`´]', '', 'g'
        ),
        '[^[:alnum:]]+', ' ', 'g'
    ))
$$;

alter table clause add column search text;
update clause set search = folded(concat_ws(' ', text, product));
alter table clause alter column search set not null;
create index clause_search_idx on clause using gin (search gin_trgm_ops);

update directive set search = folded(concat_ws(' ', number, title, abstract_text));
update assignment_text t set search = folded(concat_ws(' ', a.title, a.product)) from assignment a where a.id = t.assignment_id;

drop function folded(text);
