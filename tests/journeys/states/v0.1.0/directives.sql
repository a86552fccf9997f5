SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE directives.__diesel_schema_migrations (
    version character varying(50) NOT NULL,
    run_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE directives.assignment (
    id uuid NOT NULL,
    version integer NOT NULL,
    directive_id uuid,
    clause_id uuid,
    parent_id uuid,
    root_id uuid NOT NULL,
    clause_kind text NOT NULL,
    title text NOT NULL,
    product_kind text,
    product text,
    urgency text NOT NULL,
    accountable text NOT NULL,
    executing text,
    coordinating text[] NOT NULL,
    monitoring text[] NOT NULL,
    reports_to text,
    issuer text NOT NULL,
    cadence text,
    state text NOT NULL,
    due_basis text NOT NULL,
    due_on date,
    original_due_on date,
    extensions integer NOT NULL,
    next_fulfilment_due_on date,
    handler_subject text,
    handler_name text,
    percent smallint NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    date_proposed_at timestamp with time zone,
    started_at timestamp with time zone,
    submitted_at timestamp with time zone,
    completed_at timestamp with time zone,
    ended_at timestamp with time zone,
    last_update_at timestamp with time zone NOT NULL,
    children integer NOT NULL,
    open_children integer NOT NULL,
    pending_request boolean NOT NULL,
    born_of_recommendation boolean NOT NULL,
    is_on_time boolean,
    concerned text[] NOT NULL,
    mover text,
    due_sort date GENERATED ALWAYS AS (COALESCE(
CASE
    WHEN (clause_kind = ANY (ARRAY['recurring_report'::text, 'standing_duty'::text, 'event_duty'::text])) THEN next_fulfilment_due_on
    ELSE due_on
END, 'infinity'::date)) STORED NOT NULL,
    CONSTRAINT assignment_completed_at_check CHECK (((state = 'completed'::text) = (completed_at IS NOT NULL))),
    CONSTRAINT assignment_due_basis_check CHECK (((due_on IS NOT NULL) = (due_basis = ANY (ARRAY['stated'::text, 'approved'::text])))),
    CONSTRAINT assignment_ended_at_check CHECK (((state = ANY (ARRAY['completed'::text, 'closed_not_implemented'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT assignment_handler_subject_check CHECK (((handler_subject IS NULL) = (handler_name IS NULL))),
    CONSTRAINT assignment_is_on_time_check CHECK (((state = 'completed'::text) = (is_on_time IS NOT NULL))),
    CONSTRAINT assignment_open_children_check CHECK (((open_children >= 0) AND (open_children <= children))),
    CONSTRAINT assignment_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'acknowledged'::text, 'in_progress'::text, 'submitted'::text, 'completed'::text, 'closed_not_implemented'::text, 'declined'::text, 'withdrawn'::text]))),
    CONSTRAINT assignment_title_check CHECK ((title IS NFC NORMALIZED)),
    CONSTRAINT assignment_version_check CHECK ((version > 0))
);
CREATE TABLE directives.assignment_party (
    assignment_id uuid NOT NULL,
    organization text NOT NULL,
    due_sort date NOT NULL,
    is_open boolean NOT NULL
);
CREATE TABLE directives.assignment_text (
    assignment_id uuid NOT NULL,
    search text NOT NULL
);
CREATE TABLE directives.attachment (
    id uuid NOT NULL,
    directive_id uuid,
    assignment_id uuid,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    storage_key text NOT NULL,
    added_by text NOT NULL,
    added_by_organization text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT attachment_directive_id_check CHECK (((directive_id IS NULL) <> (assignment_id IS NULL))),
    CONSTRAINT attachment_file_name_check CHECK ((file_name IS NFC NORMALIZED))
);
CREATE TABLE directives.audience (
    code text NOT NULL,
    name_vi text NOT NULL COLLATE pg_catalog."vi-x-icu",
    name_en text NOT NULL,
    kinds text[] NOT NULL,
    organizations text[] NOT NULL,
    version integer NOT NULL,
    CONSTRAINT audience_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,63}$'::text)),
    CONSTRAINT audience_kinds_check CHECK (((cardinality(kinds) + cardinality(organizations)) > 0)),
    CONSTRAINT audience_name_en_check CHECK (((name_en <> ''::text) AND (name_en IS NFC NORMALIZED))),
    CONSTRAINT audience_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT audience_version_check CHECK ((version > 0))
);
CREATE TABLE directives.calendar_day (
    date date NOT NULL,
    name_vi text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT calendar_day_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT calendar_day_version_check CHECK ((version > 0))
);
CREATE TABLE directives.clause (
    id uuid NOT NULL,
    directive_id uuid NOT NULL,
    label text NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    urgency text,
    due_on date,
    product_kind text,
    product text,
    cadence text,
    duplicate_of uuid,
    binds uuid[] NOT NULL,
    intended jsonb NOT NULL,
    superior text,
    note text,
    CONSTRAINT clause_duplicate_of_check CHECK ((duplicate_of <> id)),
    CONSTRAINT clause_kind_check CHECK ((kind = ANY (ARRAY['task'::text, 'recurring_report'::text, 'standing_duty'::text, 'event_duty'::text, 'constraint'::text, 'commendation'::text]))),
    CONSTRAINT clause_text_check CHECK ((text IS NFC NORMALIZED))
);
CREATE TABLE directives.date_request (
    id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    kind text NOT NULL,
    due_on date NOT NULL,
    reason text NOT NULL,
    requested_by text NOT NULL,
    organization text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    remark text,
    decided_by text,
    decided_at timestamp with time zone,
    CONSTRAINT date_request_decided_at_check CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text])) = (decided_at IS NOT NULL))),
    CONSTRAINT date_request_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'granted'::text, 'refused'::text, 'lapsed'::text])))
);
CREATE TABLE directives.directive (
    id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    scheme text NOT NULL,
    document_type text NOT NULL,
    number text,
    title text NOT NULL,
    abstract_text text,
    issuer text NOT NULL,
    signer_capacity text,
    signer_position text,
    signer_name text,
    issued_on date,
    covers_from date,
    covers_to date,
    place text,
    urgency text NOT NULL,
    classification text NOT NULL,
    recipients text[] NOT NULL,
    audiences text[] NOT NULL,
    links jsonb NOT NULL,
    created_by_subject text NOT NULL,
    created_by_organization text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    effective_at timestamp with time zone,
    ended_at timestamp with time zone,
    superseded_by uuid,
    revocation_reason text,
    concerned text[] NOT NULL,
    search text NOT NULL,
    issued_sort date GENERATED ALWAYS AS (COALESCE(issued_on, 'infinity'::date)) STORED NOT NULL,
    CONSTRAINT directive_abstract_text_check CHECK ((abstract_text IS NFC NORMALIZED)),
    CONSTRAINT directive_classification_check CHECK ((classification = ANY (ARRAY['public'::text, 'internal'::text]))),
    CONSTRAINT directive_covers_to_check CHECK ((covers_to >= covers_from)),
    CONSTRAINT directive_number_check CHECK (((state <> 'issued'::text) OR (number IS NOT NULL))),
    CONSTRAINT directive_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'issued'::text, 'registered'::text, 'superseded'::text, 'revoked'::text]))),
    CONSTRAINT directive_title_check CHECK ((title IS NFC NORMALIZED)),
    CONSTRAINT directive_version_check CHECK ((version > 0))
);
CREATE TABLE directives.directory_state (
    one boolean DEFAULT true NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT directory_state_one_check CHECK (one),
    CONSTRAINT directory_state_version_check CHECK ((version >= 0))
);
CREATE TABLE directives.event (
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    organization text,
    organizations text[] NOT NULL,
    data json NOT NULL,
    person_hash bytea
);
CREATE TABLE directives.event_log (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT event_log_one_check CHECK (one)
);
CREATE TABLE directives.event_pending (
    ordinal bigint NOT NULL,
    event_id uuid NOT NULL
);
ALTER TABLE directives.event_pending ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME directives.event_pending_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE directives.event_person (
    event_id uuid NOT NULL,
    salt bytea NOT NULL,
    fields json NOT NULL
);
CREATE TABLE directives.event_position (
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE directives.evidence (
    id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    submission integer NOT NULL,
    title text NOT NULL,
    attachment_id uuid,
    number text,
    url text,
    added_by text NOT NULL,
    organization text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT evidence_attachment_id_check CHECK ((num_nonnulls(attachment_id, number, url) = 1))
);
CREATE TABLE directives.follower (
    source text NOT NULL,
    cursor text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE directives.fulfilment (
    assignment_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    cadence text NOT NULL,
    due_on date NOT NULL,
    fulfilled_at timestamp with time zone,
    remark text,
    set_by text NOT NULL,
    CONSTRAINT fulfilment_ends_on_check CHECK ((ends_on >= starts_on))
);
CREATE TABLE directives.idempotency_key (
    issuer text NOT NULL,
    subject text NOT NULL,
    organization text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint,
    body bytea,
    etag text,
    location text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE directives.judgement (
    assignment_id uuid NOT NULL,
    submission integer NOT NULL,
    verdict text NOT NULL,
    close_reason text,
    remark text,
    constraints jsonb NOT NULL,
    judged_by text NOT NULL,
    judge_name text,
    organization text NOT NULL,
    judged_at timestamp with time zone NOT NULL,
    CONSTRAINT judgement_close_reason_check CHECK (((verdict = 'closed'::text) = (close_reason IS NOT NULL)))
);
CREATE TABLE directives.number_book (
    code text NOT NULL,
    scheme text NOT NULL,
    issuer_symbol text NOT NULL,
    issuers text[] NOT NULL,
    version integer NOT NULL
);
CREATE TABLE directives.number_taken (
    book text NOT NULL,
    document_type text NOT NULL,
    is_normative boolean NOT NULL,
    span_starts_on date NOT NULL,
    serial integer NOT NULL,
    directive_id uuid NOT NULL,
    CONSTRAINT number_taken_serial_check CHECK ((serial > 0))
);
CREATE TABLE directives.organization (
    code text NOT NULL,
    name_vi text NOT NULL COLLATE pg_catalog."vi-x-icu",
    name_en text NOT NULL,
    kind text NOT NULL,
    parent text,
    symbol text,
    territory_code text,
    electronic_id text,
    office text,
    post text,
    telephone text,
    mail text,
    valid_from date NOT NULL,
    valid_to date,
    successors text[] NOT NULL,
    version integer NOT NULL,
    search text NOT NULL,
    CONSTRAINT organization_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'::text)),
    CONSTRAINT organization_name_en_check CHECK (((name_en <> ''::text) AND (name_en IS NFC NORMALIZED))),
    CONSTRAINT organization_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT organization_office_check CHECK ((office IS NFC NORMALIZED)),
    CONSTRAINT organization_parent_check CHECK ((parent <> code)),
    CONSTRAINT organization_post_check CHECK ((post IS NFC NORMALIZED)),
    CONSTRAINT organization_symbol_check CHECK ((symbol IS NFC NORMALIZED)),
    CONSTRAINT organization_territory_code_check CHECK ((territory_code ~ '^([0-9]{2}|[0-9]{5})$'::text)),
    CONSTRAINT organization_valid_to_check CHECK ((valid_to >= valid_from)),
    CONSTRAINT organization_version_check CHECK ((version > 0))
);
CREATE TABLE directives.oversight (
    body text NOT NULL,
    audience text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    reason_vi text NOT NULL,
    reason_en text,
    version integer NOT NULL,
    CONSTRAINT oversight_reason_en_check CHECK ((reason_en IS NFC NORMALIZED)),
    CONSTRAINT oversight_reason_vi_check CHECK (((reason_vi <> ''::text) AND (reason_vi IS NFC NORMALIZED))),
    CONSTRAINT oversight_valid_to_check CHECK ((valid_to >= valid_from)),
    CONSTRAINT oversight_version_check CHECK ((version > 0))
);
CREATE TABLE directives.progress_report (
    id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    percent smallint,
    narrative text NOT NULL,
    next_step text,
    reported_by text NOT NULL,
    organization text NOT NULL,
    reported_at timestamp with time zone NOT NULL
);
CREATE TABLE directives.submission (
    assignment_id uuid NOT NULL,
    number integer NOT NULL,
    result text NOT NULL,
    statement text NOT NULL,
    hash text NOT NULL,
    due_on date,
    submitted_by text NOT NULL,
    submitter_name text,
    organization text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    CONSTRAINT submission_number_check CHECK ((number > 0))
);
CREATE TABLE directives.term (
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT term_ends_on_check CHECK ((ends_on > starts_on))
);
CREATE TABLE directives.urging (
    id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    addressee text NOT NULL,
    message text NOT NULL,
    urged_by text NOT NULL,
    organization text NOT NULL,
    urged_at timestamp with time zone NOT NULL
);
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-26 01:31:22.877579');
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-26 01:31:22.907712');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20250922000001', '2026-11-26 01:31:22.930282');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20250922000002', '2026-11-26 01:31:22.966939');
INSERT INTO directives.assignment VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 11, '01a2157a-90c4-75ac-afb5-2913fc49f49e', '01a2157a-90c5-7414-9ab1-96a978d20219', NULL, '01a2157a-90de-76d4-89cd-b92134cb478a', 'task', 'Mở các lớp tập huấn cho cấp ủy viên.', 'report', 'Báo cáo kết quả mở lớp', 'normal', 'BTC', NULL, '{}', '{}', 'TT', 'TT', NULL, 'in_progress', 'approved', '2025-11-14', '2025-11-14', 0, NULL, 'btc.coordinator', 'Đồng chí btc.coordinator', 40, '2025-10-01 01:00:00.649504+00', '2025-10-01 01:00:00.698566+00', '2025-10-01 01:00:00.71266+00', '2025-10-01 01:00:00.72639+00', NULL, NULL, NULL, '2025-10-01 01:00:00.757809+00', 0, 0, false, false, NULL, '{BTC,TT}', 'BTC', DEFAULT);
INSERT INTO directives.assignment VALUES ('01a2157a-90de-76d4-89cd-b922143b2f84', 4, '01a2157a-90c4-75ac-afb5-2913fc49f49e', '01a2157a-90c5-7414-9ab1-96ab936320d6', NULL, '01a2157a-90de-76d4-89cd-b922143b2f84', 'recurring_report', 'Báo cáo Thường trực hằng tuần.', NULL, NULL, 'normal', 'BTC', NULL, '{}', '{}', 'TT', 'TT', 'weekly', 'acknowledged', 'none', NULL, NULL, 0, NULL, NULL, NULL, 0, '2025-10-01 01:00:00.649504+00', '2025-10-01 01:00:00.768748+00', NULL, NULL, NULL, NULL, NULL, '2025-10-01 01:00:00.768748+00', 0, 0, false, false, NULL, '{BTC,TT}', 'BTC', DEFAULT);
INSERT INTO directives.assignment_party VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 'BTC', '2025-11-14', true);
INSERT INTO directives.assignment_party VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 'TT', '2025-11-14', true);
INSERT INTO directives.assignment_party VALUES ('01a2157a-90de-76d4-89cd-b922143b2f84', 'BTC', 'infinity', true);
INSERT INTO directives.assignment_party VALUES ('01a2157a-90de-76d4-89cd-b922143b2f84', 'TT', 'infinity', true);
INSERT INTO directives.assignment_text VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 'mo cac lop tap huan cho cap uy vien bao cao ket qua mo lop');
INSERT INTO directives.assignment_text VALUES ('01a2157a-90de-76d4-89cd-b922143b2f84', 'bao cao thuong truc hang tuan');
INSERT INTO directives.attachment VALUES ('01a2157a-90d3-74d2-8b02-ad8c92a3c457', '01a2157a-90c4-75ac-afb5-2913fc49f49e', NULL, 'phu-luc.pdf', 'application/pdf', 48, '49c28c332031c5be46a9f1cc28754ba850448ac9d4ffcc1cbb169f779b66b273', 'directives/01a2157a-90c4-75ac-afb5-2913fc49f49e/01a2157a-90cf-724a-af4d-104c634dfe58', 'tt.leader', 'TT', '2025-10-01 01:00:00.639273+00');
INSERT INTO directives.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO directives.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO directives.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO directives.audience VALUES ('upper-party-committees', 'Các đảng ủy cấp trên trực tiếp cơ sở trực thuộc Thành ủy', 'Upper-level Party committees under the City Party Committee', '{upper_party_committee}', '{}', 1);
INSERT INTO directives.audience VALUES ('party-committees', 'Các đảng ủy trực thuộc Thành ủy', 'Party committees directly under the City Party Committee', '{commune_party_committee,upper_party_committee}', '{}', 1);
INSERT INTO directives.audience VALUES ('advisory-bodies', 'Các cơ quan tham mưu, giúp việc của Thành ủy', 'Advisory and assisting bodies of the City Party Committee', '{advisory_body,inspection_commission,party_office}', '{}', 1);
INSERT INTO directives.audience VALUES ('departments', 'Các sở, ngành thuộc Ủy ban nhân dân Thành phố', 'Departments and equivalent bodies of the City People''s Committee', '{department}', '{}', 1);
INSERT INTO directives.audience VALUES ('state-bodies', 'Các cơ quan hành chính nhà nước của Thành phố', 'State administrative bodies of the City', '{peoples_committee,department,commune_peoples_committee}', '{}', 1);
INSERT INTO directives.audience VALUES ('committees-agencies-units', 'Các cấp ủy, cơ quan, đơn vị của Thành phố', 'Party committees, agencies and units of the City', '{commune_party_committee,upper_party_committee,advisory_body,inspection_commission,party_office,academy,peoples_committee,department}', '{}', 1);
INSERT INTO directives.calendar_day VALUES ('2025-01-01', 'Tết Dương lịch', 'holiday', 'official', 1);
INSERT INTO directives.calendar_day VALUES ('2025-01-27', 'Tết Nguyên đán (28 tháng Chạp)', 'holiday', 'official', 1);
INSERT INTO directives.calendar_day VALUES ('2025-01-28', 'Tết Nguyên đán (29 tháng Chạp, giao thừa)', 'holiday', 'official', 1);
INSERT INTO directives.calendar_day VALUES ('2025-01-29', 'Tết Nguyên đán (mùng 1)', 'holiday', 'official', 1);
INSERT INTO directives.calendar_day VALUES ('2025-01-30', 'Tết Nguyên đán (mùng 2)', 'holiday', 'official', 1);
INSERT INTO directives.clause VALUES ('01a2157a-90c5-7414-9ab1-96a978d20219', '01a2157a-90c4-75ac-afb5-2913fc49f49e', '1', 1, 'task', 'Mở các lớp tập huấn cho cấp ủy viên.', NULL, NULL, 'report', 'Báo cáo kết quả mở lớp', NULL, NULL, '{}', '[{"executing": null, "fan_out_to": null, "monitoring": [], "reports_to": "TT", "accountable": {"organization": "BTC"}, "coordinating": []}]', NULL, NULL);
INSERT INTO directives.clause VALUES ('01a2157a-90c5-7414-9ab1-96aacea83849', '01a2157a-90c4-75ac-afb5-2913fc49f49e', '2', 2, 'constraint', 'Chuyên đề bám sát nhiệm vụ.', NULL, NULL, NULL, NULL, NULL, NULL, '{01a2157a-90c5-7414-9ab1-96a978d20219}', '[]', NULL, NULL);
INSERT INTO directives.clause VALUES ('01a2157a-90c5-7414-9ab1-96ab936320d6', '01a2157a-90c4-75ac-afb5-2913fc49f49e', '3', 3, 'recurring_report', 'Báo cáo Thường trực hằng tuần.', NULL, NULL, NULL, NULL, 'weekly', NULL, '{}', '[{"executing": null, "fan_out_to": null, "monitoring": [], "reports_to": "TT", "accountable": {"organization": "BTC"}, "coordinating": []}]', NULL, NULL);
INSERT INTO directives.date_request VALUES ('01a2157a-9118-7514-92d9-a51cc2a57f9f', '01a2157a-90de-76d4-89cd-b92134cb478a', 'proposal', '2025-11-14', 'Cần khảo sát nhu cầu.', 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.71266+00', 'granted', NULL, 'tt.coordinator', '2025-10-01 01:00:00.719467+00');
INSERT INTO directives.directive VALUES ('01a2157a-90c4-75ac-afb5-2913fc49f49e', 2, 'issued', 'party', 'KL', '01-KL/TU', 'Kết luận về mô hình chính quyền 2 cấp', NULL, 'TT', NULL, NULL, NULL, '2025-10-01', NULL, NULL, NULL, 'normal', 'internal', '{}', '{}', '[]', 'tt.leader', 'TT', '2025-10-01 01:00:00.629235+00', '2025-10-01 01:00:00.649504+00', '2025-10-01 01:00:00.649504+00', NULL, NULL, NULL, '{BTC,TT}', '01 kl tu ket luan ve mo hinh chinh quyen 2 cap', DEFAULT);
INSERT INTO directives.directive VALUES ('01a2157a-90e7-7024-a50e-2b607d2c56dc', 1, 'draft', 'party', 'CV', NULL, 'Công văn đang soạn', NULL, 'TT', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'normal', 'internal', '{}', '{}', '[]', 'tt.leader', 'TT', '2025-10-01 01:00:00.664787+00', '2025-10-01 01:00:00.664787+00', NULL, NULL, NULL, NULL, '{TT}', 'cong van dang soan', DEFAULT);
INSERT INTO directives.directory_state VALUES (true, 1);
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30a398270c2', 'directives.organization.created', 'organization/TU', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"TU","electronic_id":null,"kind":"city_party_committee","mail":null,"name_en":"Ho Chi Minh City Party Committee","name_vi":"Thành ủy Thành phố Hồ Chí Minh","office":null,"parent":null,"post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":"79","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x1bf1fef1ce053cd788329d8084bc5bd4a2aa8686492b472afb28bc5783a32de8');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30bd2c7b1bd', 'directives.organization.created', 'organization/BTV', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{BTV,TU}', '{"after":{"code":"BTV","electronic_id":null,"kind":"standing_committee","mail":null,"name_en":"Standing Committee of the City Party Committee","name_vi":"Ban Thường vụ Thành ủy","office":null,"parent":"TU","post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x64b6ec8796e019290658a789d05d7aae5a7cf8701c34b8b3791fa4d165504567');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30c350b5883', 'directives.organization.created', 'organization/TT', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TT,TU}', '{"after":{"code":"TT","electronic_id":null,"kind":"standing_body","mail":null,"name_en":"Standing Body of the City Party Committee","name_vi":"Thường trực Thành ủy","office":null,"parent":"TU","post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x79ab169646dab2124352dcb6e87df0e780ea52ce27f5b1d221b83889e1d6a20d');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30d5e252677', 'directives.organization.created', 'organization/BTC', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{BTC,TU}', '{"after":{"code":"BTC","electronic_id":null,"kind":"advisory_body","mail":null,"name_en":"Organization Commission","name_vi":"Ban Tổ chức Thành ủy","office":null,"parent":"TU","post":null,"successors":[],"symbol":"BTCTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x666dd1f261dc082291d083853c5434505a434112e88eb3bad5874a53018eb260');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30e07e2d445', 'directives.organization.created', 'organization/UBKT', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU,UBKT}', '{"after":{"code":"UBKT","electronic_id":null,"kind":"inspection_commission","mail":null,"name_en":"City Inspection Commission","name_vi":"Ủy ban Kiểm tra Thành ủy","office":null,"parent":"TU","post":null,"successors":[],"symbol":"UBKTTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x610f851e7c0eb0dbb1752baa17b9e290f4923483df9b242a5c1b9fef08bbd465');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c30f48dae8b3', 'directives.organization.created', 'organization/VPTU', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU,VPTU}', '{"after":{"code":"VPTU","electronic_id":null,"kind":"party_office","mail":null,"name_en":"Office of the City Party Committee","name_vi":"Văn phòng Thành ủy","office":null,"parent":"TU","post":null,"successors":[],"symbol":"VPTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xd65dc6193be1fa15aa1e330359f9ce4c6455c26cef1340aa4311f92d98bf6e1e');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c310243a4fd1', 'directives.organization.created', 'organization/DU-UBND', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{DU-UBND,TU}', '{"after":{"code":"DU-UBND","electronic_id":null,"kind":"upper_party_committee","mail":null,"name_en":"Party Committee of the City People''s Committee","name_vi":"Đảng ủy Ủy ban nhân dân Thành phố","office":null,"parent":"TU","post":null,"successors":[],"symbol":"ĐU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xfc3e26c81c6af4b3ee7f6198b8cf4bdcb1e4d0b0da96b7128b44dc8a471ba56e');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c311972b84d2', 'directives.organization.created', 'organization/UBND', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{DU-UBND,UBND}', '{"after":{"code":"UBND","electronic_id":null,"kind":"peoples_committee","mail":null,"name_en":"City People''s Committee","name_vi":"Ủy ban nhân dân Thành phố","office":null,"parent":"DU-UBND","post":null,"successors":[],"symbol":"UBND","telephone":null,"territory_code":"79","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xa8e4b6c6556a995ec6c7ad98a035634cacd714caa1ea9561eb6195488c918697');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c312202d1dc5', 'directives.organization.created', 'organization/SNV', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{SNV,UBND}', '{"after":{"code":"SNV","electronic_id":null,"kind":"department","mail":null,"name_en":"Department of Home Affairs","name_vi":"Sở Nội vụ","office":null,"parent":"UBND","post":null,"successors":[],"symbol":"SNV","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xce66db74f54f7873a01e0de976c42ce0b4d78a290ccb491a10c727e70b2dc1c8');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c313c1116845', 'directives.organization.created', 'organization/DU-25747', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{DU-25747,TU}', '{"after":{"code":"DU-25747","electronic_id":null,"kind":"commune_party_committee","mail":null,"name_en":"Party Committee of Thu Dau Mot Ward","name_vi":"Đảng ủy phường Thủ Dầu Một","office":null,"parent":"TU","post":null,"successors":[],"symbol":"ĐU","telephone":null,"territory_code":"25747","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x4aee92ce8077972cc7d4f79d54e65348f9f2b5c3c1d8c017e8d31b2e2961fb2f');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c314ea017e1c', 'directives.organization.created', 'organization/UBND-25747', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{DU-25747,UBND-25747}', '{"after":{"code":"UBND-25747","electronic_id":null,"kind":"commune_peoples_committee","mail":null,"name_en":"People''s Committee of Thu Dau Mot Ward","name_vi":"Ủy ban nhân dân phường Thủ Dầu Một","office":null,"parent":"DU-25747","post":null,"successors":[],"symbol":"UBND","telephone":null,"territory_code":"25747","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x75b84168f353efa2ed16dbd3a7b42f7273af8f418d7d485c176d14d5526f58bc');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31508b6a35b', 'directives.audience.changed', 'audience/all', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"all","kinds":["city_party_committee","standing_committee","standing_body","advisory_body","inspection_commission","party_office","academy","upper_party_committee","peoples_council","peoples_committee","fatherland_front","department","commune_party_committee","commune_peoples_committee","public_service_unit"],"name_en":"All organizations of the City","name_vi":"Các cơ quan, đơn vị, địa phương của Thành phố","organizations":[],"version":1},"before":null}', '\x7479d64b7772135c112425924754013cd2717b4dd457a7dc336c089e74a6ac28');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31683d450d6', 'directives.audience.changed', 'audience/below-leadership', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"below-leadership","kinds":["advisory_body","inspection_commission","party_office","academy","upper_party_committee","peoples_council","peoples_committee","fatherland_front","department","commune_party_committee","commune_peoples_committee","public_service_unit"],"name_en":"All organizations of the City except its leading Party bodies","name_vi":"Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy","organizations":[],"version":1},"before":null}', '\x9506f63bd00f39b748ab4b190db65290029aa83fe2b5a25ea47847db0786084b');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c317d8bb2be5', 'directives.audience.changed', 'audience/commune-party-committees', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"commune-party-committees","kinds":["commune_party_committee"],"name_en":"Party committees of the communes, wards and the special zone","name_vi":"Đảng ủy các xã, phường, đặc khu","organizations":[],"version":1},"before":null}', '\x7da9264adcf3b0505060e42ac73450793b6e3d18624ede7c2fa472a360c4e60e');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c318aedd4bfb', 'directives.audience.changed', 'audience/upper-party-committees', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"upper-party-committees","kinds":["upper_party_committee"],"name_en":"Upper-level Party committees under the City Party Committee","name_vi":"Các đảng ủy cấp trên trực tiếp cơ sở trực thuộc Thành ủy","organizations":[],"version":1},"before":null}', '\xb2fbdcdf739818ff63ad9b081f57f8b319533e2b9324bb01941e85b04a39ebf6');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c319a52afb5f', 'directives.audience.changed', 'audience/party-committees', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"party-committees","kinds":["commune_party_committee","upper_party_committee"],"name_en":"Party committees directly under the City Party Committee","name_vi":"Các đảng ủy trực thuộc Thành ủy","organizations":[],"version":1},"before":null}', '\x4a7ad5da954f3e331526463439df155c9e2a31a2fb6f364cb8a3c8e4ffb7dbdf');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31ac96cea26', 'directives.audience.changed', 'audience/advisory-bodies', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"advisory-bodies","kinds":["advisory_body","inspection_commission","party_office"],"name_en":"Advisory and assisting bodies of the City Party Committee","name_vi":"Các cơ quan tham mưu, giúp việc của Thành ủy","organizations":[],"version":1},"before":null}', '\x3b3481fd06a324ff539440b89925f77cf6d7ee0bb775d4b7e5e7fd79a6eb5ce6');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31bdfb88117', 'directives.audience.changed', 'audience/departments', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"departments","kinds":["department"],"name_en":"Departments and equivalent bodies of the City People''s Committee","name_vi":"Các sở, ngành thuộc Ủy ban nhân dân Thành phố","organizations":[],"version":1},"before":null}', '\x577aa6b698f8e90c6fbebdaf1079d2f6f9eee3e483da558b3e9cc488ba74a2cd');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31c495c2bde', 'directives.audience.changed', 'audience/state-bodies', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"state-bodies","kinds":["peoples_committee","department","commune_peoples_committee"],"name_en":"State administrative bodies of the City","name_vi":"Các cơ quan hành chính nhà nước của Thành phố","organizations":[],"version":1},"before":null}', '\x383ea5884af2c639e52c413b3623e887ee8c2bfbe36a4173429b1f6da43bb4fb');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31de537a9c7', 'directives.audience.changed', 'audience/committees-agencies-units', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"code":"committees-agencies-units","kinds":["commune_party_committee","upper_party_committee","advisory_body","inspection_commission","party_office","academy","peoples_committee","department"],"name_en":"Party committees, agencies and units of the City","name_vi":"Các cấp ủy, cơ quan, đơn vị của Thành phố","organizations":[],"version":1},"before":null}', '\x23934b3c6b793cb5c8e9fe7d907a63ce376d667f40ae40b321d9b2a0f7c12959');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31ef6e5181b', 'directives.oversight.changed', 'oversight/TT.all.2025-07-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TT}', '{"after":{"audience":"all","body":"TT","reason_en":"The Standing Body directs all work of the City","reason_vi":"Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x73b96ce27936a35c9917dbcff105a3c1e199460f651e82ac615d8e8dea81ec97');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c31fb13631d9', 'directives.oversight.changed', 'oversight/BTV.all.2025-07-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{BTV}', '{"after":{"audience":"all","body":"BTV","reason_en":"The Standing Committee leads and directs in all fields","reason_vi":"Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x9f7c44355a69c13f7d237f7cadce578673f36811ddfd1968ac33029a6f03f070');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c320f8021c6b', 'directives.oversight.changed', 'oversight/BTC.below-leadership.2025-09-22', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{BTC}', '{"after":{"audience":"below-leadership","body":"BTC","reason_en":"The Organization Commission follows and consolidates the roll-out of the two-tier model","reason_vi":"Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp","valid_from":"2025-09-22","valid_to":null,"version":1},"before":null}', '\x17c4eaaf0fc2486b87cbaf19a3de415cace69a80c29e82a55385a5218ae900a7');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c321da1b37e4', 'directives.oversight.changed', 'oversight/UBKT.below-leadership.2025-07-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{UBKT}', '{"after":{"audience":"below-leadership","body":"UBKT","reason_en":"The Inspection Commission reads all tasks in order to inspect and supervise","reason_vi":"Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x84b3093ec49fa8e8aa5e4efeebe0d5e71b4515905731224ba0784a41a6f2a68d');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c322c15bfbfe', 'directives.oversight.changed', 'oversight/VPTU.below-leadership.2025-07-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{VPTU}', '{"after":{"audience":"below-leadership","body":"VPTU","reason_en":"The Office registers documents, follows their tasks and urges","reason_vi":"Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x975ecf71f2c7a2e2b94c7eb93e96ab91bb1b48f6ae14e031db7f5a5cd4f89851');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c323878c1fc2', 'directives.oversight.changed', 'oversight/DU-UBND.state-bodies.2025-09-22', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{DU-UBND}', '{"after":{"audience":"state-bodies","body":"DU-UBND","reason_en":"The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration","reason_vi":"Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước","valid_from":"2025-09-22","valid_to":null,"version":1},"before":null}', '\x8a2c67e27d2ac2c7fac352a58b9138267408c34efc9da8555f448ef64f3a607e');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c324943d247c', 'directives.oversight.changed', 'oversight/UBND.state-bodies.2025-07-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{UBND}', '{"after":{"audience":"state-bodies","body":"UBND","reason_en":"The City People''s Committee directs the state administration of the City","reason_vi":"Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x3f0c44e2b8a6c8b78883cb640eee6fc7bf3bf3178ec3b78b1449062ffa6a33cc');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c3253756d2f4', 'directives.calendar_day.changed', 'calendar_day/2025-01-01', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-01","kind":"holiday","name_vi":"Tết Dương lịch","status":"official","version":1},"before":null}', '\xc98a43a27595c578a36201f02443a6fa4f4f40fe1cdafa11a9acb149e788b711');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c326f0caf5dc', 'directives.calendar_day.changed', 'calendar_day/2025-01-27', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-27","kind":"holiday","name_vi":"Tết Nguyên đán (28 tháng Chạp)","status":"official","version":1},"before":null}', '\xf2f90bac95023740047474afbf6c09808b4db10a662166571377b8bd554529bb');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c32759576e19', 'directives.calendar_day.changed', 'calendar_day/2025-01-28', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-28","kind":"holiday","name_vi":"Tết Nguyên đán (29 tháng Chạp, giao thừa)","status":"official","version":1},"before":null}', '\xbb32c46a4a24c892ea6695453b2be0ffbf414afc2b471a47feab2b4c2e371b33');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c328774a302e', 'directives.calendar_day.changed', 'calendar_day/2025-01-29', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-29","kind":"holiday","name_vi":"Tết Nguyên đán (mùng 1)","status":"official","version":1},"before":null}', '\xbb865d35b0d1fd4540d009f2042dd61702d32f99f659c9cd38dd8eb54048c16f');
INSERT INTO directives.event VALUES ('01a2157a-8efa-7409-be8f-c329c2e8d3f0', 'directives.calendar_day.changed', 'calendar_day/2025-01-30', '2025-10-01 01:00:00.159978+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-30","kind":"holiday","name_vi":"Tết Nguyên đán (mùng 2)","status":"official","version":1},"before":null}', '\x795703d7961f15fe447ad37db7a9cd1f149aa4e9673ce5ced9d61947337b802e');
INSERT INTO directives.event VALUES ('01a2157a-90b9-7630-bde6-8157a8de714a', 'directives.number_book.opened', 'number_book/TU', '2025-10-01 01:00:00.617956+00', 'vptu.coordinator', 'VPTU', '{BTV,TT}', '{"issuer_symbol":"TU","issuers":["TT","BTV"],"scheme":"party"}', '\xb5096faa6a75c1f4de73b167b7346bdd6072a4fb9a673c9e788faa1fc7f7d27e');
INSERT INTO directives.event VALUES ('01a2157a-90c0-72b7-8ddd-f31f1aa999c7', 'directives.term.begun', 'term/2020-10-14', '2025-10-01 01:00:00.624805+00', 'vptu.coordinator', 'VPTU', '{VPTU}', '{"ends_on":null,"starts_on":"2020-10-14"}', '\xe672ced6027065f619e94471cc43e4ce7e659d263470f3c797fbbf1e5b9527b6');
INSERT INTO directives.event VALUES ('01a2157a-90c8-7332-ac66-b28b7cbf9917', 'directives.directive.drafted', 'directive/01a2157a-90c4-75ac-afb5-2913fc49f49e', '2025-10-01 01:00:00.629235+00', 'tt.leader', 'TT', '{}', '{"issuer":"TT"}', '\x43f3321b0d1c0bfbdb4d3533ebe01fb475ab4dd85067e0e623d2b3ef7120d0d3');
INSERT INTO directives.event VALUES ('01a2157a-90d4-7697-b0ff-ea5ef0f811b9', 'directives.directive.attachment_added', 'directive/01a2157a-90c4-75ac-afb5-2913fc49f49e', '2025-10-01 01:00:00.639273+00', 'tt.leader', 'TT', '{}', '{"attachment":"01a2157a-90d3-74d2-8b02-ad8c92a3c457","sha256":"49c28c332031c5be46a9f1cc28754ba850448ac9d4ffcc1cbb169f779b66b273"}', '\x96fbb5d011d05842d5d11e027e94fbba8f439cf588da04f972984c76e787c564');
INSERT INTO directives.event VALUES ('01a2157a-90e3-768c-8b1a-75a4aaec3027', 'directives.directive.issued', 'directive/01a2157a-90c4-75ac-afb5-2913fc49f49e', '2025-10-01 01:00:00.649504+00', 'tt.leader', 'TT', '{BTC,TT}', '{"assignments":2,"before":"draft","issued_on":"2025-10-01","number":"01-KL/TU","state":"issued"}', '\xac28ca54d156d27e5654b6cb30355944e62f809f02126427c8849e32840bef04');
INSERT INTO directives.event VALUES ('01a2157a-90e3-768c-8b1a-75a583296d31', 'directives.assignment.assigned', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.649504+00', 'tt.leader', 'TT', '{BTC,TT}', '{"after":{"accountable":"BTC","children":0,"due_basis":"none","due_on":null,"executing":null,"extensions":0,"handler":null,"is_on_time":null,"next_fulfilment_due_on":null,"percent":0,"reports_to":"TT","state":"assigned"},"before":null,"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":1}', '\x5d116de65981f0dba5002c2e76f8d7246b9eb260a50509c99e0a6e31d5cb024e');
INSERT INTO directives.event VALUES ('01a2157a-90e3-768c-8b1a-75a67686be8c', 'directives.assignment.assigned', 'assignment/01a2157a-90de-76d4-89cd-b922143b2f84', '2025-10-01 01:00:00.649504+00', 'tt.leader', 'TT', '{BTC,TT}', '{"after":{"accountable":"BTC","children":0,"due_basis":"none","due_on":null,"executing":null,"extensions":0,"handler":null,"is_on_time":null,"next_fulfilment_due_on":null,"percent":0,"reports_to":"TT","state":"assigned"},"before":null,"clause_id":"01a2157a-90c5-7414-9ab1-96ab936320d6","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":1}', '\x035c22ea8b75b04b535ffb0036c35e6ca40aeeab34d05449644ca7fc28019e14');
INSERT INTO directives.event VALUES ('01a2157a-90e7-7024-a50e-2b6137250321', 'directives.directive.drafted', 'directive/01a2157a-90e7-7024-a50e-2b607d2c56dc', '2025-10-01 01:00:00.664787+00', 'tt.leader', 'TT', '{}', '{"issuer":"TT"}', '\x1f265a5d4d159c117ff0d9bbdaa032afd85c399ca104b81b17d5d26c15a86819');
INSERT INTO directives.event VALUES ('01a2157a-910e-752c-a7da-7f6788a900fc', 'directives.assignment.acknowledged', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.698566+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"acknowledged"},"before":{"state":"assigned"},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":2}', '\xe9bcb0c4e04f579eb86272feb8e5443da64e40c3a114bf6b405a892999b74db6');
INSERT INTO directives.event VALUES ('01a2157a-9113-717c-8212-26b851179a95', 'directives.assignment.taken', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.707645+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"handler":"btc.coordinator"},"before":{"handler":null},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":3}', '\xe2b0b02515cf3a19b25ba101013feed959896c8820e32e091d7c673c5a97067a');
INSERT INTO directives.event VALUES ('01a2157a-911a-70e7-b591-1c2e7205c88e', 'directives.assignment.date_proposed', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.71266+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"due_basis":"proposed"},"before":{"due_basis":"none"},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"due_on":"2025-11-14"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":4}', '\x9266673e2f2aa498b436539ced4433e4ee66a7a5940a209308204ec38819fe3c');
INSERT INTO directives.event VALUES ('01a2157a-9121-74b0-99c8-62da681a8ce4', 'directives.assignment.date_granted', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.719467+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{"due_basis":"approved","due_on":"2025-11-14"},"before":{"due_basis":"proposed","due_on":null},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"due_on":"2025-11-14","state":"granted"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":5}', '\x1ddeea0487b33e7ce6a4c57b692306fe374fedf5cc0c408245a0cdb6d6ab2587');
INSERT INTO directives.event VALUES ('01a2157a-9126-76af-ab73-fa42dd8652f7', 'directives.assignment.started', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.72639+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"in_progress"},"before":{"state":"acknowledged"},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":6}', '\x8c254d853f5e1ebc3ddfe4215670262ff1bd58ea76362201f2dc80c706c7b761');
INSERT INTO directives.event VALUES ('01a2157a-912c-7658-8e36-01d177ff4bd8', 'directives.assignment.progress_reported', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.731824+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"percent":40},"before":{"percent":0},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":7}', '\xc4297ae1a546d09916a3c0803e1973b7f95e79be9bba630c92f0ea16c1dfaa0f');
INSERT INTO directives.event VALUES ('01a2157a-9133-7648-b601-26a4703c2af1', 'directives.assignment.urged', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.738009+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"addressee":"BTC"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":8}', '\x7371deedaa4f97dc5c79b57dc7da5f24440710f852700e74d6b34192bd2c81d3');
INSERT INTO directives.event VALUES ('01a2157a-9139-7397-acf7-37806adbe4a7', 'directives.assignment.evidence_added', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.744121+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"evidence_kind":"document","submission":1},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":9}', '\x02bcd819f8107e00b87ad7124c4a76dcd5ad4489f47a295a75c96e6542125152');
INSERT INTO directives.event VALUES ('01a2157a-9140-701a-a183-c3c972d45bd3', 'directives.assignment.submitted', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.750312+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"submitted"},"before":{"state":"in_progress"},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"hash":"6ae4e221385e4b6d154be36eb68863731f7935fc6870a869d7402ffb21eee91d","result":"implemented","submission":1,"submitted_by":"btc.coordinator"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":10}', '\x8a5a217708d32d7c06e6818870b2cc48e5f5be2f17933e7d0f9381d4e5dcbb62');
INSERT INTO directives.event VALUES ('01a2157a-9147-7318-92be-6846d8ba48b4', 'directives.assignment.returned', 'assignment/01a2157a-90de-76d4-89cd-b92134cb478a', '2025-10-01 01:00:00.757809+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{"state":"in_progress"},"before":{"state":"submitted"},"clause_id":"01a2157a-90c5-7414-9ab1-96a978d20219","detail":{"close_reason":null,"submission":1,"verdict":"returned"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":11}', '\x2d0eeba14f55f71947f438d9bc8f271dbc255f6b188be6a7a3643b08d7f526f1');
INSERT INTO directives.event VALUES ('01a2157a-9150-730d-987e-cad42ff9b92d', 'directives.assignment.acknowledged', 'assignment/01a2157a-90de-76d4-89cd-b922143b2f84', '2025-10-01 01:00:00.768748+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"acknowledged"},"before":{"state":"assigned"},"clause_id":"01a2157a-90c5-7414-9ab1-96ab936320d6","detail":{},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":2}', '\x5e9129c283cc0c33885343c4f8930741d966ddd1550536b5228b40a9fbac7904');
INSERT INTO directives.event VALUES ('01a2157a-9b8a-74d2-8f0c-d5043ba7fecd', 'directives.assignment.periods_opened', 'assignment/01a2157a-90de-76d4-89cd-b922143b2f84', '2025-10-01 01:00:00.071018+00', 'haicap', NULL, '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a2157a-90c5-7414-9ab1-96ab936320d6","detail":{"periods":[{"due_on":"2025-10-06","period":"2025-W40"}]},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":3}', '\xcfcc565618eb30a6ee5c795abef50e4fbf1e7a61b382cf7efdbca9a7426b4b0c');
INSERT INTO directives.event VALUES ('01a2157a-9bc1-7542-8137-79cbbe665631', 'directives.assignment.period_fulfilled', 'assignment/01a2157a-90de-76d4-89cd-b922143b2f84', '2025-10-01 01:00:00.724673+00', 'reporting', 'TT', '{BTC,TT}', '{"after":{"next_fulfilment_due_on":null},"before":{"next_fulfilment_due_on":"2025-10-06"},"clause_id":"01a2157a-90c5-7414-9ab1-96ab936320d6","detail":{"due_on":"2025-10-06","period":"2025-W40"},"directive_id":"01a2157a-90c4-75ac-afb5-2913fc49f49e","parent_id":null,"version":4}', '\xdddec9a613ce2a334a7107f246fe83a2d3e951216ac6dab4be674c3e939be0da');
INSERT INTO directives.event_log VALUES (true, '68afe1ca-884d-4ee5-918a-ce1ecbe40f92');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30a398270c2', '\x6338115bcefe914040d059f5aab41a4b', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30bd2c7b1bd', '\xec71a9ee51189699ff3f3719898d6af9', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30c350b5883', '\x7440da56f5978d6692644dbfa02daaa6', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30d5e252677', '\xd9d6cbece9f5f3d3914ae12955a78083', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30e07e2d445', '\xbb5ad0aec6c28a93ff6b80de5a19e7ac', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c30f48dae8b3', '\x815a4054a8b9296500c11ee368219e5c', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c310243a4fd1', '\x259a7a4adc6461e8193a6b534801890e', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c311972b84d2', '\xde3a79ba6626f24b3851c3e528900aa2', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c312202d1dc5', '\xde67691bb731e35f653383a1b09b778e', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c313c1116845', '\x3f13e9089d820b5f3ed28b1e892aadfa', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c314ea017e1c', '\xdccc0f5a2806d165f0b5f477414ce2cf', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31508b6a35b', '\x840930c5a262e7b3f00b01317db3abe1', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31683d450d6', '\xdb33719684b21bdb3fa95f225b845388', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c317d8bb2be5', '\x044f64f10d4d672a37e82de3ef4104e0', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c318aedd4bfb', '\x0e9d5ec299d8f6f6c109020723d5cceb', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c319a52afb5f', '\xc1884ef852c3ce61da1915670b3faeec', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31ac96cea26', '\x32eb8938065c08c81a942a58def49f57', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31bdfb88117', '\xdca3af5132d9800ab159d1bb53dddb97', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31c495c2bde', '\x1cb4ceeda433ede6bfbc7139abdf99b2', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31de537a9c7', '\xb1a166c5e6c35a665039a4d617f09233', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31ef6e5181b', '\xef157db789aa663164620f23fd418e15', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c31fb13631d9', '\xa4c8107170942a53a0e892d87b873087', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c320f8021c6b', '\x167362c7e100e15be6be02c4ec49282d', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c321da1b37e4', '\x61af31a59e7f6e053d0c500145621775', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c322c15bfbfe', '\x5daea8b445a27075f1b0f39f4c350b2d', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c323878c1fc2', '\x6da8f309a05c747bd655f3540e901f96', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c324943d247c', '\x0a7450fed352e15ca54753f8dc2c5e5c', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c3253756d2f4', '\x09e5d87a77ebb6eda8b1f4dae9808371', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c326f0caf5dc', '\x71531247b9b0246c3a114ca07b6bcb36', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c32759576e19', '\x4931834e3c4cff4ffebf18a53bec6e3c', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c328774a302e', '\xef98417a8a916721a02ae4d2687726c0', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-8efa-7409-be8f-c329c2e8d3f0', '\x725534bf497d2663f2143bab32077c37', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90b9-7630-bde6-8157a8de714a', '\x371b2c8b053a29e7ae4a203e9d3271b5', '{"actor_name":"Đồng chí vptu.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90c0-72b7-8ddd-f31f1aa999c7', '\x91168f97f3e972600193ef2b145cd514', '{"actor_name":"Đồng chí vptu.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90c8-7332-ac66-b28b7cbf9917', '\xb56d2a6e90ec192f54bc9e54744273d6', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90d4-7697-b0ff-ea5ef0f811b9', '\x126e689336e83de0aa5c4ec540f7ff7e', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90e3-768c-8b1a-75a4aaec3027', '\xa5a2afe71a8065eafe6b825cb5ca6507', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90e3-768c-8b1a-75a583296d31', '\x54dbc1c365c689a236dfc4d4d009d937', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90e3-768c-8b1a-75a67686be8c', '\x815f1beb4dceec6a2ee1f0a16289a6aa', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-90e7-7024-a50e-2b6137250321', '\x342f2851c28f90e013b896a052a8a269', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a2157a-910e-752c-a7da-7f6788a900fc', '\xd3ef33ef01ff5fbdd34f821701b51edd', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9113-717c-8212-26b851179a95', '\x47ab79070c699fa818155032e152ec93', '{"actor_name":"Đồng chí btc.coordinator","handler_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-911a-70e7-b591-1c2e7205c88e', '\x5658ab0a499de99eb95613e4321681c1', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9121-74b0-99c8-62da681a8ce4', '\x9d3b09622b260920c34fafdfe32776c7', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9126-76af-ab73-fa42dd8652f7', '\x2c44d40236d95ec49d3443eb4639f1bc', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-912c-7658-8e36-01d177ff4bd8', '\x05032ed17caa77ac2d4bc832364ae6f9', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9133-7648-b601-26a4703c2af1', '\xca20e6eb51d25c1b6973e208327eda37', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9139-7397-acf7-37806adbe4a7', '\xb5199c13cf5bbfbe4dcf93cefc770179', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9140-701a-a183-c3c972d45bd3', '\xeb79913d59a5d1703fb2926993260e79', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9147-7318-92be-6846d8ba48b4', '\xe01b8c3ce53b712d22a64d1a0363ad4e', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9150-730d-987e-cad42ff9b92d', '\x066dbcfd807d1ec94c5ef00096c0a30b', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9b8a-74d2-8f0c-d5043ba7fecd', '\x2e5b0a9a2457c8ccacf2b36a3a5d1787', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a2157a-9bc1-7542-8137-79cbbe665631', '\x9e6e28fc894feb5996f0230eb30f73f9', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_position VALUES (1, '01a2157a-8efa-7409-be8f-c30a398270c2', '\x1a8d617f36341344edc8248f4972753aa8f5a1cdcedb1a799c00dea14fad2026');
INSERT INTO directives.event_position VALUES (2, '01a2157a-8efa-7409-be8f-c30bd2c7b1bd', '\x5f8f392170b5b78fc838a5cb58003ea3a8fbd6901c80e118923c8189d017ec6e');
INSERT INTO directives.event_position VALUES (3, '01a2157a-8efa-7409-be8f-c30c350b5883', '\x836b6f0a13d8706e3490393ba23ee67b842f847dc3f396622ea65593dd5bfac0');
INSERT INTO directives.event_position VALUES (4, '01a2157a-8efa-7409-be8f-c30d5e252677', '\x5e81e531aec65a54aeadc20987e95fba060c1ed6b788d33a793968c52e8960af');
INSERT INTO directives.event_position VALUES (5, '01a2157a-8efa-7409-be8f-c30e07e2d445', '\x85b99ac6cf556848abdf41edd4b82c113a9459acc086fa5a428c447123637ced');
INSERT INTO directives.event_position VALUES (6, '01a2157a-8efa-7409-be8f-c30f48dae8b3', '\xa8cf3d0b8a3871a399e2035b98e7430ef8645143acd9fd8ee2e189fce6fa499c');
INSERT INTO directives.event_position VALUES (7, '01a2157a-8efa-7409-be8f-c310243a4fd1', '\x92891640a6da48519e2c6586920f2df217398cc0531daf6cf3980344942197f1');
INSERT INTO directives.event_position VALUES (8, '01a2157a-8efa-7409-be8f-c311972b84d2', '\x8339fa52c24775c012a6cfa726554ad1dd3129be0d16207fc70e9d57c03bf35a');
INSERT INTO directives.event_position VALUES (9, '01a2157a-8efa-7409-be8f-c312202d1dc5', '\x2aa10e573d9de9ead122817a6daa6638baa80d693463c4a96205f788d8c46ceb');
INSERT INTO directives.event_position VALUES (10, '01a2157a-8efa-7409-be8f-c313c1116845', '\x932e2ac54bb9a74d35a5b482f026ba73714f31ae3b7cba19e1bd74a0dc3c832c');
INSERT INTO directives.event_position VALUES (11, '01a2157a-8efa-7409-be8f-c314ea017e1c', '\x9d27c2a3ae8f25b3d867d35d7f1a46d3e8a948c846b65ff667cd9293d08bd1e1');
INSERT INTO directives.event_position VALUES (12, '01a2157a-8efa-7409-be8f-c31508b6a35b', '\x6fe822dbbf80a0fbd16986aec13c01b29c9b1771d670511b71432a8dbb85bed2');
INSERT INTO directives.event_position VALUES (13, '01a2157a-8efa-7409-be8f-c31683d450d6', '\x0aa0a821206c5f0a184fa66c6d63d89c53bafd1bcad297b49f2d52c44c149dac');
INSERT INTO directives.event_position VALUES (14, '01a2157a-8efa-7409-be8f-c317d8bb2be5', '\x5636678655cf88f869c4c6edd6e66ab02aa0a662aac446027bf55180c0c6e5c5');
INSERT INTO directives.event_position VALUES (15, '01a2157a-8efa-7409-be8f-c318aedd4bfb', '\xbdf33bdbb4c594257ffccfee8d2fe1ec4f9da0dab0bdac92410f344c9676c961');
INSERT INTO directives.event_position VALUES (16, '01a2157a-8efa-7409-be8f-c319a52afb5f', '\x341aa78055dae138a7fecd58442b5c3835c99d6bc3cd51a22efb6ac1e6ff2a64');
INSERT INTO directives.event_position VALUES (17, '01a2157a-8efa-7409-be8f-c31ac96cea26', '\x8ab34a04d2de0418d401428e48b39c584b85c6defe1f4ae65075aa8a11140a5f');
INSERT INTO directives.event_position VALUES (18, '01a2157a-8efa-7409-be8f-c31bdfb88117', '\x2b20c3ef0ff2f86f974a7cecdc43381a65105c3895c87ea49d20370173e8d2bc');
INSERT INTO directives.event_position VALUES (19, '01a2157a-8efa-7409-be8f-c31c495c2bde', '\xeffdf760478c94e4e5ef68595114bec88b6f382693a34f427fc0344c551bff8e');
INSERT INTO directives.event_position VALUES (20, '01a2157a-8efa-7409-be8f-c31de537a9c7', '\x88d759950ef1dd8a8b46cfd5eea59a84ab685a5fc591fac8ce2f42d2820b4ac8');
INSERT INTO directives.event_position VALUES (21, '01a2157a-8efa-7409-be8f-c31ef6e5181b', '\xf08ee6a69e5a7729d8503eaf4549d0c1bd4f0d15c5ee7fe32ea8579c143d551e');
INSERT INTO directives.event_position VALUES (22, '01a2157a-8efa-7409-be8f-c31fb13631d9', '\xdb7c5e1f348bcaf07182d274caa1d17bdcdeb67a6f17ba62d45aaaa3bb16c7a1');
INSERT INTO directives.event_position VALUES (23, '01a2157a-8efa-7409-be8f-c320f8021c6b', '\xe284a587aa9432990e38d869e2db0c2d8e3ae26cf4589b9bac61d5819912422d');
INSERT INTO directives.event_position VALUES (24, '01a2157a-8efa-7409-be8f-c321da1b37e4', '\x19a4ccd4ebabaaaa66792ec597a0c648bfd38addd8ad1360fad3a9da5c203db6');
INSERT INTO directives.event_position VALUES (25, '01a2157a-8efa-7409-be8f-c322c15bfbfe', '\x983893136386815709ebce3a933d3a1c7449b8184149da2dbc2dfff387538d9e');
INSERT INTO directives.event_position VALUES (26, '01a2157a-8efa-7409-be8f-c323878c1fc2', '\x0267957c8cec2260be3cc3eeecf6f4f90d20200e4b089158f56b85727c549be3');
INSERT INTO directives.event_position VALUES (27, '01a2157a-8efa-7409-be8f-c324943d247c', '\xa9dd38f4eeab0238154c25d8c78e6dc50bd87a1ebc4c3a5cf29ca0737c9848cd');
INSERT INTO directives.event_position VALUES (28, '01a2157a-8efa-7409-be8f-c3253756d2f4', '\x10b1f5c105ffb44e4a0461bdf6d44073b4f4d03ffbdc76dd3743838c01c4bc60');
INSERT INTO directives.event_position VALUES (29, '01a2157a-8efa-7409-be8f-c326f0caf5dc', '\x000114afa5b64083c41753264d14657202432fd1b2909532c0cf9c0417b76c28');
INSERT INTO directives.event_position VALUES (30, '01a2157a-8efa-7409-be8f-c32759576e19', '\x208f93e2ea85f4a9e34359e8b8b696b29b858f00edb8ef7b6582460066f9487a');
INSERT INTO directives.event_position VALUES (31, '01a2157a-8efa-7409-be8f-c328774a302e', '\x6e64e1385b2d74a13b8455c781d0115f4c05f4243071f0988749a87b70255fa6');
INSERT INTO directives.event_position VALUES (32, '01a2157a-8efa-7409-be8f-c329c2e8d3f0', '\xac8ecb2b0f8c2a1030d22dcc73bec584d3c057f1716b80624bebf92cb6a3612e');
INSERT INTO directives.event_position VALUES (33, '01a2157a-90b9-7630-bde6-8157a8de714a', '\x1fd2e4d814274fe57bfbc661ed1b5b9ce5ba7b0ec892d8c99607e553e6a8fd51');
INSERT INTO directives.event_position VALUES (34, '01a2157a-90c0-72b7-8ddd-f31f1aa999c7', '\xfc1548b14876b27764834934fe90dc11ff2133b0d5b5b4bcd0eda3f33bd63d6a');
INSERT INTO directives.event_position VALUES (35, '01a2157a-90c8-7332-ac66-b28b7cbf9917', '\x6675ca50539786b8ec7b82f88361937ac304ca9d80aaffba94821b54f142c86d');
INSERT INTO directives.event_position VALUES (36, '01a2157a-90d4-7697-b0ff-ea5ef0f811b9', '\x113261f45097c75ef53e94c810467ee7d931ee2b799514fe60c96da0b08acdf8');
INSERT INTO directives.event_position VALUES (37, '01a2157a-90e3-768c-8b1a-75a4aaec3027', '\x491b3bc9a87b87b6a9f087e88db627c0612de88bde6c2ec9d13544aa76b21c67');
INSERT INTO directives.event_position VALUES (38, '01a2157a-90e3-768c-8b1a-75a583296d31', '\x23ec94e3ce7156ab39f4d7f22ecf918b7554963e312e7d3a97a6b09432f2be14');
INSERT INTO directives.event_position VALUES (39, '01a2157a-90e3-768c-8b1a-75a67686be8c', '\xf674d8954449783838939f3323174ef2dd0efc0ed53e36a32920502d155250df');
INSERT INTO directives.event_position VALUES (40, '01a2157a-90e7-7024-a50e-2b6137250321', '\x4254cb695c1534574bd68ff0db7b52c5a9c7842fdf45822995c7af00685f2a6a');
INSERT INTO directives.event_position VALUES (41, '01a2157a-910e-752c-a7da-7f6788a900fc', '\xdf255fa8b947a420c35a6f0d88a5fa6164dfd2d99b76251d4986eb87a841b89a');
INSERT INTO directives.event_position VALUES (42, '01a2157a-9113-717c-8212-26b851179a95', '\x73d6bd8a9876ab326626dde16857c49638df990c0ea1382ad68b32f33daeced0');
INSERT INTO directives.event_position VALUES (43, '01a2157a-911a-70e7-b591-1c2e7205c88e', '\x34849d59af3169e5d822475be2db933247027e9f6ac330de10513414fc2e4b10');
INSERT INTO directives.event_position VALUES (44, '01a2157a-9121-74b0-99c8-62da681a8ce4', '\x59a8e3384cadc245f1a0b6c9be7bc0331da55c3b0640fbc5ac3994a658a744bd');
INSERT INTO directives.event_position VALUES (45, '01a2157a-9126-76af-ab73-fa42dd8652f7', '\x9d5998c49c61d6802181dfe4a1a18ef43d6e3644251d17cc7f69a1fb5091c076');
INSERT INTO directives.event_position VALUES (46, '01a2157a-912c-7658-8e36-01d177ff4bd8', '\x7c1b4226d6568c36d631fbe260c30f671fa7da6ec9428ac6a7578d38dcc1914d');
INSERT INTO directives.event_position VALUES (47, '01a2157a-9133-7648-b601-26a4703c2af1', '\x8c3ff99d97319fbd37bf5d4d1d006e66df25d3aa172aadbe397e8fad8abaa934');
INSERT INTO directives.event_position VALUES (48, '01a2157a-9139-7397-acf7-37806adbe4a7', '\x3721ebafef847592c8fa848bdb43b697022619ca5716ec54ddc6fd795d2a5629');
INSERT INTO directives.event_position VALUES (49, '01a2157a-9140-701a-a183-c3c972d45bd3', '\xfd1bb7dc790e4cd79e2555abc8bde376bff4844dac67bbc90e84f6ac39c157e6');
INSERT INTO directives.event_position VALUES (50, '01a2157a-9147-7318-92be-6846d8ba48b4', '\x4aa267086ebda60d4bd284585089ee19d8157fab2195cd15c31cac7e5581806d');
INSERT INTO directives.event_position VALUES (51, '01a2157a-9150-730d-987e-cad42ff9b92d', '\x786328c8e84e1be2d60b459eb1b98f2ef6a11be77b18f3151b01bd96da792d1b');
INSERT INTO directives.event_position VALUES (52, '01a2157a-9b8a-74d2-8f0c-d5043ba7fecd', '\xb37ba6e04f1f55cbf213d554f85397bb531efd39a0d1408a6303514f828d1255');
INSERT INTO directives.event_position VALUES (53, '01a2157a-9bc1-7542-8137-79cbbe665631', '\x158a9fd5ad717c1a160e667bd6bb976fccffff0d217f5e93e936b63f904b0a25');
INSERT INTO directives.evidence VALUES ('01a2157a-9137-709a-b77c-678a9181de1f', '01a2157a-90de-76d4-89cd-b92134cb478a', 1, 'Báo cáo', NULL, '12-BC/BTCTU', NULL, 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.744121+00');
INSERT INTO directives.follower VALUES ('reporting', '52fc8484a17f48e58591d0ca1cc855ce.13.9c133bccd9ffd4ca', '2026-11-26 01:31:26.508922+00');
INSERT INTO directives.fulfilment VALUES ('01a2157a-90de-76d4-89cd-b922143b2f84', '2025-09-29', '2025-10-05', 'weekly', '2025-10-06', '2025-10-01 01:00:00.724673+00', '45-BC/BTCTU', 'reporting');
INSERT INTO directives.idempotency_key VALUES ('urn:haicap:demo', 'tt.leader', 'TT', 'once', '\x3d8f4bc924fe44446c9f05b3c6ce78944394ff482905dcaadbd7d3475376a76c', 201, '\x7b226964223a2230316132313537612d393063342d373561632d616662352d323931336663343966343965222c227374617465223a226472616674222c22736368656d65223a227061727479222c22646f63756d656e745f74797065223a224b4c222c226e756d626572223a6e756c6c2c227469746c65223a224be1babf74206c75e1baad6e2076e1bb81206dc3b42068c3ac6e68206368c3ad6e6820717579e1bb816e20322063e1baa570222c226162737472616374223a6e756c6c2c22697373756572223a7b22636f6465223a225454222c226e616d655f7669223a225468c6b0e1bb9d6e67207472e1bbb163205468c3a06e6820e1bba779222c226e616d655f656e223a225374616e64696e6720426f6479206f6620746865204369747920506172747920436f6d6d6974746565227d2c227369676e6572223a6e756c6c2c226973737565645f6f6e223a6e756c6c2c22636f766572735f66726f6d223a6e756c6c2c22636f766572735f746f223a6e756c6c2c22706c616365223a6e756c6c2c22757267656e6379223a226e6f726d616c222c22636c617373696669636174696f6e223a22696e7465726e616c222c22726563697069656e7473223a5b5d2c226c696e6b73223a5b5d2c22647261667465645f6279223a7b22636f6465223a225454222c226e616d655f7669223a225468c6b0e1bb9d6e67207472e1bbb163205468c3a06e6820e1bba779222c226e616d655f656e223a225374616e64696e6720426f6479206f6620746865204369747920506172747920436f6d6d6974746565227d2c22637265617465645f6174223a22323032352d31302d30315430383a30303a30302e3632393233352b30373a3030222c22757064617465645f6174223a22323032352d31302d30315430383a30303a30302e3632393233352b30373a3030222c226566666563746976655f6174223a6e756c6c2c22656e6465645f6174223a6e756c6c2c22737570657273656465645f6279223a6e756c6c2c227265766f636174696f6e5f726561736f6e223a6e756c6c2c22616374696f6e73223a5b7b226e616d65223a2265646974222c2269735f616c6c6f776564223a747275652c226d6574686f64223a225041544348222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132313537612d393063342d373561632d616662352d323931336663343966343965222c22726561736f6e223a6e756c6c7d2c7b226e616d65223a226973737565222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132313537612d393063342d373561632d616662352d3239313366633439663439652f6973737565222c22726561736f6e223a6e756c6c7d2c7b226e616d65223a227265676973746572222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132313537612d393063342d373561632d616662352d3239313366633439663439652f7265676973746572222c22726561736f6e223a6e756c6c7d2c7b226e616d65223a227265766f6b65222c2269735f616c6c6f776564223a66616c73652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132313537612d393063342d373561632d616662352d3239313366633439663439652f7265766f6b65222c22726561736f6e223a7b22636f6465223a226e6f745f696e5f746869735f7374617465222c2264657461696c223a2256c4836e2062e1baa36e20e1bb9f207472e1baa16e67207468c3a16920e2809c44e1bbb1207468e1baa36fe2809d2c206b68c3b46e67207468e1bb83207468752068e1bb93693b206869e1bb876e206368e1bb892063c3b3207468e1bb833a2073e1bbad612c2062616e2068c3a06e682c2076c3a06f2073e1bb952c2078c3b3612e227d7d2c7b226e616d65223a2264656c657465222c2269735f616c6c6f776564223a747275652c226d6574686f64223a2244454c455445222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132313537612d393063342d373561632d616662352d323931336663343966343965222c22726561736f6e223a6e756c6c7d5d2c22636c6175736573223a337d', '"1-778a5abc"', '/directives/v1/directives/01a2157a-90c4-75ac-afb5-2913fc49f49e', '2026-11-26 01:31:23.715487+00');
INSERT INTO directives.judgement VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 1, 'returned', NULL, 'Bổ sung danh sách lớp.', '[]', 'tt.coordinator', 'Đồng chí tt.coordinator', 'TT', '2025-10-01 01:00:00.757809+00');
INSERT INTO directives.number_book VALUES ('TU', 'party', 'TU', '{TT,BTV}', 1);
INSERT INTO directives.number_taken VALUES ('TU', 'KL', false, '2020-10-14', 1, '01a2157a-90c4-75ac-afb5-2913fc49f49e');
INSERT INTO directives.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh uy thanh pho ho chi minh ho chi minh city party committee tu');
INSERT INTO directives.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh uy standing committee of the city party committee btv');
INSERT INTO directives.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh uy standing body of the city party committee tt');
INSERT INTO directives.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh uy organization commission btc');
INSERT INTO directives.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban kiem tra thanh uy city inspection commission ubkt');
INSERT INTO directives.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh uy office of the city party committee vptu');
INSERT INTO directives.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy uy ban nhan dan thanh pho party committee of the city people s committee du ubnd');
INSERT INTO directives.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan thanh pho city people s committee ubnd');
INSERT INTO directives.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv');
INSERT INTO directives.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy phuong thu dau mot party committee of thu dau mot ward du 25747');
INSERT INTO directives.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan phuong thu dau mot people s committee of thu dau mot ward ubnd 25747');
INSERT INTO directives.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO directives.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO directives.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO directives.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO directives.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO directives.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO directives.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
INSERT INTO directives.progress_report VALUES ('01a2157a-912b-76d1-a4c6-1371883ff369', '01a2157a-90de-76d4-89cd-b92134cb478a', 40, 'Đã mở 12 lớp.', NULL, 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.731824+00');
INSERT INTO directives.submission VALUES ('01a2157a-90de-76d4-89cd-b92134cb478a', 1, 'implemented', 'Đã mở 40 lớp.', '6ae4e221385e4b6d154be36eb68863731f7935fc6870a869d7402ffb21eee91d', '2025-11-14', 'btc.coordinator', 'Đồng chí btc.coordinator', 'BTC', '2025-10-01 01:00:00.750312+00');
INSERT INTO directives.term VALUES ('2020-10-14', NULL);
INSERT INTO directives.urging VALUES ('01a2157a-9131-7171-be8d-18637be2389e', '01a2157a-90de-76d4-89cd-b92134cb478a', 'BTC', 'Đề nghị khẩn trương.', 'tt.coordinator', 'TT', '2025-10-01 01:00:00.738009+00');
SELECT pg_catalog.setval('directives.event_pending_ordinal_seq', 53, true);
ALTER TABLE ONLY directives.__diesel_schema_migrations
    ADD CONSTRAINT __diesel_schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY directives.assignment_party
    ADD CONSTRAINT assignment_party_pkey PRIMARY KEY (assignment_id, organization);
ALTER TABLE ONLY directives.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.assignment_text
    ADD CONSTRAINT assignment_text_pkey PRIMARY KEY (assignment_id);
ALTER TABLE ONLY directives.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.audience
    ADD CONSTRAINT audience_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY directives.calendar_day
    ADD CONSTRAINT calendar_day_date_pkey PRIMARY KEY (date);
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_directive_id_label_key UNIQUE (directive_id, label);
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_directive_id_ordinal_key UNIQUE (directive_id, ordinal) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.date_request
    ADD CONSTRAINT date_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.directive
    ADD CONSTRAINT directive_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.directory_state
    ADD CONSTRAINT directory_state_one_pkey PRIMARY KEY (one);
ALTER TABLE ONLY directives.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (one);
ALTER TABLE ONLY directives.event_pending
    ADD CONSTRAINT event_pending_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY directives.event_person
    ADD CONSTRAINT event_person_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY directives.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.event_position
    ADD CONSTRAINT event_position_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY directives.event_position
    ADD CONSTRAINT event_position_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY directives.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.follower
    ADD CONSTRAINT follower_pkey PRIMARY KEY (source);
ALTER TABLE ONLY directives.fulfilment
    ADD CONSTRAINT fulfilment_pkey PRIMARY KEY (assignment_id, starts_on);
ALTER TABLE ONLY directives.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (issuer, subject, organization, key);
ALTER TABLE ONLY directives.judgement
    ADD CONSTRAINT judgement_pkey PRIMARY KEY (assignment_id, submission);
ALTER TABLE ONLY directives.number_book
    ADD CONSTRAINT number_book_pkey PRIMARY KEY (code);
ALTER TABLE ONLY directives.number_book
    ADD CONSTRAINT number_book_scheme_issuer_symbol_key UNIQUE (scheme, issuer_symbol);
ALTER TABLE ONLY directives.number_taken
    ADD CONSTRAINT number_taken_directive_id_key UNIQUE (directive_id);
ALTER TABLE ONLY directives.number_taken
    ADD CONSTRAINT number_taken_pkey PRIMARY KEY (book, document_type, is_normative, span_starts_on, serial);
ALTER TABLE ONLY directives.organization
    ADD CONSTRAINT organization_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY directives.oversight
    ADD CONSTRAINT oversight_body_pkey PRIMARY KEY (body, audience, valid_from);
ALTER TABLE ONLY directives.progress_report
    ADD CONSTRAINT progress_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (assignment_id, number);
ALTER TABLE ONLY directives.term
    ADD CONSTRAINT term_pkey PRIMARY KEY (starts_on);
ALTER TABLE ONLY directives.urging
    ADD CONSTRAINT urging_pkey PRIMARY KEY (id);
CREATE INDEX assignment_accountable_idx ON directives.assignment USING btree (accountable, due_sort, id);
CREATE INDEX assignment_clause_id_idx ON directives.assignment USING btree (clause_id);
CREATE INDEX assignment_continuing_idx ON directives.assignment USING btree (id) WHERE ((clause_kind = ANY (ARRAY['recurring_report'::text, 'standing_duty'::text])) AND (mover IS NOT NULL));
CREATE INDEX assignment_directive_id_idx ON directives.assignment USING btree (directive_id);
CREATE INDEX assignment_due_sort_idx ON directives.assignment USING btree (due_sort, id);
CREATE INDEX assignment_handler_subject_idx ON directives.assignment USING btree (handler_subject, due_sort, id) WHERE (handler_subject IS NOT NULL);
CREATE INDEX assignment_last_update_at_idx ON directives.assignment USING btree (last_update_at, id);
CREATE INDEX assignment_mover_idx ON directives.assignment USING btree (mover, due_sort, id) WHERE (mover IS NOT NULL);
CREATE INDEX assignment_open_accountable_idx ON directives.assignment USING btree (accountable, due_sort, id) WHERE (ended_at IS NULL);
CREATE INDEX assignment_open_due_sort_idx ON directives.assignment USING btree (due_sort, id) WHERE (ended_at IS NULL);
CREATE INDEX assignment_parent_id_idx ON directives.assignment USING btree (parent_id);
CREATE INDEX assignment_party_open_idx ON directives.assignment_party USING btree (organization, due_sort, assignment_id) WHERE is_open;
CREATE INDEX assignment_party_organization_idx ON directives.assignment_party USING btree (organization, due_sort, assignment_id);
CREATE INDEX assignment_pending_request_idx ON directives.assignment USING btree (COALESCE(reports_to, issuer), due_sort, id) WHERE pending_request;
CREATE INDEX assignment_root_id_idx ON directives.assignment USING btree (root_id);
CREATE INDEX assignment_text_search_idx ON directives.assignment_text USING gin (search public.gin_trgm_ops);
CREATE INDEX attachment_assignment_id_idx ON directives.attachment USING btree (assignment_id);
CREATE INDEX attachment_directive_id_idx ON directives.attachment USING btree (directive_id);
CREATE INDEX clause_binding_idx ON directives.clause USING btree (directive_id) WHERE (binds <> '{}'::uuid[]);
CREATE INDEX clause_duplicate_of_idx ON directives.clause USING btree (duplicate_of);
CREATE INDEX date_request_assignment_id_idx ON directives.date_request USING btree (assignment_id, id);
CREATE UNIQUE INDEX date_request_pending_key ON directives.date_request USING btree (assignment_id) WHERE (state = 'pending'::text);
CREATE INDEX directive_concerned_idx ON directives.directive USING gin (concerned);
CREATE INDEX directive_created_at_idx ON directives.directive USING btree (created_at, id);
CREATE INDEX directive_issued_sort_idx ON directives.directive USING btree (issued_sort, id);
CREATE INDEX directive_search_idx ON directives.directive USING gin (search public.gin_trgm_ops);
CREATE INDEX directive_superseded_by_idx ON directives.directive USING btree (superseded_by);
CREATE INDEX event_pending_event_id_idx ON directives.event_pending USING btree (event_id);
CREATE INDEX event_subject_idx ON directives.event USING btree (subject, id);
CREATE INDEX evidence_assignment_id_idx ON directives.evidence USING btree (assignment_id, submission, id);
CREATE INDEX evidence_attachment_id_idx ON directives.evidence USING btree (attachment_id);
CREATE INDEX idempotency_key_created_at_idx ON directives.idempotency_key USING btree (created_at);
CREATE INDEX organization_parent_idx ON directives.organization USING btree (parent);
CREATE INDEX organization_search_idx ON directives.organization USING gin (search public.gin_trgm_ops);
CREATE INDEX oversight_audience_idx ON directives.oversight USING btree (audience);
CREATE INDEX progress_report_assignment_id_idx ON directives.progress_report USING btree (assignment_id, id);
CREATE INDEX urging_assignment_id_idx ON directives.urging USING btree (assignment_id, id);
ALTER TABLE ONLY directives.assignment
    ADD CONSTRAINT assignment_clause_id_fkey FOREIGN KEY (clause_id) REFERENCES directives.clause(id);
ALTER TABLE ONLY directives.assignment
    ADD CONSTRAINT assignment_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id);
ALTER TABLE ONLY directives.assignment
    ADD CONSTRAINT assignment_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.assignment_party
    ADD CONSTRAINT assignment_party_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.assignment_text
    ADD CONSTRAINT assignment_text_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.attachment
    ADD CONSTRAINT attachment_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.attachment
    ADD CONSTRAINT attachment_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id) ON DELETE CASCADE;
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES directives.clause(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.date_request
    ADD CONSTRAINT date_request_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.directive
    ADD CONSTRAINT directive_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES directives.directive(id);
ALTER TABLE ONLY directives.event_pending
    ADD CONSTRAINT event_pending_event_id_fkey FOREIGN KEY (event_id) REFERENCES directives.event(id);
ALTER TABLE ONLY directives.event_person
    ADD CONSTRAINT event_person_event_id_fkey FOREIGN KEY (event_id) REFERENCES directives.event(id);
ALTER TABLE ONLY directives.event_position
    ADD CONSTRAINT event_position_event_id_fkey FOREIGN KEY (event_id) REFERENCES directives.event(id);
ALTER TABLE ONLY directives.evidence
    ADD CONSTRAINT evidence_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.evidence
    ADD CONSTRAINT evidence_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES directives.attachment(id);
ALTER TABLE ONLY directives.fulfilment
    ADD CONSTRAINT fulfilment_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.judgement
    ADD CONSTRAINT judgement_assignment_id_fkey FOREIGN KEY (assignment_id, submission) REFERENCES directives.submission(assignment_id, number);
ALTER TABLE ONLY directives.number_taken
    ADD CONSTRAINT number_taken_book_fkey FOREIGN KEY (book) REFERENCES directives.number_book(code);
ALTER TABLE ONLY directives.number_taken
    ADD CONSTRAINT number_taken_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id);
ALTER TABLE ONLY directives.organization
    ADD CONSTRAINT organization_parent_fkey FOREIGN KEY (parent) REFERENCES directives.organization(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.oversight
    ADD CONSTRAINT oversight_audience_fkey FOREIGN KEY (audience) REFERENCES directives.audience(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.oversight
    ADD CONSTRAINT oversight_body_fkey FOREIGN KEY (body) REFERENCES directives.organization(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.progress_report
    ADD CONSTRAINT progress_report_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.submission
    ADD CONSTRAINT submission_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.urging
    ADD CONSTRAINT urging_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
