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
    is_on_time boolean,
    concerned text[] NOT NULL,
    mover text,
    due_sort date GENERATED ALWAYS AS (COALESCE(
CASE
    WHEN (clause_kind = ANY (ARRAY['recurring_report'::text, 'standing_duty'::text, 'event_duty'::text])) THEN next_fulfilment_due_on
    ELSE due_on
END, 'infinity'::date)) STORED NOT NULL,
    level smallint DEFAULT 0 NOT NULL,
    is_in_force boolean NOT NULL,
    CONSTRAINT assignment_completed_at_check CHECK (((state = 'completed'::text) = (completed_at IS NOT NULL))),
    CONSTRAINT assignment_due_basis_check CHECK (((due_on IS NOT NULL) = (due_basis = ANY (ARRAY['stated'::text, 'approved'::text])))),
    CONSTRAINT assignment_ended_at_check CHECK (((state = ANY (ARRAY['completed'::text, 'closed_not_implemented'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT assignment_is_on_time_check CHECK (((state = 'completed'::text) = (is_on_time IS NOT NULL))),
    CONSTRAINT assignment_level_check CHECK (((level >= 0) AND ((level = 0) OR (parent_id IS NOT NULL)))),
    CONSTRAINT assignment_open_children_check CHECK (((open_children >= 0) AND (open_children <= children))),
    CONSTRAINT assignment_open_children_end_check CHECK (((open_children = 0) OR ((ended_at IS NULL) AND (state <> 'submitted'::text)))),
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
    continued_by uuid,
    deadline jsonb,
    search text NOT NULL,
    CONSTRAINT clause_continued_by_check CHECK ((continued_by <> id)),
    CONSTRAINT clause_duplicate_of_check CHECK ((duplicate_of <> id)),
    CONSTRAINT clause_kind_check CHECK ((kind = ANY (ARRAY['task'::text, 'recurring_report'::text, 'standing_duty'::text, 'event_duty'::text, 'constraint'::text, 'commendation'::text, 'provision'::text]))),
    CONSTRAINT clause_text_check CHECK ((text IS NFC NORMALIZED))
);
CREATE TABLE directives.correction (
    id uuid NOT NULL,
    directive_id uuid NOT NULL,
    reason text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    corrected_by text NOT NULL,
    organization text NOT NULL,
    corrected_at timestamp with time zone NOT NULL
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
    granted_due_on date,
    CONSTRAINT date_request_decided_at_check CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text])) = (decided_at IS NOT NULL))),
    CONSTRAINT date_request_granted_due_on_check CHECK (((state = 'granted'::text) = (granted_due_on IS NOT NULL))),
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
    CONSTRAINT directive_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'issued'::text, 'registered'::text, 'superseded'::text, 'revoked'::text, 'annulled'::text]))),
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
    due_time text NOT NULL,
    CONSTRAINT fulfilment_due_time_check CHECK ((due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$'::text)),
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
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE directives.judgement (
    assignment_id uuid NOT NULL,
    submission integer NOT NULL,
    verdict text NOT NULL,
    close_reason text,
    remark text,
    constraints jsonb NOT NULL,
    judged_by text NOT NULL,
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
    directive_id uuid,
    moves_series boolean DEFAULT true NOT NULL,
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
    letterhead text,
    head_authority text,
    head_title text,
    place text,
    CONSTRAINT organization_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'::text)),
    CONSTRAINT organization_head_authority_check CHECK ((head_authority IS NFC NORMALIZED)),
    CONSTRAINT organization_head_title_check CHECK ((head_title IS NFC NORMALIZED)),
    CONSTRAINT organization_letterhead_check CHECK ((letterhead IS NFC NORMALIZED)),
    CONSTRAINT organization_name_en_check CHECK (((name_en <> ''::text) AND (name_en IS NFC NORMALIZED))),
    CONSTRAINT organization_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT organization_office_check CHECK ((office IS NFC NORMALIZED)),
    CONSTRAINT organization_parent_check CHECK ((parent <> code)),
    CONSTRAINT organization_place_check CHECK ((place IS NFC NORMALIZED)),
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
CREATE TABLE directives.person (
    subject text NOT NULL,
    name text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
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
CREATE TABLE directives.reason (
    id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    given_by text NOT NULL,
    organization text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    CONSTRAINT reason_kind_check CHECK ((kind = ANY (ARRAY['declined'::text, 'reassigned'::text, 'withdrawn'::text])))
);
CREATE TABLE directives.submission (
    assignment_id uuid NOT NULL,
    number integer NOT NULL,
    result text NOT NULL,
    statement text NOT NULL,
    hash text NOT NULL,
    due_on date,
    submitted_by text NOT NULL,
    organization text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    CONSTRAINT submission_number_check CHECK ((number > 0))
);
CREATE TABLE directives.term (
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT term_ends_on_check CHECK ((ends_on > starts_on))
);
CREATE TABLE directives.unapplied_fact (
    event_id uuid NOT NULL,
    thing text NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    data jsonb NOT NULL,
    reason text NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL
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
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-27 11:33:54.381838');
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000011', '2026-11-27 11:33:54.429164');
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000012', '2026-11-27 11:33:54.431244');
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000013', '2026-11-27 11:33:54.442819');
INSERT INTO directives.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-27 11:33:54.445858');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20250922000001', '2026-11-27 11:33:54.481397');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20250922000002', '2026-11-27 11:33:54.536967');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261126000001', '2026-11-27 11:33:54.637246');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261126000002', '2026-11-27 11:33:54.640464');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261126000003', '2026-11-27 11:33:54.643714');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261126000004', '2026-11-27 11:33:54.652828');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000001', '2026-11-27 11:33:54.654489');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000002', '2026-11-27 11:33:54.660806');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000003', '2026-11-27 11:33:54.676213');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000004', '2026-11-27 11:33:54.678851');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000050', '2026-11-27 11:33:54.684387');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000060', '2026-11-27 11:33:54.686603');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000061', '2026-11-27 11:33:54.698476');
INSERT INTO directives.__diesel_schema_migrations VALUES ('20261127000070', '2026-11-27 11:33:54.700345');
INSERT INTO directives.assignment VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 12, '01a21cc8-8edc-72d5-b347-fa1389ec1498', '01a21cc8-8edd-73e9-9af5-82ba5096805a', NULL, '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'task', 'Mở các lớp tập huấn cho cấp ủy viên.', 'report', 'Báo cáo kết quả mở lớp', 'normal', 'BTC', NULL, '{}', '{}', 'TT', 'TT', NULL, 'in_progress', 'approved', '2025-11-14', '2025-11-14', 0, NULL, 'btc.coordinator', 40, '2025-10-01 01:00:00.922026+00', '2025-10-01 01:00:00.933993+00', '2025-10-01 01:00:00.950567+00', '2025-10-01 01:00:00.973191+00', NULL, NULL, NULL, '2025-10-01 01:00:01.03162+00', 0, 0, false, NULL, '{BTC,TT}', 'BTC', DEFAULT, 0, true);
INSERT INTO directives.assignment VALUES ('01a21cc8-8f14-7013-b2a4-6cefb175c010', 4, '01a21cc8-8edc-72d5-b347-fa1389ec1498', '01a21cc8-8edd-73e9-9af5-82bc143e3bb1', NULL, '01a21cc8-8f14-7013-b2a4-6cefb175c010', 'recurring_report', 'Báo cáo Thường trực hằng tuần.', NULL, NULL, 'normal', 'BTC', NULL, '{}', '{}', 'TT', 'TT', 'weekly', 'in_progress', 'none', NULL, NULL, 0, NULL, NULL, 0, '2025-10-01 01:00:00.824556+00', '2025-10-01 01:00:01.049806+00', NULL, '2025-10-01 01:00:01.323138+00', NULL, NULL, NULL, '2025-10-01 01:00:01.049806+00', 0, 0, false, NULL, '{BTC,TT}', 'BTC', DEFAULT, 0, true);
INSERT INTO directives.assignment_party VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'BTC', '2025-11-14', true);
INSERT INTO directives.assignment_party VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'TT', '2025-11-14', true);
INSERT INTO directives.assignment_party VALUES ('01a21cc8-8f14-7013-b2a4-6cefb175c010', 'BTC', 'infinity', true);
INSERT INTO directives.assignment_party VALUES ('01a21cc8-8f14-7013-b2a4-6cefb175c010', 'TT', 'infinity', true);
INSERT INTO directives.assignment_text VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'mo cac lop tap huan cho cap ui vien bao cao ket qua mo lop');
INSERT INTO directives.assignment_text VALUES ('01a21cc8-8f14-7013-b2a4-6cefb175c010', 'bao cao thuong truc hang tuan');
INSERT INTO directives.attachment VALUES ('01a21cc8-8f03-719d-9bda-6f4ba4fd9c0d', '01a21cc8-8edc-72d5-b347-fa1389ec1498', NULL, 'phu-luc.pdf', 'application/pdf', 48, '49c28c332031c5be46a9f1cc28754ba850448ac9d4ffcc1cbb169f779b66b273', 'directives/01a21cc8-8edc-72d5-b347-fa1389ec1498/01a21cc8-8efd-70bb-96bd-ca4d4403e644', 'tt.leader', 'TT', '2025-10-01 01:00:00.808274+00');
INSERT INTO directives.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO directives.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO directives.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO directives.audience VALUES ('upper-party-committees', 'Các đảng ủy trực thuộc Thành ủy (không phải cấp xã)', 'Party committees under the City Party Committee (not commune-level)', '{upper_party_committee}', '{}', 1);
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
INSERT INTO directives.clause VALUES ('01a21cc8-8edd-73e9-9af5-82ba5096805a', '01a21cc8-8edc-72d5-b347-fa1389ec1498', '1', 1, 'task', 'Mở các lớp tập huấn cho cấp ủy viên.', NULL, NULL, 'report', 'Báo cáo kết quả mở lớp', NULL, NULL, '{}', '[{"executing": null, "fan_out_to": null, "monitoring": [], "reports_to": "TT", "accountable": {"organization": "BTC"}, "coordinating": []}]', NULL, NULL, NULL, NULL, 'mo cac lop tap huan cho cap ui vien bao cao ket qua mo lop');
INSERT INTO directives.clause VALUES ('01a21cc8-8edd-73e9-9af5-82bbca44c8dd', '01a21cc8-8edc-72d5-b347-fa1389ec1498', '2', 2, 'constraint', 'Chuyên đề bám sát nhiệm vụ.', NULL, NULL, NULL, NULL, NULL, NULL, '{01a21cc8-8edd-73e9-9af5-82ba5096805a}', '[]', NULL, NULL, NULL, NULL, 'chuien de bam sat nhiem vu');
INSERT INTO directives.clause VALUES ('01a21cc8-8edd-73e9-9af5-82bc143e3bb1', '01a21cc8-8edc-72d5-b347-fa1389ec1498', '3', 3, 'recurring_report', 'Báo cáo Thường trực hằng tuần.', NULL, NULL, NULL, NULL, 'weekly', NULL, '{}', '[{"executing": null, "fan_out_to": null, "monitoring": [], "reports_to": "TT", "accountable": {"organization": "BTC"}, "coordinating": []}]', NULL, NULL, NULL, NULL, 'bao cao thuong truc hang tuan');
INSERT INTO directives.correction VALUES ('01a21cc8-8f28-7291-a125-093108cfa2db', '01a21cc8-8edc-72d5-b347-fa1389ec1498', 'Nhập thiếu nơi ký.', '{"place": null}', '{"place": "TP. Hồ Chí Minh"}', 'tt.leader', 'TT', '2025-10-01 01:00:00.85252+00');
INSERT INTO directives.date_request VALUES ('01a21cc8-8f8c-76bd-ba78-8f4d837b1bfd', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'proposal', '2025-11-14', 'Cần khảo sát nhu cầu.', 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.950567+00', 'granted', NULL, 'tt.coordinator', '2025-10-01 01:00:00.962024+00', '2025-11-14');
INSERT INTO directives.directive VALUES ('01a21cc8-8edc-72d5-b347-fa1389ec1498', 3, 'issued', 'party', 'KL', '01-KL/TU', 'Kết luận về mô hình chính quyền 2 cấp', NULL, 'TT', NULL, NULL, NULL, '2025-10-01', NULL, NULL, 'TP. Hồ Chí Minh', 'normal', 'internal', '{}', '{}', '[]', 'tt.leader', 'TT', '2025-10-01 01:00:00.777055+00', '2025-10-01 01:00:00.85252+00', '2025-10-01 01:00:00.824556+00', NULL, NULL, NULL, '{BTC,TT}', '01 kl tu ket luan ve mo hinh chinh quien 2 cap', DEFAULT);
INSERT INTO directives.directive VALUES ('01a21cc8-8f33-73f0-99c8-84c82f314306', 1, 'draft', 'party', 'CV', NULL, 'Công văn đang soạn', NULL, 'TT', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'normal', 'internal', '{}', '{}', '[]', 'tt.leader', 'TT', '2025-10-01 01:00:00.865784+00', '2025-10-01 01:00:00.865784+00', NULL, NULL, NULL, NULL, '{TT}', 'cong van dang soan', DEFAULT);
INSERT INTO directives.directory_state VALUES (true, 1);
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc122c2ac0e2', 'directives.organization.created', 'organization/TU', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"TU","electronic_id":null,"head_authority":"T/M Ban Thường vụ","head_title":"Bí thư","kind":"city_party_committee","letterhead":"Thành ủy / Thành phố Hồ Chí Minh","mail":null,"name_en":"Ho Chi Minh City Party Committee","name_vi":"Thành ủy Thành phố Hồ Chí Minh","office":null,"parent":null,"place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":"79","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xf4525ac4ee435becc5c4ea8b3f0535b576ad542b4fb4abf374cf7e9662c353e4');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc13c864a0f7', 'directives.organization.created', 'organization/BTV', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{BTV,TU}', '{"after":{"code":"BTV","electronic_id":null,"head_authority":"T/M Ban Thường vụ","head_title":"Bí thư","kind":"standing_committee","letterhead":null,"mail":null,"name_en":"Standing Committee of the City Party Committee","name_vi":"Ban Thường vụ Thành ủy","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xe041c533d39c58482e8e910ae0045ad68469cd30c8716f17007030ec32c9ed63');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc148fc968ed', 'directives.organization.created', 'organization/TT', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TT,TU}', '{"after":{"code":"TT","electronic_id":null,"head_authority":"T/M Ban Thường vụ","head_title":"Bí thư","kind":"standing_body","letterhead":null,"mail":null,"name_en":"Standing Body of the City Party Committee","name_vi":"Thường trực Thành ủy","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"TU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x3f98243d9b7f2ebd5618d118567185b89180c47582d606e4c122fa77a26aca79');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1589beefa7', 'directives.organization.created', 'organization/BTC', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{BTC,TU}', '{"after":{"code":"BTC","electronic_id":null,"head_authority":null,"head_title":"Trưởng Ban","kind":"advisory_body","letterhead":"Ban Tổ chức","mail":null,"name_en":"Organization Commission","name_vi":"Ban Tổ chức Thành ủy","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"BTCTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x2e47d43a3a05314589c16b63b263686db0e9080f6443c305d852244c77f48f84');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1695f48c73', 'directives.organization.created', 'organization/UBKT', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU,UBKT}', '{"after":{"code":"UBKT","electronic_id":null,"head_authority":"T/M Ủy ban Kiểm tra","head_title":"Chủ nhiệm","kind":"inspection_commission","letterhead":"Ủy ban Kiểm tra","mail":null,"name_en":"City Inspection Commission","name_vi":"Ủy ban Kiểm tra Thành ủy","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"UBKTTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xd3322fb18fd5cdeeab0e90aa424eb08115c2f31ce107df9a83b3fd7294c6d538');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc17054ca643', 'directives.organization.created', 'organization/VPTU', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU,VPTU}', '{"after":{"code":"VPTU","electronic_id":null,"head_authority":null,"head_title":"Chánh Văn phòng","kind":"party_office","letterhead":"Văn phòng","mail":null,"name_en":"Office of the City Party Committee","name_vi":"Văn phòng Thành ủy","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"VPTU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x887655ab4d4f27b87c4ca1a02d0599d81c0927c570e2fbc83fee38bf170744d4');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1842968916', 'directives.organization.created', 'organization/DU-UBND', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{DU-UBND,TU}', '{"after":{"code":"DU-UBND","electronic_id":null,"head_authority":"T/M Ban Thường vụ","head_title":"Bí thư","kind":"upper_party_committee","letterhead":"Đảng ủy / Ủy ban nhân dân Thành phố","mail":null,"name_en":"Party Committee of the City People''s Committee","name_vi":"Đảng ủy Ủy ban nhân dân Thành phố","office":null,"parent":"TU","place":"TP. Hồ Chí Minh","post":null,"successors":[],"symbol":"ĐU","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x7829dec36a24a253c0313da6f4a4acf5724973d618d84771dd4949a9f420c3f6');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc198b19c1b2', 'directives.organization.created', 'organization/UBND', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{DU-UBND,UBND}', '{"after":{"code":"UBND","electronic_id":null,"head_authority":"TM. Ủy ban nhân dân","head_title":"Chủ tịch","kind":"peoples_committee","letterhead":"Ủy ban nhân dân / Thành phố Hồ Chí Minh","mail":null,"name_en":"City People''s Committee","name_vi":"Ủy ban nhân dân Thành phố","office":null,"parent":"DU-UBND","place":"Thành phố Hồ Chí Minh","post":null,"successors":[],"symbol":"UBND","telephone":null,"territory_code":"79","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x01d54394208746ee341aaa4e20000d2437063f53c2087e03bdfa2d7e3f82d278');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1a2b8886e5', 'directives.organization.created', 'organization/SNV', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{SNV,UBND}', '{"after":{"code":"SNV","electronic_id":null,"head_authority":null,"head_title":"Giám đốc","kind":"department","letterhead":null,"mail":null,"name_en":"Department of Home Affairs","name_vi":"Sở Nội vụ","office":null,"parent":"UBND","place":"Thành phố Hồ Chí Minh","post":null,"successors":[],"symbol":"SNV","telephone":null,"territory_code":null,"valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x86caccaa31a5c234bbb021baece57124ae6bb7ef9201dcb2069a1a19c2903baa');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1bfebfc59c', 'directives.organization.created', 'organization/DU-25747', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{DU-25747,TU}', '{"after":{"code":"DU-25747","electronic_id":null,"head_authority":null,"head_title":null,"kind":"commune_party_committee","letterhead":null,"mail":null,"name_en":"Party Committee of Thu Dau Mot Ward","name_vi":"Đảng ủy phường Thủ Dầu Một","office":null,"parent":"TU","place":null,"post":null,"successors":[],"symbol":"ĐU","telephone":null,"territory_code":"25747","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x9e521bae268325aa581970c20236c07059ea0062746c20019931ce81e4baa329');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1c8006cb16', 'directives.organization.created', 'organization/UBND-25747', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{DU-25747,UBND-25747}', '{"after":{"code":"UBND-25747","electronic_id":null,"head_authority":null,"head_title":null,"kind":"commune_peoples_committee","letterhead":null,"mail":null,"name_en":"People''s Committee of Thu Dau Mot Ward","name_vi":"Ủy ban nhân dân phường Thủ Dầu Một","office":null,"parent":"DU-25747","place":null,"post":null,"successors":[],"symbol":"UBND","telephone":null,"territory_code":"25747","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xbfed1dce660f4106d915e9e2dd7131040a98bfbda2173c904938090e6f9154e9');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1da37d7ffb', 'directives.audience.changed', 'audience/all', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"all","kinds":["city_party_committee","standing_committee","standing_body","advisory_body","inspection_commission","party_office","academy","upper_party_committee","peoples_council","peoples_committee","fatherland_front","department","commune_party_committee","commune_peoples_committee","public_service_unit"],"name_en":"All organizations of the City","name_vi":"Các cơ quan, đơn vị, địa phương của Thành phố","organizations":[],"version":1},"before":null}', '\x18b2ccd2c2d2a554e988b4fa6b3314f2617a4a655f411d12cebf76ba699aab9e');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1e182361fe', 'directives.audience.changed', 'audience/below-leadership', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"below-leadership","kinds":["advisory_body","inspection_commission","party_office","academy","upper_party_committee","peoples_council","peoples_committee","fatherland_front","department","commune_party_committee","commune_peoples_committee","public_service_unit"],"name_en":"All organizations of the City except its leading Party bodies","name_vi":"Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy","organizations":[],"version":1},"before":null}', '\xa01d98c141d10ec0823dd4816d062235d412c6a276faadb8b5075d0f90537868');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc1f5cbc1206', 'directives.audience.changed', 'audience/commune-party-committees', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"commune-party-committees","kinds":["commune_party_committee"],"name_en":"Party committees of the communes, wards and the special zone","name_vi":"Đảng ủy các xã, phường, đặc khu","organizations":[],"version":1},"before":null}', '\xb34cd10fdc6494f1ec223f5c5cd2cecd0f81cfcebcbb956f3b41647031f816a1');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc20875bcae2', 'directives.audience.changed', 'audience/upper-party-committees', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"upper-party-committees","kinds":["upper_party_committee"],"name_en":"Party committees under the City Party Committee (not commune-level)","name_vi":"Các đảng ủy trực thuộc Thành ủy (không phải cấp xã)","organizations":[],"version":1},"before":null}', '\x77d3aac93293f222f0682e300b26ea59b801cf384509c3bf4cee04f627937843');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc212985c5ee', 'directives.audience.changed', 'audience/party-committees', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"party-committees","kinds":["commune_party_committee","upper_party_committee"],"name_en":"Party committees directly under the City Party Committee","name_vi":"Các đảng ủy trực thuộc Thành ủy","organizations":[],"version":1},"before":null}', '\xb3a12c5a6a3511db72a00bb9a87f6d097ecc9eeddc74e33d8497b30aae953013');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc22bd17c786', 'directives.audience.changed', 'audience/advisory-bodies', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"advisory-bodies","kinds":["advisory_body","inspection_commission","party_office"],"name_en":"Advisory and assisting bodies of the City Party Committee","name_vi":"Các cơ quan tham mưu, giúp việc của Thành ủy","organizations":[],"version":1},"before":null}', '\xd775052bb99a828a1000eede7fc55fb6952e68e54732baa21d6d1da2b8b93681');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc2384191492', 'directives.audience.changed', 'audience/departments', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"departments","kinds":["department"],"name_en":"Departments and equivalent bodies of the City People''s Committee","name_vi":"Các sở, ngành thuộc Ủy ban nhân dân Thành phố","organizations":[],"version":1},"before":null}', '\x2395a4720f0e06d83d4e5fe85fa2b49d6a51c9db24576c1e9f77be80927c0b78');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc2413590766', 'directives.audience.changed', 'audience/state-bodies', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"state-bodies","kinds":["peoples_committee","department","commune_peoples_committee"],"name_en":"State administrative bodies of the City","name_vi":"Các cơ quan hành chính nhà nước của Thành phố","organizations":[],"version":1},"before":null}', '\x5126d7092ce1c3be3629069ae4279477e574b258e5de7744f5f285ae74ea8380');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc25c996712c', 'directives.audience.changed', 'audience/committees-agencies-units', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"code":"committees-agencies-units","kinds":["commune_party_committee","upper_party_committee","advisory_body","inspection_commission","party_office","academy","peoples_committee","department"],"name_en":"Party committees, agencies and units of the City","name_vi":"Các cấp ủy, cơ quan, đơn vị của Thành phố","organizations":[],"version":1},"before":null}', '\x5a69939d2cabfe844c8153654e3977a357dc6111a8f054c374bff93384992c35');
INSERT INTO directives.event VALUES ('01a21cc8-8cd7-74fb-96a1-cc266760addb', 'directives.oversight.changed', 'oversight/TT.all.2025-07-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TT}', '{"after":{"audience":"all","body":"TT","reason_en":"The Standing Body directs all work of the City","reason_vi":"Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xd139fc6960222a4a406faf9eb6454d257452849a080193428b297f36fc010764');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71ac97e2f837', 'directives.oversight.changed', 'oversight/BTV.all.2025-07-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{BTV}', '{"after":{"audience":"all","body":"BTV","reason_en":"The Standing Committee leads and directs in all fields","reason_vi":"Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x459e8b1f38dd816b92db99986ee2eaa6ebcd56f7c0a8259a0e3e5ebe0dcda5c8');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71ad68afd2bd', 'directives.oversight.changed', 'oversight/BTC.below-leadership.2025-09-22', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{BTC}', '{"after":{"audience":"below-leadership","body":"BTC","reason_en":"The Organization Commission follows and consolidates the roll-out of the two-tier model","reason_vi":"Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp","valid_from":"2025-09-22","valid_to":null,"version":1},"before":null}', '\x75c78921c79c07a87f88a423315854f1dabeffff52ec74ab09e857e542104f01');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71aea903c583', 'directives.oversight.changed', 'oversight/UBKT.below-leadership.2025-07-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{UBKT}', '{"after":{"audience":"below-leadership","body":"UBKT","reason_en":"The Inspection Commission reads all tasks in order to inspect and supervise","reason_vi":"Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xcf85dac3dfdad4a81cc78998d9c8aabba3661af23069dcff30a75ddd7ee5fb91');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71afcb27152d', 'directives.oversight.changed', 'oversight/VPTU.below-leadership.2025-07-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{VPTU}', '{"after":{"audience":"below-leadership","body":"VPTU","reason_en":"The Office registers documents, follows their tasks and urges","reason_vi":"Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\xaacea0e2060bec284d87371aa3473afac2f7609061701fa862d411362aea1ab0');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b03dd56422', 'directives.oversight.changed', 'oversight/DU-UBND.state-bodies.2025-09-22', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{DU-UBND}', '{"after":{"audience":"state-bodies","body":"DU-UBND","reason_en":"The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration","reason_vi":"Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước","valid_from":"2025-09-22","valid_to":null,"version":1},"before":null}', '\x775d0545f609ff918ed54ce79fd013456f33589494f1a5af929bab3f5b1eba68');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b184da51b0', 'directives.oversight.changed', 'oversight/UBND.state-bodies.2025-07-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{UBND}', '{"after":{"audience":"state-bodies","body":"UBND","reason_en":"The City People''s Committee directs the state administration of the City","reason_vi":"Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn","valid_from":"2025-07-01","valid_to":null,"version":1},"before":null}', '\x53ab0a1b7d9fd737d725c3df35e42cda8ea779abf2e5c411b34eff47414a27e1');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b2428bc8b2', 'directives.calendar_day.changed', 'calendar_day/2025-01-01', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-01","kind":"holiday","name_vi":"Tết Dương lịch","status":"official","version":1},"before":null}', '\xe8254bbaa3147f2b76e71bd89af0a44a24a9e3d2bb752a91c750c6266838d091');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b382065163', 'directives.calendar_day.changed', 'calendar_day/2025-01-27', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-27","kind":"holiday","name_vi":"Tết Nguyên đán (28 tháng Chạp)","status":"official","version":1},"before":null}', '\x93f82b51ca3247c11b91e15dc44e21cc6bf547c88e3bdd91427b8f0e9e7810e4');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b4a8425165', 'directives.calendar_day.changed', 'calendar_day/2025-01-28', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-28","kind":"holiday","name_vi":"Tết Nguyên đán (29 tháng Chạp, giao thừa)","status":"official","version":1},"before":null}', '\x76296a34e2745a9d6530e0f6b846bda035711ebaf25fd1c474c2445407b51091');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b54358e736', 'directives.calendar_day.changed', 'calendar_day/2025-01-29', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-29","kind":"holiday","name_vi":"Tết Nguyên đán (mùng 1)","status":"official","version":1},"before":null}', '\x475370604c18a510d6ecce3a3894ec839b8b2cccee377708c123654d01153bb9');
INSERT INTO directives.event VALUES ('01a21cc8-8cd8-7242-808e-71b61fd56c28', 'directives.calendar_day.changed', 'calendar_day/2025-01-30', '2025-10-01 01:00:00.236782+00', 'haicap', NULL, '{TU}', '{"after":{"date":"2025-01-30","kind":"holiday","name_vi":"Tết Nguyên đán (mùng 2)","status":"official","version":1},"before":null}', '\xe90209afaab3661cab0a8ca2b3800830583ae9d117b55e5af2533409bc8f509c');
INSERT INTO directives.event VALUES ('01a21cc8-8ecb-7344-bf13-349ea35e1f82', 'directives.number_book.opened', 'number_book/TU', '2025-10-01 01:00:00.758573+00', 'vptu.coordinator', 'VPTU', '{BTV,TT}', '{"issuer_symbol":"TU","issuers":["TT","BTV"],"scheme":"party"}', '\x8ea7b29a53a70305491c2b3bb576cf4f862d22cf21a8908c7cd5ccb2728cc0a7');
INSERT INTO directives.event VALUES ('01a21cc8-8ed6-75d1-a8e7-f6329cf4a58e', 'directives.term.begun', 'term/2020-10-14', '2025-10-01 01:00:00.770825+00', 'vptu.coordinator', 'VPTU', '{VPTU}', '{"ends_on":null,"starts_on":"2020-10-14"}', '\xee0b29189e919bf5a94029bf50d3f69058c49bedfc711598f77b80fc9a512646');
INSERT INTO directives.event VALUES ('01a21cc8-8ee4-740e-8e30-3564c0692419', 'directives.directive.drafted', 'directive/01a21cc8-8edc-72d5-b347-fa1389ec1498', '2025-10-01 01:00:00.777055+00', 'tt.leader', 'TT', '{}', '{"issuer":"TT"}', '\x59d404fa4f5403fe5b23f329ea0ec71c3ba05e82e2d273d7392a86dab524b1e3');
INSERT INTO directives.event VALUES ('01a21cc8-8f05-74c6-8be3-7b71498a372f', 'directives.directive.attachment_added', 'directive/01a21cc8-8edc-72d5-b347-fa1389ec1498', '2025-10-01 01:00:00.808274+00', 'tt.leader', 'TT', '{}', '{"attachment":"01a21cc8-8f03-719d-9bda-6f4ba4fd9c0d","sha256":"49c28c332031c5be46a9f1cc28754ba850448ac9d4ffcc1cbb169f779b66b273"}', '\xb8ce1e9f67db0bd8169ae32fee9cec129d7254b60afb1559a2ccb0732396396d');
INSERT INTO directives.event VALUES ('01a21cc8-8f21-715d-9148-7f381e88f291', 'directives.directive.issued', 'directive/01a21cc8-8edc-72d5-b347-fa1389ec1498', '2025-10-01 01:00:00.824556+00', 'tt.leader', 'TT', '{BTC,TT}', '{"assignments":2,"before":"draft","issued_on":"2025-10-01","number":"01-KL/TU","state":"issued"}', '\x92bccf4d6fe48bc97c8c1918129eb0c29716e780f34a4cd255a476600a0a9e6f');
INSERT INTO directives.event VALUES ('01a21cc8-8f21-715d-9148-7f39e1e814d9', 'directives.assignment.assigned', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.824556+00', 'tt.leader', 'TT', '{BTC,TT}', '{"after":{"accountable":"BTC","children":0,"due_basis":"none","due_on":null,"executing":null,"extensions":0,"handler":null,"is_on_time":null,"next_fulfilment_due_on":null,"percent":0,"reports_to":"TT","state":"assigned"},"before":null,"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":1}', '\xdcac37dd355d8175cabcac17c91a7dcfba6e835343631f209ccb16b950860b08');
INSERT INTO directives.event VALUES ('01a21cc8-8f21-715d-9148-7f3abacf8d87', 'directives.assignment.assigned', 'assignment/01a21cc8-8f14-7013-b2a4-6cefb175c010', '2025-10-01 01:00:00.824556+00', 'tt.leader', 'TT', '{BTC,TT}', '{"after":{"accountable":"BTC","children":0,"due_basis":"none","due_on":null,"executing":null,"extensions":0,"handler":null,"is_on_time":null,"next_fulfilment_due_on":null,"percent":0,"reports_to":"TT","state":"assigned"},"before":null,"clause_id":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":1}', '\x89565e174a660f6283b795315ff41764705701ede24a599b401d75b067bec561');
INSERT INTO directives.event VALUES ('01a21cc8-8f2e-716e-975b-d61050bbee20', 'directives.directive.corrected', 'directive/01a21cc8-8edc-72d5-b347-fa1389ec1498', '2025-10-01 01:00:00.85252+00', 'tt.leader', 'TT', '{BTC,TT}', '{"assignments":0,"changed":["place"],"correction":"01a21cc8-8f28-7291-a125-093108cfa2db"}', '\xd344c184a552315327f1b412d413feee4b5d0571ef38f2ec43cb5b9d0c03a93e');
INSERT INTO directives.event VALUES ('01a21cc8-8f35-770e-a060-4e5ede0e52b9', 'directives.directive.drafted', 'directive/01a21cc8-8f33-73f0-99c8-84c82f314306', '2025-10-01 01:00:00.865784+00', 'tt.leader', 'TT', '{}', '{"issuer":"TT"}', '\x1e89a18d0d4af2ac2c13c2113b69bbad36a8df828c7b736ffe200f32fc027986');
INSERT INTO directives.event VALUES ('01a21cc8-8f65-709c-8bd9-aa2f5af3b5b2', 'directives.assignment.declined', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.901776+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"declined"},"before":{"state":"assigned"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":2}', '\x763fc1e91044fb6b04b8000d2f8126291aed2cc818f5cce7e6ca7ce7a2ef41bf');
INSERT INTO directives.event VALUES ('01a21cc8-8f72-7700-9340-405c79de887d', 'directives.assignment.reassigned', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.922026+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{"state":"assigned"},"before":{"state":"declined"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":3}', '\x6d76d68b753e32ccbb99443c993f47a62146990d4d7c25731823fb3edd21ab81');
INSERT INTO directives.event VALUES ('01a21cc8-8f7b-70fd-86eb-06b1c24f6b44', 'directives.assignment.acknowledged', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.933993+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"acknowledged"},"before":{"state":"assigned"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":4}', '\x76116d7e6c792dccd38878a647688a736ff26756971e41a247f6e111a0294eea');
INSERT INTO directives.event VALUES ('01a21cc8-8f83-7782-9356-008e49654ab6', 'directives.assignment.taken', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.942025+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"handler":"btc.coordinator"},"before":{"handler":null},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":5}', '\x38fb5f877bd28dcb44d0c1a5ef9dfecc87082a140798b3739fbbac4eed242534');
INSERT INTO directives.event VALUES ('01a21cc8-8f8f-7362-9ce3-a5996a3cf0d2', 'directives.assignment.date_proposed', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.950567+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"due_basis":"proposed"},"before":{"due_basis":"none"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"due_on":"2025-11-14"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":6}', '\x9dbcdb28d42a873a22ffb3a0f41b9f0d5098043e97b2cfd81da5486dc970d925');
INSERT INTO directives.event VALUES ('01a21cc8-8f9a-73f0-a008-bf75699bd141', 'directives.assignment.date_granted', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.962024+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{"due_basis":"approved","due_on":"2025-11-14"},"before":{"due_basis":"proposed","due_on":null},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"due_on":"2025-11-14","granted_due_on":"2025-11-14","state":"granted"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":7}', '\xdd0fbe90d24829abc9780a4781c463a2168c64823aa4bd089f345373a92569fd');
INSERT INTO directives.event VALUES ('01a21cc8-8fa2-719c-aa9a-2b1458eee1b3', 'directives.assignment.started', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.973191+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"in_progress"},"before":{"state":"acknowledged"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":8}', '\x0bec7044a616c3441e52a9d10c6d4ac311aaee65a90e853de8feaa7dba6009e5');
INSERT INTO directives.event VALUES ('01a21cc8-8fad-77a8-abd5-929a2dfe3377', 'directives.assignment.progress_reported', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.981573+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"percent":40},"before":{"percent":0},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":9}', '\xb20654c5ca9914b73ec95c60a7d701a7f06b9966da728526d40a2b1b2eb9e99f');
INSERT INTO directives.event VALUES ('01a21cc8-8fbb-718d-a91f-8eb3d6d41101', 'directives.assignment.urged', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:00.993587+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"addressee":"BTC"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":9}', '\xd7bfdf4e9fa617a7c03f17d8e5731c02317f5c38334a0026377530b602747089');
INSERT INTO directives.event VALUES ('01a21cc8-8fc7-7130-b500-622c5c505b56', 'directives.assignment.evidence_added', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:01.006876+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"evidence_kind":"document","submission":1},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":10}', '\xde73565a62dc094d0ea18f4a596225e7efd5a568478f7e12bdd494c122e4ea25');
INSERT INTO directives.event VALUES ('01a21cc8-8fd4-7518-80f1-403524f92640', 'directives.assignment.submitted', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:01.018593+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"submitted"},"before":{"state":"in_progress"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"hash":"f8db1b53f1da476a88ee22825036bd8c9d7859f3c0e53ad71b45aa34e11f20bf","result":"implemented","submission":1,"submitted_by":"btc.coordinator"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":11}', '\x3b7be8bb26cbc848b848c6cc2fa4a1a5b649cd65e447c952abae74ebb4241ffb');
INSERT INTO directives.event VALUES ('01a21cc8-8fdf-733c-98b9-0b28c189fa25', 'directives.assignment.returned', 'assignment/01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', '2025-10-01 01:00:01.03162+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"after":{"state":"in_progress"},"before":{"state":"submitted"},"clause_id":"01a21cc8-8edd-73e9-9af5-82ba5096805a","detail":{"close_reason":null,"submission":1,"verdict":"returned"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":12}', '\xe601436bfcdc657560517e82804c6487d963186bd15581d504fa5dac12a4ef05');
INSERT INTO directives.event VALUES ('01a21cc8-8fef-72f3-8622-4b7e573d4833', 'directives.assignment.acknowledged', 'assignment/01a21cc8-8f14-7013-b2a4-6cefb175c010', '2025-10-01 01:00:01.049806+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"after":{"state":"acknowledged"},"before":{"state":"assigned"},"clause_id":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","detail":{},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":2}', '\xb307941226366ee5ef97d075a88430202c95272652b257932ab451177e1e3e9f');
INSERT INTO directives.event VALUES ('01a21cc8-9df0-77bb-b68b-fba219dd62da', 'directives.assignment.periods_opened', 'assignment/01a21cc8-8f14-7013-b2a4-6cefb175c010', '2025-10-01 01:00:00.129278+00', 'haicap', NULL, '{BTC,TT}', '{"after":{},"before":{},"clause_id":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","detail":{"periods":[{"due_on":"2025-10-06","period":"2025-W40"}]},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":3}', '\x0ef45ee29a201489e5b5059a90ca52115005c410e0612f9403152aaaa497dce0');
INSERT INTO directives.event VALUES ('01a21cc8-9e33-7675-a98f-a0b8693e44a6', 'directives.assignment.period_fulfilled', 'assignment/01a21cc8-8f14-7013-b2a4-6cefb175c010', '2025-10-01 01:00:01.323138+00', 'reporting', 'TT', '{BTC,TT}', '{"after":{"next_fulfilment_due_on":null,"state":"in_progress"},"before":{"next_fulfilment_due_on":"2025-10-06","state":"acknowledged"},"clause_id":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","detail":{"due_on":"2025-10-06","period":"2025-W40"},"directive_id":"01a21cc8-8edc-72d5-b347-fa1389ec1498","parent_id":null,"version":4}', '\xcfd1b0a36a4ec5da9eea152a62b545e1227b8df695e0c64a05f8721dcee85b56');
INSERT INTO directives.event_log VALUES (true, 'd930cf99-95a0-43bc-b106-52255ba9de7a');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc122c2ac0e2', '\x155b3fefe442d604e10708d47140f0db', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc13c864a0f7', '\x28866325f6a12858c4a22e90264b04d2', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc148fc968ed', '\x438e1daee177ea127134094c6a514345', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1589beefa7', '\x334c68c410a788850588d5ec3ccbc8d8', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1695f48c73', '\x606f5b97e695482318d62cac014bcb8a', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc17054ca643', '\xbd4d1b8339ea34fbe9ab98e8e901cd0f', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1842968916', '\x303737b84792f435d22a3fc5151433ca', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc198b19c1b2', '\x3130969ac814d910a0d0f73b51edaa7e', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1a2b8886e5', '\xa602ac9f9beed3d31e16414e81da901f', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1bfebfc59c', '\x85c5d370d066c3b321f234e1bcab6940', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1c8006cb16', '\x2fdbaa93d4750ef5ae3b7526af2f8994', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1da37d7ffb', '\xff2db3dd700f9be16152e52f762c925b', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1e182361fe', '\x06b9f9cdc7409d3eda1145dd61e70cdf', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc1f5cbc1206', '\xf73fd3292d337c86501196a21e59df72', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc20875bcae2', '\x45c7fefc08ffe793761ae77d234461fa', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc212985c5ee', '\x31bb2ecf28470b0e30be30c223c5ff4f', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc22bd17c786', '\xb7109963f4af65ec6303932e5e5170dd', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc2384191492', '\x45a039f27ae9c7db67d031159fcdc3e7', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc2413590766', '\x01e480e6f15cf8cf47f1dbfee01d9717', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc25c996712c', '\xc3fddbea6bfc6330deefa2d146251c85', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd7-74fb-96a1-cc266760addb', '\x06379988f6b37718a5657b75fc9e4c38', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71ac97e2f837', '\x5067cc4a995b534360ca6ff8bc58f408', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71ad68afd2bd', '\xfe35bf0426ad9ff3fc06aade0b4b4ad4', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71aea903c583', '\xbb21b293928b89176215ca92ee026082', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71afcb27152d', '\xd2a38ad5aa65b9fd468cb4332894e6dd', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b03dd56422', '\x5555ba1069d0676ce79dd3442be14e1c', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b184da51b0', '\xd616fedd283a3a9d93d9df5fa45db65c', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b2428bc8b2', '\x4cbcaea9f346e2048f42cf826b52414e', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b382065163', '\xd73b981d25e5123a84422e90727ec78a', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b4a8425165', '\x347e92b7017ff525d41e7ac86755fe71', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b54358e736', '\x3c281a4996e9c9bce50deb7a7519b590', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8cd8-7242-808e-71b61fd56c28', '\x7a2f3ae97e6d6a51c955d9ff7008323f', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8ecb-7344-bf13-349ea35e1f82', '\x4ea712c9414c842bc5831702e32c12e3', '{"actor_name":"Đồng chí vptu.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8ed6-75d1-a8e7-f6329cf4a58e', '\x9874a082ae07eea0acfe4c1f1a7fab13', '{"actor_name":"Đồng chí vptu.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8ee4-740e-8e30-3564c0692419', '\xf84fd88730aa1d2ab4870a343a3674bc', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f05-74c6-8be3-7b71498a372f', '\x2d3834bd07c916de932327fbc958e454', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f21-715d-9148-7f381e88f291', '\x30c023abdf96304bdc2f9b317dd84b77', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f21-715d-9148-7f39e1e814d9', '\x3ce67ac8757dbe1b4648017dd2f83e0f', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f21-715d-9148-7f3abacf8d87', '\xf4988f1ab795ea6f8869af1ceac623fc', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f2e-716e-975b-d61050bbee20', '\xa45e17b1f8072e7f3c848dd56a1de770', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f35-770e-a060-4e5ede0e52b9', '\x2a37e97d7b239354fb0bb94122aff761', '{"actor_name":"Đồng chí tt.leader"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f65-709c-8bd9-aa2f5af3b5b2', '\x0d0eb915a47fe6eb873e8b73d4ddfa90', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f72-7700-9340-405c79de887d', '\x16d7d6c43e5874f04247101782dfc2d4', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f7b-70fd-86eb-06b1c24f6b44', '\x7a743c1428833d0b075390a51c6c5eb0', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f83-7782-9356-008e49654ab6', '\xc8fb9308e8105b927b07ed83f72f401e', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f8f-7362-9ce3-a5996a3cf0d2', '\x0b149f3070f1da9b10e93773e015336e', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8f9a-73f0-a008-bf75699bd141', '\xc7e939c12a086868ae6289fe2d33e7cb', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fa2-719c-aa9a-2b1458eee1b3', '\x744fa8d2b3d87f26915904d47cc7564e', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fad-77a8-abd5-929a2dfe3377', '\x5be3752807216558556ef4bb05d277ff', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fbb-718d-a91f-8eb3d6d41101', '\xf4d92cf9fba905356b043afb748d911f', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fc7-7130-b500-622c5c505b56', '\xa3722c1bcfaac6b788cdebca27f32f91', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fd4-7518-80f1-403524f92640', '\x926526b2d6b99d82528aec7fb82c684f', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fdf-733c-98b9-0b28c189fa25', '\xc88d5c31cccad7848f754a736bec1bdc', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-8fef-72f3-8622-4b7e573d4833', '\x07d2c9c4288f3cf73864216ccf25225f', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-9df0-77bb-b68b-fba219dd62da', '\xb6132ef790162a3744a240125fc44c70', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_person VALUES ('01a21cc8-9e33-7675-a98f-a0b8693e44a6', '\x9126ff8dd17a24865ef86e11698346a7', '{"actor_name":"Hai Cấp"}');
INSERT INTO directives.event_position VALUES (1, '01a21cc8-8cd7-74fb-96a1-cc122c2ac0e2', '\x9bd6a448b4c33a27d16e3d2ff1eb75103d3e35875248f4aa3fbe6f21d40b917e');
INSERT INTO directives.event_position VALUES (2, '01a21cc8-8cd7-74fb-96a1-cc13c864a0f7', '\xe2078b4bc635d30ee04161818d42bbc06c25808dd487f014340ec936d2ce0e48');
INSERT INTO directives.event_position VALUES (3, '01a21cc8-8cd7-74fb-96a1-cc148fc968ed', '\x9f27a322a03104987febfbced9d0abed27a047b7a2357c5903fc032e55ec4085');
INSERT INTO directives.event_position VALUES (4, '01a21cc8-8cd7-74fb-96a1-cc1589beefa7', '\x457b2325e22c829a1af5100d41c5500cfa90a6e8f77e7bb97deac5f1f5f3c7af');
INSERT INTO directives.event_position VALUES (5, '01a21cc8-8cd7-74fb-96a1-cc1695f48c73', '\x953b63c98e27f9020cb1389f547967bae300b0401b31cf465cf71a59a606e343');
INSERT INTO directives.event_position VALUES (6, '01a21cc8-8cd7-74fb-96a1-cc17054ca643', '\xa5fa919588512bf145fa5f471ee316f86a21d4ca22965861c88d8533daf80bd4');
INSERT INTO directives.event_position VALUES (7, '01a21cc8-8cd7-74fb-96a1-cc1842968916', '\x7973690843172c9615f7b5609d6d7e5092b36957bba9742ac5c5c750d6a00047');
INSERT INTO directives.event_position VALUES (8, '01a21cc8-8cd7-74fb-96a1-cc198b19c1b2', '\xd56102c7cb41648c20b418058005d99bfedc979bd47304a10419362ef7263640');
INSERT INTO directives.event_position VALUES (9, '01a21cc8-8cd7-74fb-96a1-cc1a2b8886e5', '\x1cb0bd52047dc31b3e3256c86eb06794b1e6031da7c0271229f76fa4058fbb78');
INSERT INTO directives.event_position VALUES (10, '01a21cc8-8cd7-74fb-96a1-cc1bfebfc59c', '\x05a6c5b84eea8554d463630b098bf91b03cba16aa3ca1a452b5210e5e38002ee');
INSERT INTO directives.event_position VALUES (11, '01a21cc8-8cd7-74fb-96a1-cc1c8006cb16', '\x1f26065fb3e7a640ad698a541a41fc3b1a9a3f3d1d9e0d95f30ca45bf7beceb4');
INSERT INTO directives.event_position VALUES (12, '01a21cc8-8cd7-74fb-96a1-cc1da37d7ffb', '\xa8f81548d1afd0126d518bb2fa0f5b07d9f47f084fb32cd5660d438ea830676a');
INSERT INTO directives.event_position VALUES (13, '01a21cc8-8cd7-74fb-96a1-cc1e182361fe', '\x32f8a592e35330166d3dff36a1574463dfffe9e6d7acb2010a9a332da24a9bf7');
INSERT INTO directives.event_position VALUES (14, '01a21cc8-8cd7-74fb-96a1-cc1f5cbc1206', '\x9cc5bfaa0aaf0f575835d2b166c59e155a82532d1a2bab609ecc4908ccec69cf');
INSERT INTO directives.event_position VALUES (15, '01a21cc8-8cd7-74fb-96a1-cc20875bcae2', '\x4d346be53f91bc5429589138c8c0d77531668c5a36595cbfbf09d37a3fe4a486');
INSERT INTO directives.event_position VALUES (16, '01a21cc8-8cd7-74fb-96a1-cc212985c5ee', '\x3485e2d18444dd392e0918ebbe96d2808a81a8264026d691f4f183d59b22d731');
INSERT INTO directives.event_position VALUES (17, '01a21cc8-8cd7-74fb-96a1-cc22bd17c786', '\x6385243a1c5b75e934af9ad7cb972424ade85c53d356d6e967c8d3793a3cc292');
INSERT INTO directives.event_position VALUES (18, '01a21cc8-8cd7-74fb-96a1-cc2384191492', '\xbfd6855ae9a8a6b93005bcb823ecd1608cafe9869fc919c89c4eed6c2e1ccf30');
INSERT INTO directives.event_position VALUES (19, '01a21cc8-8cd7-74fb-96a1-cc2413590766', '\xbaacdc8fd4e14f187aeea642853dc371e441cda784049e99df15955561c3a0ab');
INSERT INTO directives.event_position VALUES (20, '01a21cc8-8cd7-74fb-96a1-cc25c996712c', '\xffdc204196f0e46e1bfe39d199ff86f9666b76986b402a6024007d8faa6482f4');
INSERT INTO directives.event_position VALUES (21, '01a21cc8-8cd7-74fb-96a1-cc266760addb', '\x847f76ff5d2653fd356771b31350511ab70099a6882274ace0fb9c442b7877f4');
INSERT INTO directives.event_position VALUES (22, '01a21cc8-8cd8-7242-808e-71ac97e2f837', '\x9aeddf488e3a0aac329912bb3f2db3b9bbb9fcba93c6424953f98d52aa02416f');
INSERT INTO directives.event_position VALUES (23, '01a21cc8-8cd8-7242-808e-71ad68afd2bd', '\x3ad017f369c5b78762d7f44af46fa25491c39598b35abcecb11f2aba2788192d');
INSERT INTO directives.event_position VALUES (24, '01a21cc8-8cd8-7242-808e-71aea903c583', '\xaf2e761ad4d186ca8486fafeabed66ef2fdb532658a28d7b2057df5d589927da');
INSERT INTO directives.event_position VALUES (25, '01a21cc8-8cd8-7242-808e-71afcb27152d', '\xbda2fcf15d26c85760651f6f77ddab72b2f4fef6f2bdee6a0ebec01681eb3fae');
INSERT INTO directives.event_position VALUES (26, '01a21cc8-8cd8-7242-808e-71b03dd56422', '\x01aaa1d9f3728524d8e7f4997a0b95fee394c7f13372d575b8ffbe4eca7eb3c2');
INSERT INTO directives.event_position VALUES (27, '01a21cc8-8cd8-7242-808e-71b184da51b0', '\x9b58a9816e86cb7a50fb2a3dd3abb7134b216bcb8be33dfa41f76a38663c3b77');
INSERT INTO directives.event_position VALUES (28, '01a21cc8-8cd8-7242-808e-71b2428bc8b2', '\xaf846319aa2460d81e0ba78293a753e6f299d171b8dd3acf1129695f914bfc77');
INSERT INTO directives.event_position VALUES (29, '01a21cc8-8cd8-7242-808e-71b382065163', '\xc87d6a43c859b3ff8dae35546b486a3bd6bef9429bcc158f83796855e41003f6');
INSERT INTO directives.event_position VALUES (30, '01a21cc8-8cd8-7242-808e-71b4a8425165', '\x6f1860abb74d98c4aad51cc2d2be033251010e7c03c2597154915391723d3515');
INSERT INTO directives.event_position VALUES (31, '01a21cc8-8cd8-7242-808e-71b54358e736', '\x0209d28783c3550a4d49340bfd9ae8e08c5d31a978ce3d66ff3632c613a27ca4');
INSERT INTO directives.event_position VALUES (32, '01a21cc8-8cd8-7242-808e-71b61fd56c28', '\x82ff4aacc216e22aeb5f3fdaaa19ad29c305d44e5481d224b17229bea5c00d40');
INSERT INTO directives.event_position VALUES (33, '01a21cc8-8ecb-7344-bf13-349ea35e1f82', '\xed2925b8b28b994baaf656a59f4186675f0a10e03ad0dba1e766beca661cfb21');
INSERT INTO directives.event_position VALUES (34, '01a21cc8-8ed6-75d1-a8e7-f6329cf4a58e', '\xe569053031f1db30aeb3bd44d81d4885fd6a90cdf00b661598c9be4425bf1772');
INSERT INTO directives.event_position VALUES (35, '01a21cc8-8ee4-740e-8e30-3564c0692419', '\x92802651ed42d7d99fdc8993f8424389aa011e4a208ac2db9d4be78d57b5cb0f');
INSERT INTO directives.event_position VALUES (36, '01a21cc8-8f05-74c6-8be3-7b71498a372f', '\xe4fa282734fd0623098d351d922469cfdbb1a2345b7824d318f8730721239682');
INSERT INTO directives.event_position VALUES (37, '01a21cc8-8f21-715d-9148-7f381e88f291', '\xc02e8af74d035928f23f2d490e4dea580933f4dea51b07d7e0e1f19d6f0cf978');
INSERT INTO directives.event_position VALUES (38, '01a21cc8-8f21-715d-9148-7f39e1e814d9', '\x9bfaf726d5e97da0e5a2186bf6a040e5d1aa2863e8eb8b209d4cf8c6664a4d37');
INSERT INTO directives.event_position VALUES (39, '01a21cc8-8f21-715d-9148-7f3abacf8d87', '\x18e54d884e9575220a797f8335f30c2917b6e9bee092f56330518350be047b96');
INSERT INTO directives.event_position VALUES (40, '01a21cc8-8f2e-716e-975b-d61050bbee20', '\xfff9059657a803969c5fe0dcdc3851718e7721023a23ac21f117e61e27553cd2');
INSERT INTO directives.event_position VALUES (41, '01a21cc8-8f35-770e-a060-4e5ede0e52b9', '\x4ae70dd4da42109e90c094072b948fe715de45444cb7f0a6f5e396611f9d9127');
INSERT INTO directives.event_position VALUES (42, '01a21cc8-8f65-709c-8bd9-aa2f5af3b5b2', '\x40011a7c43a1d173aa5aeb89dedd99e04f0818218e2a0dbea0414a426c033604');
INSERT INTO directives.event_position VALUES (43, '01a21cc8-8f72-7700-9340-405c79de887d', '\x92f9d6d17fccce0fcf41b9f466e58ed5c16d79a8a999de4550b8c3d6f022aa2d');
INSERT INTO directives.event_position VALUES (44, '01a21cc8-8f7b-70fd-86eb-06b1c24f6b44', '\xf350ca02bc4de3cb75af7835435cdad1d9033ec6fb34bcfe4932d7a832f63e0a');
INSERT INTO directives.event_position VALUES (45, '01a21cc8-8f83-7782-9356-008e49654ab6', '\x1c74bf5caf94e602420b6a3df639e62743af2dc5abb65cef643a77bac97d3074');
INSERT INTO directives.event_position VALUES (46, '01a21cc8-8f8f-7362-9ce3-a5996a3cf0d2', '\x37924a5b389901df1ec578832879b93d6219bbe5f022b3065c63a07e8be48dea');
INSERT INTO directives.event_position VALUES (47, '01a21cc8-8f9a-73f0-a008-bf75699bd141', '\x7b539c0c34884af39d99f38e7130ea9511f9d964d69fe2815b0abd7f524f05d4');
INSERT INTO directives.event_position VALUES (48, '01a21cc8-8fa2-719c-aa9a-2b1458eee1b3', '\x81b35c746e238037ed45f92b624ace4e03e9dc2d54253a1359dc8a87f105d8f2');
INSERT INTO directives.event_position VALUES (49, '01a21cc8-8fad-77a8-abd5-929a2dfe3377', '\x9f047806d448b39e377173763e94981277457e097010492841b4dcf1a5bed4ad');
INSERT INTO directives.event_position VALUES (50, '01a21cc8-8fbb-718d-a91f-8eb3d6d41101', '\x72c4d9c0fd5c481120aaee1ec2fa5a5d0c5a2e58cb4a7db98607fff5ac8a6707');
INSERT INTO directives.event_position VALUES (51, '01a21cc8-8fc7-7130-b500-622c5c505b56', '\x1720be09aca2a66d425b4c78c551be6bd5c61ad3c85615e1d4ee71ff3aceaffa');
INSERT INTO directives.event_position VALUES (52, '01a21cc8-8fd4-7518-80f1-403524f92640', '\xd9c8a67e47a6f7e2540d23e6b1054229326b41f19023270e3a7af015b27412f9');
INSERT INTO directives.event_position VALUES (53, '01a21cc8-8fdf-733c-98b9-0b28c189fa25', '\x5c58e24a8fbe72b46fd4d5d1fe7361084ee962af3031fcd8033846e9e6e401c6');
INSERT INTO directives.event_position VALUES (54, '01a21cc8-8fef-72f3-8622-4b7e573d4833', '\x578c236e76ccbe74cff0ffcd00deca7c62ee62cc2c298ed419a9cc046cfb2ea1');
INSERT INTO directives.event_position VALUES (55, '01a21cc8-9df0-77bb-b68b-fba219dd62da', '\x0abe2dcc1ac9bb273396c8e6b3c502fc7b1259c895edce03d2e5bdebf6ffcdfb');
INSERT INTO directives.event_position VALUES (56, '01a21cc8-9e33-7675-a98f-a0b8693e44a6', '\x78ef63899407af97ebb0b4ffdda43ad85186a3d18ef07117601cc092a9733e42');
INSERT INTO directives.evidence VALUES ('01a21cc8-8fc4-747c-b9c2-a0af4602502a', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 1, 'Báo cáo', NULL, '12-BC/BTCTU', NULL, 'btc.coordinator', 'BTC', '2025-10-01 01:00:01.006876+00');
INSERT INTO directives.follower VALUES ('reporting', 'f44efe01f97542eaa1bf73249ec233e0.13.6115d0236fc9f76d', '2026-11-27 11:33:59.433413+00');
INSERT INTO directives.fulfilment VALUES ('01a21cc8-8f14-7013-b2a4-6cefb175c010', '2025-09-29', '2025-10-05', 'weekly', '2025-10-06', '2025-10-01 01:00:01.323138+00', '45-BC/BTCTU', 'reporting', '24:00');
INSERT INTO directives.idempotency_key VALUES ('urn:haicap:demo', 'tt.leader', 'TT', 'once', '\x204f215484ceeaca248a379579e4788784f6e48c0d7cff7bd03a7543c9bb43db', 201, '\x7b226964223a2230316132316363382d386564632d373264352d623334372d666131333839656331343938222c2276657273696f6e223a312c227374617465223a226472616674222c22736368656d65223a227061727479222c22646f63756d656e745f74797065223a224b4c222c226e756d626572223a6e756c6c2c227469746c65223a224be1babf74206c75e1baad6e2076e1bb81206dc3b42068c3ac6e68206368c3ad6e6820717579e1bb816e20322063e1baa570222c226162737472616374223a6e756c6c2c22697373756572223a7b22636f6465223a225454222c226e616d655f7669223a225468c6b0e1bb9d6e67207472e1bbb163205468c3a06e6820e1bba779222c226e616d655f656e223a225374616e64696e6720426f6479206f6620746865204369747920506172747920436f6d6d6974746565227d2c227369676e6572223a6e756c6c2c226973737565645f6f6e223a6e756c6c2c22636f766572735f66726f6d223a6e756c6c2c22636f766572735f746f223a6e756c6c2c22706c616365223a6e756c6c2c22757267656e6379223a226e6f726d616c222c22636c617373696669636174696f6e223a22696e7465726e616c222c22726563697069656e7473223a5b5d2c226c696e6b73223a5b5d2c22647261667465645f6279223a7b22636f6465223a225454222c226e616d655f7669223a225468c6b0e1bb9d6e67207472e1bbb163205468c3a06e6820e1bba779222c226e616d655f656e223a225374616e64696e6720426f6479206f6620746865204369747920506172747920436f6d6d6974746565227d2c22637265617465645f6174223a22323032352d31302d30315430383a30303a30302e3737373035352b30373a3030222c22757064617465645f6174223a22323032352d31302d30315430383a30303a30302e3737373035352b30373a3030222c226566666563746976655f6174223a6e756c6c2c22656e6465645f6174223a6e756c6c2c22737570657273656465645f6279223a6e756c6c2c227265766f636174696f6e5f726561736f6e223a6e756c6c2c22616374696f6e73223a5b7b226e616d65223a2265646974222c2269735f616c6c6f776564223a747275652c226d6574686f64223a225041544348222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d666131333839656331343938222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a226164645f636c61757365222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f636c6175736573222c226e656564735f69665f6d61746368223a66616c73652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a22656469745f636c6175736573222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22505554222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f636c6175736573222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a22617474616368222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f6174746163686d656e7473222c226e656564735f69665f6d61746368223a66616c73652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a226973737565222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f6973737565222c226e656564735f69665f6d61746368223a66616c73652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a227265676973746572222c2269735f616c6c6f776564223a747275652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f7265676973746572222c226e656564735f69665f6d61746368223a66616c73652c2274616b65735f626f6479223a747275652c22726561736f6e223a6e756c6c7d2c7b226e616d65223a227265766f6b65222c2269735f616c6c6f776564223a66616c73652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f7265766f6b65222c226e656564735f69665f6d61746368223a66616c73652c2274616b65735f626f6479223a747275652c22726561736f6e223a7b22636f6465223a226e6f745f696e5f746869735f7374617465222c2264657461696c223a224b68c3b46e67207468e1bb8320e2809c5468752068e1bb9369e2809d206b68692076c4836e2062e1baa36e20e1bb9f207472e1baa16e67207468c3a16920e2809c44e1bbb1207468e1baa36fe2809d2e227d7d2c7b226e616d65223a22636f7272656374222c2269735f616c6c6f776564223a66616c73652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f636f7272656374696f6e73222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a747275652c22726561736f6e223a7b22636f6465223a226e6f745f696e5f746869735f7374617465222c2264657461696c223a224b68c3b46e67207468e1bb8320e2809cc490c3ad6e68206368c3ad6e68e2809d206b68692076c4836e2062e1baa36e20e1bb9f207472e1baa16e67207468c3a16920e2809c44e1bbb1207468e1baa36fe2809d2e227d7d2c7b226e616d65223a22616e6e756c222c2269735f616c6c6f776564223a66616c73652c226d6574686f64223a22504f5354222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f616e6e756c222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a747275652c22726561736f6e223a7b22636f6465223a226e6f745f696e5f746869735f7374617465222c2264657461696c223a224b68c3b46e67207468e1bb8320e2809c48e1bba779207669e1bb87632076c3a06f2073e1bb95e2809d206b68692076c4836e2062e1baa36e20e1bb9f207472e1baa16e67207468c3a16920e2809c44e1bbb1207468e1baa36fe2809d2e227d7d2c7b226e616d65223a2264656c657465222c2269735f616c6c6f776564223a747275652c226d6574686f64223a2244454c455445222c2268726566223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d666131333839656331343938222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a66616c73652c22726561736f6e223a6e756c6c7d5d2c22636c6175736573223a332c2266696775726573223a7b22636f766572616765223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f636f766572616765222c22747261636b696e675f7368656574223a222f646972656374697665732f76312f646972656374697665732f30316132316363382d386564632d373264352d623334372d6661313338396563313439382f747261636b696e672d7368656574227d2c2272656665727265645f746f5f6279223a5b5d7d', '"1-353f26f3"', '/directives/v1/directives/01a21cc8-8edc-72d5-b347-fa1389ec1498', '2026-11-27 11:33:55.547205+00', '{leader}');
INSERT INTO directives.judgement VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 1, 'returned', NULL, 'Bổ sung danh sách lớp.', '[]', 'tt.coordinator', 'TT', '2025-10-01 01:00:01.03162+00');
INSERT INTO directives.number_book VALUES ('TU', 'party', 'TU', '{TT,BTV}', 1);
INSERT INTO directives.number_taken VALUES ('TU', 'KL', false, '2020-10-14', 1, '01a21cc8-8edc-72d5-b347-fa1389ec1498', true);
INSERT INTO directives.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh ui thanh pho ho chi minh ho chi minh citi parti committee tu', 'Thành ủy / Thành phố Hồ Chí Minh', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh ui standing committee of the citi parti committee btv', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh ui standing bodi of the citi parti committee tt', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh ui organization commission btc', 'Ban Tổ chức', NULL, 'Trưởng Ban', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban kiem tra thanh ui citi inspection commission ubkt', 'Ủy ban Kiểm tra', 'T/M Ủy ban Kiểm tra', 'Chủ nhiệm', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh ui office of the citi parti committee vptu', 'Văn phòng', NULL, 'Chánh Văn phòng', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui ui ban nhan dan thanh pho parti committee of the citi peoples committee du ubnd', 'Đảng ủy / Ủy ban nhân dân Thành phố', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan thanh pho citi peoples committee ubnd', 'Ủy ban nhân dân / Thành phố Hồ Chí Minh', 'TM. Ủy ban nhân dân', 'Chủ tịch', 'Thành phố Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv', NULL, NULL, 'Giám đốc', 'Thành phố Hồ Chí Minh');
INSERT INTO directives.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui phuong thu dau mot parti committee of thu dau mot ward du 25747', NULL, NULL, NULL, NULL);
INSERT INTO directives.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan phuong thu dau mot peoples committee of thu dau mot ward ubnd 25747', NULL, NULL, NULL, NULL);
INSERT INTO directives.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO directives.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO directives.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO directives.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO directives.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO directives.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO directives.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
INSERT INTO directives.person VALUES ('vptu.coordinator', 'Đồng chí vptu.coordinator', '2026-11-27 11:33:55.528645+00');
INSERT INTO directives.person VALUES ('tt.leader', 'Đồng chí tt.leader', '2026-11-27 11:33:55.547205+00');
INSERT INTO directives.person VALUES ('btc.coordinator', 'Đồng chí btc.coordinator', '2026-11-27 11:33:55.671985+00');
INSERT INTO directives.person VALUES ('tt.coordinator', 'Đồng chí tt.coordinator', '2026-11-27 11:33:55.692281+00');
INSERT INTO directives.progress_report VALUES ('01a21cc8-8fab-7027-9eca-493f75d3ad31', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 40, 'Đã mở 12 lớp.', NULL, 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.981573+00');
INSERT INTO directives.reason VALUES ('01a21cc8-8f62-730b-a4f4-a7b460fa547f', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'declined', 'Cần làm rõ cơ quan chủ trì.', 'btc.coordinator', 'BTC', '2025-10-01 01:00:00.901776+00');
INSERT INTO directives.reason VALUES ('01a21cc8-8f6f-71c3-8ad2-68927b98c48d', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'reassigned', 'Đúng chức năng của Ban.', 'tt.coordinator', 'TT', '2025-10-01 01:00:00.922026+00');
INSERT INTO directives.submission VALUES ('01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 1, 'implemented', 'Đã mở 40 lớp.', 'f8db1b53f1da476a88ee22825036bd8c9d7859f3c0e53ad71b45aa34e11f20bf', '2025-11-14', 'btc.coordinator', 'BTC', '2025-10-01 01:00:01.018593+00');
INSERT INTO directives.term VALUES ('2020-10-14', NULL);
INSERT INTO directives.urging VALUES ('01a21cc8-8fb9-73ae-80c9-e64687073425', '01a21cc8-8f14-7013-b2a4-6cee3dfc2f8e', 'BTC', 'Đề nghị khẩn trương.', 'tt.coordinator', 'TT', '2025-10-01 01:00:00.993587+00');
SELECT pg_catalog.setval('directives.event_pending_ordinal_seq', 56, true);
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
ALTER TABLE ONLY directives.correction
    ADD CONSTRAINT correction_pkey PRIMARY KEY (id);
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
ALTER TABLE ONLY directives.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (subject);
ALTER TABLE ONLY directives.progress_report
    ADD CONSTRAINT progress_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.reason
    ADD CONSTRAINT reason_pkey PRIMARY KEY (id);
ALTER TABLE ONLY directives.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (assignment_id, number);
ALTER TABLE ONLY directives.term
    ADD CONSTRAINT term_pkey PRIMARY KEY (starts_on);
ALTER TABLE ONLY directives.unapplied_fact
    ADD CONSTRAINT unapplied_fact_pkey PRIMARY KEY (event_id, thing);
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
CREATE INDEX clause_continued_by_idx ON directives.clause USING btree (continued_by);
CREATE INDEX clause_duplicate_of_idx ON directives.clause USING btree (duplicate_of);
CREATE INDEX clause_search_idx ON directives.clause USING gin (search public.gin_trgm_ops);
CREATE INDEX correction_directive_id_idx ON directives.correction USING btree (directive_id, id);
CREATE INDEX date_request_assignment_id_idx ON directives.date_request USING btree (assignment_id, id);
CREATE UNIQUE INDEX date_request_pending_key ON directives.date_request USING btree (assignment_id) WHERE (state = 'pending'::text);
CREATE INDEX directive_concerned_idx ON directives.directive USING gin (concerned);
CREATE INDEX directive_created_at_idx ON directives.directive USING btree (created_at, id);
CREATE INDEX directive_issued_sort_idx ON directives.directive USING btree (issued_sort, id);
CREATE INDEX directive_issuer_idx ON directives.directive USING btree (issuer, issued_on);
CREATE INDEX directive_links_idx ON directives.directive USING gin (links jsonb_path_ops);
CREATE INDEX directive_search_idx ON directives.directive USING gin (search public.gin_trgm_ops);
CREATE INDEX directive_superseded_by_idx ON directives.directive USING btree (superseded_by);
CREATE INDEX event_at_idx ON directives.event USING btree (at);
CREATE INDEX event_pending_event_id_idx ON directives.event_pending USING btree (event_id);
CREATE INDEX event_subject_idx ON directives.event USING btree (subject, id);
CREATE INDEX evidence_assignment_id_idx ON directives.evidence USING btree (assignment_id, submission, id);
CREATE INDEX evidence_attachment_id_idx ON directives.evidence USING btree (attachment_id);
CREATE INDEX idempotency_key_created_at_idx ON directives.idempotency_key USING btree (created_at);
CREATE INDEX organization_parent_idx ON directives.organization USING btree (parent);
CREATE INDEX organization_search_idx ON directives.organization USING gin (search public.gin_trgm_ops);
CREATE INDEX oversight_audience_idx ON directives.oversight USING btree (audience);
CREATE INDEX person_changed_at_idx ON directives.person USING btree (changed_at);
CREATE INDEX progress_report_assignment_id_idx ON directives.progress_report USING btree (assignment_id, id);
CREATE INDEX reason_assignment_id_idx ON directives.reason USING btree (assignment_id, id);
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
    ADD CONSTRAINT clause_continued_by_fkey FOREIGN KEY (continued_by) REFERENCES directives.clause(id);
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.clause
    ADD CONSTRAINT clause_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES directives.clause(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY directives.correction
    ADD CONSTRAINT correction_directive_id_fkey FOREIGN KEY (directive_id) REFERENCES directives.directive(id);
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
ALTER TABLE ONLY directives.reason
    ADD CONSTRAINT reason_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.submission
    ADD CONSTRAINT submission_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
ALTER TABLE ONLY directives.urging
    ADD CONSTRAINT urging_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES directives.assignment(id);
