-- let code = 'TT'
-- let kind = directives.directive.drafted
-- let noun = directive
-- let id = bench.id(4, currval('bench.serial'))
-- let data = {"issuer": "TT"}
\set key random(1, 9000000000000000)
begin;
{claim}
insert into directive (
    id, version, state, scheme, document_type, title, issuer, urgency, classification, recipients, audiences, links,
    created_by_subject, created_by_organization, created_at, updated_at, concerned, search
) values (
    bench.id(4, nextval('bench.serial')), 1, 'draft', 'party', 'KL',
    'Kết luận số ' || :key::text || ' về mô hình chính quyền địa phương hai cấp', 'TT', 'normal', 'internal', '{}', '{}',
    '[]', 'coordinator', 'TT', now(), now(), '{TT}',
    'ket luan so ' || :key::text || ' ve mo hinh chinh quyen dia phuong hai cap'
);
delete from clause where directive_id = (select bench.id(4, currval('bench.serial')));
insert into clause (id, directive_id, label, ordinal, kind, text, binds, intended)
values (
    bench.id(4, currval('bench.serial')), bench.id(4, currval('bench.serial')), '1', 0, 'task',
    'Mở các lớp tập huấn cho cấp ủy viên cơ sở.', '{}', '[]'
);
{publish}
{answer}
commit;
