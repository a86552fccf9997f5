-- let code = 'TT'
-- let kind = directives.directive.drafted
-- let noun = directive
-- let id = bench.id(4, currval('bench.serial'))
-- let directive = id, version, state, scheme, document_type, number, title, abstract_text, issuer, signer_capacity, signer_position, signer_name, issued_on, covers_from, covers_to, place, urgency, classification, recipients, audiences, links, created_by_subject, created_by_organization, created_at, updated_at, effective_at, ended_at, superseded_by, revocation_reason, concerned, search
-- let clause = id, directive_id, label, ordinal, kind, text, urgency, due_on, product_kind, product, cadence, deadline, duplicate_of, binds, intended, superior, note, search
-- let data = {"issuer": "TT"}
\set key random(1, 9000000000000000)
begin;
{claim}
insert into directive ({directive})
select {directive} from jsonb_populate_recordset(null::directive, jsonb_build_array(jsonb_build_object(
    'id', bench.id(4, nextval('bench.serial')), 'version', 1, 'state', 'draft', 'scheme', 'party',
    'document_type', 'KL', 'title', 'Kết luận số ' || :key::text || ' về mô hình chính quyền địa phương hai cấp',
    'issuer', 'TT', 'urgency', 'normal', 'classification', 'internal', 'recipients', '[]'::jsonb,
    'audiences', '[]'::jsonb, 'links', '[]'::jsonb, 'created_by_subject', 'coordinator',
    'created_by_organization', 'TT', 'created_at', now(), 'updated_at', now(), 'concerned', jsonb_build_array('TT'),
    'search', 'ket luan so ' || :key::text || ' ve mo hinh chinh quyen dia phuong hai cap'
)));
insert into clause ({clause})
select {clause} from jsonb_populate_recordset(null::clause, jsonb_build_array(jsonb_build_object(
    'id', bench.id(4, currval('bench.serial')), 'directive_id', bench.id(4, currval('bench.serial')), 'label', '1',
    'ordinal', 0, 'kind', 'task', 'text', 'Mở các lớp tập huấn cho cấp ủy viên cơ sở.', 'binds', '[]'::jsonb,
    'intended', '[]'::jsonb, 'search', 'mo cac lop tap huan cho cap ui vien co so '
)));
{publish}
{answer}
commit;
