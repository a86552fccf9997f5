with given as (
    select * from unnest(
        array[bench.id(5, nextval('bench.serial'))], array['{kind}'], array['{noun}/' || {id}], array[now()],
        array['coordinator'], array[{code}], array[{code} || ' TT VPTU'], array['{data}'],
        array['\x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'::bytea],
        array['\x00112233445566778899aabbccddeeff'::bytea], array['{"actor_name": "Điều phối viên"}']
    ) as given (id, kind, subject, at, actor, organization, organizations, data, person_hash, salt, fields)
), written as (
    insert into event (id, kind, subject, at, actor, organization, organizations, data, person_hash)
    select id, kind, subject, at, actor, organization, string_to_array(organizations, ' '), data::json, person_hash
    from given
), apart as (
    insert into event_person (event_id, salt, fields) select id, salt, fields::json from given
)
insert into event_pending (event_id) select id from given order by id;
