SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE reporting.__diesel_schema_migrations (
    version character varying(50) NOT NULL,
    run_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE reporting.audience (
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
CREATE TABLE reporting.calendar_day (
    date date NOT NULL,
    name_vi text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT calendar_day_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT calendar_day_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.consolidated_report (
    id uuid NOT NULL,
    obligation_id uuid NOT NULL,
    number integer NOT NULL,
    regime text NOT NULL,
    period_id uuid NOT NULL,
    organization text NOT NULL,
    receiver text NOT NULL,
    state text NOT NULL,
    content jsonb NOT NULL,
    snapshot jsonb NOT NULL,
    snapshot_at timestamp with time zone NOT NULL,
    edited_by text[] NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    hash text,
    remark text,
    approved_by text,
    approved_at timestamp with time zone,
    document_number text,
    issued_on date,
    sent_by text,
    sent_at timestamp with time zone,
    acknowledged_by text,
    acknowledged_at timestamp with time zone,
    recalled_by text,
    recalled_at timestamp with time zone,
    recall_reason text,
    version integer NOT NULL,
    signed_scan jsonb,
    CONSTRAINT consolidated_report_number_check CHECK ((number > 0)),
    CONSTRAINT consolidated_report_signed_scan_check CHECK (((signed_scan IS NULL) OR (approved_at IS NOT NULL))),
    CONSTRAINT consolidated_report_state_check CHECK (
CASE state
    WHEN 'drafting'::text THEN ((hash IS NULL) AND (sent_at IS NULL))
    WHEN 'for_approval'::text THEN ((hash IS NOT NULL) AND (approved_at IS NULL))
    WHEN 'approved'::text THEN ((approved_at IS NOT NULL) AND (sent_at IS NULL))
    WHEN 'sent'::text THEN ((sent_at IS NOT NULL) AND (document_number IS NOT NULL) AND (issued_on IS NOT NULL))
    WHEN 'acknowledged'::text THEN ((sent_at IS NOT NULL) AND (acknowledged_at IS NOT NULL))
    WHEN 'recalled'::text THEN ((recalled_at IS NOT NULL) AND (recall_reason IS NOT NULL))
    ELSE false
END),
    CONSTRAINT consolidated_report_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.consolidated_source (
    report_id uuid NOT NULL,
    obligation_id uuid NOT NULL,
    submission_id uuid,
    is_waived boolean NOT NULL
);
CREATE TABLE reporting.directory_state (
    one boolean DEFAULT true NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT directory_state_one_check CHECK (one),
    CONSTRAINT directory_state_version_check CHECK ((version >= 0))
);
CREATE TABLE reporting.event (
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
CREATE TABLE reporting.event_log (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT event_log_one_check CHECK (one)
);
CREATE TABLE reporting.event_pending (
    ordinal bigint NOT NULL,
    event_id uuid NOT NULL
);
ALTER TABLE reporting.event_pending ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME reporting.event_pending_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE reporting.event_person (
    event_id uuid NOT NULL,
    salt bytea NOT NULL,
    fields json NOT NULL
);
CREATE TABLE reporting.event_position (
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE reporting.follower (
    source text NOT NULL,
    cursor text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE reporting.form (
    code text NOT NULL,
    owner text NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    latest integer,
    version integer NOT NULL,
    CONSTRAINT form_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,63}$'::text)),
    CONSTRAINT form_latest_check CHECK ((latest > 0)),
    CONSTRAINT form_name_en_check CHECK (((name_en <> ''::text) AND (name_en IS NFC NORMALIZED))),
    CONSTRAINT form_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT form_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.form_version (
    form text NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT form_version_number_check CHECK ((number > 0))
);
CREATE TABLE reporting.grant_request (
    id uuid NOT NULL,
    obligation_id uuid NOT NULL,
    kind text NOT NULL,
    until timestamp with time zone,
    reason text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    remark text,
    CONSTRAINT grant_request_decided_check CHECK (((decided_at IS NOT NULL) = (state = ANY (ARRAY['granted'::text, 'refused'::text])))),
    CONSTRAINT grant_request_until_check CHECK (((kind = 'waiver'::text) = (until IS NULL)))
);
CREATE TABLE reporting.idempotency_key (
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
CREATE TABLE reporting.indicator (
    code text NOT NULL,
    owner text NOT NULL,
    definition jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT indicator_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
    CONSTRAINT indicator_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.obligation (
    id uuid NOT NULL,
    period_id uuid NOT NULL,
    regime text NOT NULL,
    tier smallint NOT NULL,
    leg smallint NOT NULL,
    organization text NOT NULL,
    owed_by text NOT NULL,
    receiver text NOT NULL,
    form text,
    form_number integer,
    opens_at timestamp with time zone NOT NULL,
    cutoff_at timestamp with time zone NOT NULL,
    rule_due_at timestamp with time zone NOT NULL,
    extended_until timestamp with time zone,
    due_at timestamp with time zone GENERATED ALWAYS AS (GREATEST(rule_due_at, extended_until)) STORED NOT NULL,
    locks_at timestamp with time zone NOT NULL,
    unlocked_until timestamp with time zone,
    standing text NOT NULL,
    effective_submission uuid,
    latest_id uuid,
    latest_number integer,
    latest_state text,
    first_submitted_at timestamp with time zone,
    was_late boolean,
    version integer NOT NULL,
    requests integer DEFAULT 0 NOT NULL,
    CONSTRAINT obligation_first_submitted_at_check CHECK (((first_submitted_at IS NULL) = (was_late IS NULL))),
    CONSTRAINT obligation_form_check CHECK (((form IS NULL) = (form_number IS NULL))),
    CONSTRAINT obligation_latest_check CHECK ((((latest_id IS NULL) = (latest_number IS NULL)) AND ((latest_id IS NULL) = (latest_state IS NULL)))),
    CONSTRAINT obligation_locks_at_check CHECK (((opens_at <= cutoff_at) AND (cutoff_at <= rule_due_at) AND (rule_due_at <= locks_at))),
    CONSTRAINT obligation_requests_check CHECK ((requests >= 0)),
    CONSTRAINT obligation_standing_check CHECK (
CASE standing
    WHEN 'nothing'::text THEN ((effective_submission IS NULL) AND (first_submitted_at IS NULL))
    WHEN 'waived'::text THEN ((effective_submission IS NULL) AND (first_submitted_at IS NULL))
    WHEN 'returned'::text THEN ((effective_submission IS NULL) AND (first_submitted_at IS NOT NULL))
    WHEN 'submitted'::text THEN (effective_submission IS NOT NULL)
    WHEN 'accepted'::text THEN (effective_submission IS NOT NULL)
    ELSE false
END),
    CONSTRAINT obligation_tier_check CHECK (((tier > 0) AND (leg > 0))),
    CONSTRAINT obligation_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.organization (
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
CREATE TABLE reporting.oversight (
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
CREATE TABLE reporting.period (
    id uuid NOT NULL,
    regime text NOT NULL,
    key text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    cutoff_at timestamp with time zone NOT NULL,
    frozen_at timestamp with time zone,
    directory_version bigint NOT NULL,
    rules jsonb NOT NULL,
    serves_clause uuid,
    CONSTRAINT period_ends_on_check CHECK ((ends_on >= starts_on))
);
CREATE TABLE reporting.person (
    subject text NOT NULL,
    name text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE reporting.regime (
    code text NOT NULL,
    owner text NOT NULL,
    definition jsonb NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    opened_until date,
    version integer NOT NULL,
    CONSTRAINT regime_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,63}$'::text)),
    CONSTRAINT regime_ends_on_check CHECK ((ends_on >= starts_on)),
    CONSTRAINT regime_version_check CHECK ((version > 0))
);
CREATE TABLE reporting.submission (
    id uuid NOT NULL,
    obligation_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    is_nil boolean NOT NULL,
    figures jsonb NOT NULL,
    narrative jsonb NOT NULL,
    reason text,
    hash text,
    edited_by text[] NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    submitted_by text,
    submitted_at timestamp with time zone,
    judged_by text,
    judged_at timestamp with time zone,
    remark text,
    remarks jsonb NOT NULL,
    CONSTRAINT submission_number_check CHECK ((number > 0)),
    CONSTRAINT submission_state_check CHECK (
CASE state
    WHEN 'draft'::text THEN ((submitted_at IS NULL) AND (judged_at IS NULL))
    WHEN 'submitted'::text THEN ((submitted_at IS NOT NULL) AND (judged_at IS NULL) AND (hash IS NOT NULL))
    WHEN 'returned'::text THEN ((judged_at IS NOT NULL) AND (hash IS NOT NULL))
    WHEN 'accepted'::text THEN ((judged_at IS NOT NULL) AND (hash IS NOT NULL))
    ELSE false
END)
);
CREATE TABLE reporting.submission_value (
    submission_id uuid NOT NULL,
    indicator text NOT NULL,
    number numeric,
    text text,
    CONSTRAINT submission_value_number_check CHECK (((number IS NULL) <> (text IS NULL)))
);
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-27 11:33:56.195403');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000011', '2026-11-27 11:33:56.249985');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000012', '2026-11-27 11:33:56.251932');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000013', '2026-11-27 11:33:56.26458');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-27 11:33:56.267946');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000010', '2026-11-27 11:33:56.302822');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000011', '2026-11-27 11:33:56.405608');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000012', '2026-11-27 11:33:56.414943');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000013', '2026-11-27 11:33:56.416522');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000014', '2026-11-27 11:33:56.419564');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20261126000001', '2026-11-27 11:33:56.422148');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20261127000021', '2026-11-27 11:33:56.425181');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20261127000050', '2026-11-27 11:33:56.426676');
INSERT INTO reporting.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO reporting.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO reporting.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO reporting.audience VALUES ('upper-party-committees', 'Các đảng ủy trực thuộc Thành ủy (không phải cấp xã)', 'Party committees under the City Party Committee (not commune-level)', '{upper_party_committee}', '{}', 1);
INSERT INTO reporting.audience VALUES ('party-committees', 'Các đảng ủy trực thuộc Thành ủy', 'Party committees directly under the City Party Committee', '{commune_party_committee,upper_party_committee}', '{}', 1);
INSERT INTO reporting.audience VALUES ('advisory-bodies', 'Các cơ quan tham mưu, giúp việc của Thành ủy', 'Advisory and assisting bodies of the City Party Committee', '{advisory_body,inspection_commission,party_office}', '{}', 1);
INSERT INTO reporting.audience VALUES ('departments', 'Các sở, ngành thuộc Ủy ban nhân dân Thành phố', 'Departments and equivalent bodies of the City People''s Committee', '{department}', '{}', 1);
INSERT INTO reporting.audience VALUES ('state-bodies', 'Các cơ quan hành chính nhà nước của Thành phố', 'State administrative bodies of the City', '{peoples_committee,department,commune_peoples_committee}', '{}', 1);
INSERT INTO reporting.audience VALUES ('committees-agencies-units', 'Các cấp ủy, cơ quan, đơn vị của Thành phố', 'Party committees, agencies and units of the City', '{commune_party_committee,upper_party_committee,advisory_body,inspection_commission,party_office,academy,peoples_committee,department}', '{}', 1);
INSERT INTO reporting.calendar_day VALUES ('2025-01-01', 'Tết Dương lịch', 'holiday', 'official', 1);
INSERT INTO reporting.calendar_day VALUES ('2025-01-27', 'Tết Nguyên đán (28 tháng Chạp)', 'holiday', 'official', 1);
INSERT INTO reporting.calendar_day VALUES ('2025-01-28', 'Tết Nguyên đán (29 tháng Chạp, giao thừa)', 'holiday', 'official', 1);
INSERT INTO reporting.calendar_day VALUES ('2025-01-29', 'Tết Nguyên đán (mùng 1)', 'holiday', 'official', 1);
INSERT INTO reporting.calendar_day VALUES ('2025-01-30', 'Tết Nguyên đán (mùng 2)', 'holiday', 'official', 1);
INSERT INTO reporting.consolidated_report VALUES ('01a21cc8-975c-75d0-b75d-542831c42e9e', '01a21cc8-96e3-77f4-ad79-bf3b3f1c71bf', 1, 'weekly', '01a21cc8-96e2-713e-ac38-86bb90204420', 'BTC', 'TT', 'acknowledged', '{"title": "tuần", "signer": {"name": "Nguyễn Văn A", "title": "Trưởng Ban", "authority": null}, "closing": "Trên đây là báo cáo tuần, Ban Tổ chức Thành ủy kính báo cáo Thường trực Thành ủy.", "opening": "Thực hiện chế độ báo cáo của Thường trực Thành ủy, Ban Tổ chức Thành ủy báo cáo tuần như sau:", "narrative": {"results": {"DU-25747-01a21cc8-9713-7699-b409-b3c8a2a9313f": {"text": "Đã hoàn thành.", "sources": ["01a21cc8-9713-7699-b409-b3c8a2a9313f"], "position": 1}}}, "addressees": [], "letterhead": {"place": "TP. Hồ Chí Minh", "parent_body": "Thành ủy / Thành phố Hồ Chí Minh", "issuing_body": "Ban Tổ chức"}, "recipients": ["Thường trực Thành ủy (báo cáo)", "Lưu Văn phòng Ban"]}', '{"figures": [{"value": "12", "change": null, "latest": null, "measure": "total", "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "earliest": null, "previous": null, "indicator": "total", "value_type": "integer", "distribution": [], "units_counted": 1, "compared_value": null, "units_compared": 0, "units_expected": 1, "units_in_either": 1}], "sources": {"01a21cc8-9713-7699-b409-b3c8a2a9313f": {"code": "DU-25747", "name_en": "Party Committee of Thu Dau Mot Ward", "name_vi": "Đảng ủy phường Thủ Dầu Một"}}, "version": 2, "coverage": {"nil": 0, "late": 0, "waived": [], "missing": [], "partial": [], "percent": "100", "accepted": 0, "expected": 1, "received": 1, "returned": []}, "sections": [{"code": "results", "kind": "narrative", "title_en": "Results", "title_vi": "Kết quả", "indicators": []}, {"code": "figures", "kind": "figures", "title_en": "Figures", "title_vi": "Số liệu", "indicators": ["total"]}]}', '2025-10-01 01:00:01.231441+00', '{btc.coordinator}', '2025-10-01 01:00:01.231441+00', 'aca6733d0469841c2ac7914c42c6e6f0c7b7e764dd79ccdb48aa690c1ddcf055', NULL, 'btc.leader', '2025-10-01 01:00:01.294446+00', '45-BC/BTCTU', '2025-10-01', 'btc.coordinator', '2025-10-01 01:00:01.305599+00', 'tt.coordinator', '2025-10-01 01:00:01.323138+00', NULL, NULL, NULL, 6, NULL);
INSERT INTO reporting.consolidated_source VALUES ('01a21cc8-975c-75d0-b75d-542831c42e9e', '01a21cc8-96e3-77f4-ad79-bf3a7aced1e0', '01a21cc8-9713-7699-b409-b3c8a2a9313f', false);
INSERT INTO reporting.directory_state VALUES (true, 1);
INSERT INTO reporting.event VALUES ('01a21cc8-96af-7445-b7a9-eb62cd3e4fdd', 'reporting.indicator.defined', 'indicator/total', '2025-10-01 01:00:01.075865+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"choices":[],"code":"total","decimals":0,"is_blank_zero":false,"maximum":null,"minimum":null,"name_en":"Total","name_vi":"Tổng số","over_time":"latest","over_units":"sum","ratio":null,"unit_en":null,"unit_vi":null,"value_type":"integer","weight":null},"before":null}', '\xbcbfd06372820d8836aa7ca297f296b732dae9656f998fbcbd3c2b417ee160cb');
INSERT INTO reporting.event VALUES ('01a21cc8-96bf-7556-9a43-a1a88ac80dbd', 'reporting.form.created', 'form/commune', '2025-10-01 01:00:01.095726+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"name_en":"Form","name_vi":"Biểu mẫu"},"before":null}', '\x37ecfb79677cb9d71e4cdcded69694d911cc45bf0f91fe285a5ae0b58fbcff23');
INSERT INTO reporting.event VALUES ('01a21cc8-96ca-7393-852d-68ac0e50fa32', 'reporting.form.published', 'form/commune', '2025-10-01 01:00:01.102867+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"number":1},"before":null}', '\x14022327ddc9a4d270e1beb9d72d5ebfcc84baaaee6f3b8ad602353e20234b87');
INSERT INTO reporting.event VALUES ('01a21cc8-96e7-7194-aa8a-107fdf6f60d1', 'reporting.period.opened', 'period/01a21cc8-96dd-76ba-bf53-f3d725bf31b8', '2025-10-01 01:00:01.11676+00', 'btc.coordinator', 'BTC', '{BTC,DU-25747,TT}', '{"ends_on":"2025-09-28","expected":2,"key":"2025-W39","regime":"weekly","starts_on":"2025-09-22"}', '\x948d6f30b60d35e2d44f28bc8d63e367511e6fb90f752ee796243f4287f4e5f2');
INSERT INTO reporting.event VALUES ('01a21cc8-96e7-7194-aa8a-108055aea422', 'reporting.period.opened', 'period/01a21cc8-96e2-713e-ac38-86bb90204420', '2025-10-01 01:00:01.11676+00', 'btc.coordinator', 'BTC', '{BTC,DU-25747,TT}', '{"ends_on":"2025-10-05","expected":2,"key":"2025-W40","regime":"weekly","starts_on":"2025-09-29"}', '\x7c318fa62c25fb7fb5fb8770b5e6c7dc7c39d1c57ec476b971a78472b48a11b9');
INSERT INTO reporting.event VALUES ('01a21cc8-96e7-7194-aa8a-1081ba36d1ec', 'reporting.regime.defined', 'regime/weekly', '2025-10-01 01:00:01.11676+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"channel":"Hệ thống","code":"weekly","cutoff":{"at":"24:00","days_before_end":0},"ends_on":null,"frequency":{"first_weekday":"monday","kind":"weekly"},"kind":"periodic","legal_basis":null,"process_guide":null,"required_content":"Tình hình.","scheme":"party","serves_clause":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","source_regime":null,"starts_on":"2025-09-22","tiers":[{"deadline":{"after_cutoff":1,"at":"17:00","kind":"working_days"},"legs":[{"audience":"commune-party-committees","form":"commune","organization":null,"receiver":"BTC"}],"locks_after_working_days":5},{"deadline":{"after_cutoff":2,"at":"17:00","kind":"working_days"},"legs":[{"audience":null,"form":null,"organization":"BTC","receiver":"TT"}],"locks_after_working_days":5}],"title":"Báo cáo tuần"},"before":null}', '\xf2e565d08690c63099db53c71be5937fa3afa81c20805c3ace058e7001095764');
INSERT INTO reporting.event VALUES ('01a21cc8-973f-74f0-b7e0-cee14cb7c709', 'reporting.submission.submitted', 'obligation/01a21cc8-96e3-77f4-ad79-bf3a7aced1e0', '2025-10-01 01:00:01.216074+00', 'du-25747.officer', 'DU-25747', '{BTC,DU-25747}', '{"after":{"effective_submission":"01a21cc8-9713-7699-b409-b3c8a2a9313f","standing":"submitted","timeliness":"on_time"},"before":{"effective_submission":null,"standing":"nothing","timeliness":null},"detail":{"hash":"fca2aa89ffc11dde565ab7ca7a4f07bc042b968dcb36c0716be6ece821495c5d","is_nil":false,"number":1,"remarks":[],"submission_id":"01a21cc8-9713-7699-b409-b3c8a2a9313f"},"period_id":"01a21cc8-96e2-713e-ac38-86bb90204420","regime":"weekly","tier":1,"version":4}', '\x605e5938d28160efc603f37835b5dcc4a46e26c7828c4d1717baf8d0f8603035');
INSERT INTO reporting.event VALUES ('01a21cc8-9763-7310-a2d0-ecdf9f0aaf02', 'reporting.consolidated_report.drafted', 'consolidated_report/01a21cc8-975c-75d0-b75d-542831c42e9e', '2025-10-01 01:00:01.231441+00', 'btc.coordinator', 'BTC', '{}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":null,"issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","named_after":"2025-10-05","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"drafting","version":1}', '\x04de08a8ec58178b17e6dfb7913ae3361437c816959a946fe54b79228155ede1');
INSERT INTO reporting.event VALUES ('01a21cc8-977d-70fe-9b76-c017936002c6', 'reporting.consolidated_report.approval_requested', 'consolidated_report/01a21cc8-975c-75d0-b75d-542831c42e9e', '2025-10-01 01:00:01.282599+00', 'btc.coordinator', 'BTC', '{}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":"aca6733d0469841c2ac7914c42c6e6f0c7b7e764dd79ccdb48aa690c1ddcf055","issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","named_after":"2025-10-05","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"for_approval","version":3}', '\x62de22bb92148e63fdff02121f107da8f7566ca2a03abbddbecedd99d28aaaa2');
INSERT INTO reporting.event VALUES ('01a21cc8-9788-7799-bcde-771ee0883db2', 'reporting.consolidated_report.approved', 'consolidated_report/01a21cc8-975c-75d0-b75d-542831c42e9e', '2025-10-01 01:00:01.294446+00', 'btc.leader', 'BTC', '{}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":"aca6733d0469841c2ac7914c42c6e6f0c7b7e764dd79ccdb48aa690c1ddcf055","issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","named_after":"2025-10-05","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"approved","version":4}', '\xb49c1d47639e84c3ffbfb60ee0e114bab12494ec56b215397ae80ffdb42ad03e');
INSERT INTO reporting.event VALUES ('01a21cc8-979a-751c-a7a9-7432cac1487a', 'reporting.consolidated_report.sent', 'consolidated_report/01a21cc8-975c-75d0-b75d-542831c42e9e', '2025-10-01 01:00:01.305599+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"acknowledged_at":null,"cadence":"weekly","document_number":"45-BC/BTCTU","hash":"aca6733d0469841c2ac7914c42c6e6f0c7b7e764dd79ccdb48aa690c1ddcf055","issued_on":"2025-10-01","number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","named_after":"2025-10-05","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":"2025-10-01T08:00:01.305599+07:00","serves_clause":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","signed_scan":null,"state":"sent","version":5}', '\xfd6bd7aed91e60db8e5cc6d2856cb9ca86c83ef1622146bdd069b469745c838e');
INSERT INTO reporting.event VALUES ('01a21cc8-97a7-76e2-912a-6c16ff2100f2', 'reporting.consolidated_report.acknowledged', 'consolidated_report/01a21cc8-975c-75d0-b75d-542831c42e9e', '2025-10-01 01:00:01.323138+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"acknowledged_at":"2025-10-01T08:00:01.323138+07:00","cadence":"weekly","document_number":"45-BC/BTCTU","hash":"aca6733d0469841c2ac7914c42c6e6f0c7b7e764dd79ccdb48aa690c1ddcf055","issued_on":"2025-10-01","number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","named_after":"2025-10-05","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":"2025-10-01T08:00:01.305599+07:00","serves_clause":"01a21cc8-8edd-73e9-9af5-82bc143e3bb1","signed_scan":null,"state":"acknowledged","version":6}', '\x3c5b559acba0e08d800bff397788a2c04f7b8a60bab74060eead043fddf35d5f');
INSERT INTO reporting.event VALUES ('01a21cc8-97ba-70ad-9a4f-c3eeed425d20', 'reporting.obligation.asked', 'obligation/01a21cc8-96df-7490-a68b-2023a424a57f', '2025-10-01 01:00:01.344198+00', 'du-25747.coordinator', 'DU-25747', '{BTC,DU-25747}', '{"after":{},"before":{},"detail":{"kind":"waiver","until":null},"period_id":"01a21cc8-96dd-76ba-bf53-f3d725bf31b8","regime":"weekly","tier":1,"version":2}', '\x0b6c82141d98ee89e1b01ed8dcc9b1944a6e327842c320ceb87e408b4559d0e6');
INSERT INTO reporting.event_log VALUES (true, 'f44efe01-f975-42ea-a1bf-73249ec233e0');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96af-7445-b7a9-eb62cd3e4fdd', '\x89e6b6b527d6bbc1cb1a3b27e1476535', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96bf-7556-9a43-a1a88ac80dbd', '\x4c9048de16a4e29f8d99c642661c4dfa', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96ca-7393-852d-68ac0e50fa32', '\xee2b30c03d51606e848676686bd1ddcd', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96e7-7194-aa8a-107fdf6f60d1', '\x19139cfd57e34ad57388eb719ca3b97e', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96e7-7194-aa8a-108055aea422', '\x93062ee5fe579217bb4d39507e01b834', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-96e7-7194-aa8a-1081ba36d1ec', '\x5fdc24ae907bc4e580cee80d61422bf2', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-973f-74f0-b7e0-cee14cb7c709', '\xf17d5c5e3c1dac4abe778846d91a5225', '{"actor_name":"Đồng chí du-25747.officer"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-9763-7310-a2d0-ecdf9f0aaf02', '\xb3a2723b824eed032ff28087ea0dc302', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-977d-70fe-9b76-c017936002c6', '\xfd4ea63824b7df0482af44dca705a084', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-9788-7799-bcde-771ee0883db2', '\x64e3dec4f40c158ce9bb289cdac5d458', '{"actor_name":"Đồng chí btc.leader"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-979a-751c-a7a9-7432cac1487a', '\x4677b2f91f803d5e250f92a3a3abb5f9', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-97a7-76e2-912a-6c16ff2100f2', '\x11b27e6e0ee7b112ce8b04b3df5b4ce2', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a21cc8-97ba-70ad-9a4f-c3eeed425d20', '\x1a9529606989d49a1b8798b4cc2a73a5', '{"actor_name":"Đồng chí du-25747.coordinator"}');
INSERT INTO reporting.event_position VALUES (1, '01a21cc8-96af-7445-b7a9-eb62cd3e4fdd', '\x1165942868b7fdbef7049732f920f15d2c78982ad6153896eaa72791f7da79d3');
INSERT INTO reporting.event_position VALUES (2, '01a21cc8-96bf-7556-9a43-a1a88ac80dbd', '\xe6ad5deb7be82cfada06797bd0163dec37d57ca603007ed0f1beed039b79c17a');
INSERT INTO reporting.event_position VALUES (3, '01a21cc8-96ca-7393-852d-68ac0e50fa32', '\xac9f812827d9631be378bd353ea39f91e1f3c0f39440a8b5d5b58a62f7ab0376');
INSERT INTO reporting.event_position VALUES (4, '01a21cc8-96e7-7194-aa8a-107fdf6f60d1', '\xc7e205e8daf86109f0dcc6de7ed25abc66a3cb936ab90169d347e269e5127596');
INSERT INTO reporting.event_position VALUES (5, '01a21cc8-96e7-7194-aa8a-108055aea422', '\x9fff18bc34284df608c2b73de02e6d9b9e1a3ba327fef2ed2369c3983ed35e3d');
INSERT INTO reporting.event_position VALUES (6, '01a21cc8-96e7-7194-aa8a-1081ba36d1ec', '\x7568fc7b2eff5ced59b1dd1a29ed4a1e9b7801b197480f47afa5f650b8c11975');
INSERT INTO reporting.event_position VALUES (7, '01a21cc8-973f-74f0-b7e0-cee14cb7c709', '\xfdd657f06158a5613f55f84ef6a8ca93b848dc71fa6912a5375e8d298a7e578b');
INSERT INTO reporting.event_position VALUES (8, '01a21cc8-9763-7310-a2d0-ecdf9f0aaf02', '\xfe79bb9d6df5a69320d6d8f427987fb894eea08e9e866e56f9854e50f35a013a');
INSERT INTO reporting.event_position VALUES (9, '01a21cc8-977d-70fe-9b76-c017936002c6', '\x8c370162c22b7aadcb2ab81732dcafac5e90d38cb1a26b57e8375ffa7d992cbf');
INSERT INTO reporting.event_position VALUES (10, '01a21cc8-9788-7799-bcde-771ee0883db2', '\x6bf157a623938c0dc08fb41f9a9e24bb5053e85f92666c9d051f2486c81c67cf');
INSERT INTO reporting.event_position VALUES (11, '01a21cc8-979a-751c-a7a9-7432cac1487a', '\x427564717668f882e85ab49501d012bec3ee3ba06d8489e8b4de0d9968c609fe');
INSERT INTO reporting.event_position VALUES (12, '01a21cc8-97a7-76e2-912a-6c16ff2100f2', '\x7dff279a18dec8e5377b7b162ea63b24d0f7f4205e97b80c264979395232487f');
INSERT INTO reporting.event_position VALUES (13, '01a21cc8-97ba-70ad-9a4f-c3eeed425d20', '\x6115d0236fc9f76df4f863d93de27275d274351b85c7d700d804696524b84d14');
INSERT INTO reporting.follower VALUES ('directives', 'd930cf9995a043bcb10652255ba9de7a.54.578c236e76ccbe74', '2026-11-27 11:33:56.724335+00');
INSERT INTO reporting.form VALUES ('commune', 'BTC', 'Biểu mẫu', 'Form', 1, 2);
INSERT INTO reporting.form_version VALUES ('commune', 1, '{"content": {"rules": [], "sections": [{"code": "results", "kind": "narrative", "title_en": "Results", "title_vi": "Kết quả", "indicators": [], "guidance_en": null, "guidance_vi": null, "is_required": false}, {"code": "figures", "kind": "figures", "title_en": "Figures", "title_vi": "Số liệu", "indicators": [{"code": "total", "is_required": false}], "guidance_en": null, "guidance_vi": null, "is_required": false}]}, "indicators": {"total": {"code": "total", "ratio": null, "weight": null, "choices": [], "maximum": null, "minimum": null, "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "decimals": 0, "over_time": "latest", "over_units": "sum", "value_type": "integer", "is_blank_zero": false}}}', '2025-10-01 01:00:01.102867+00', 'btc.coordinator', '8285b961-a196-400c-b76c-0114ff976b7a');
INSERT INTO reporting.grant_request VALUES ('01a21cc8-97b5-75eb-b84e-709630053cdc', '01a21cc8-96df-7490-a68b-2023a424a57f', 'waiver', NULL, 'Đơn vị mới thành lập.', 'du-25747.coordinator', '2025-10-01 01:00:01.344198+00', 'pending', NULL, NULL, NULL);
INSERT INTO reporting.idempotency_key VALUES ('urn:haicap:demo', 'btc.coordinator', 'BTC', 'once', '\x72176aeca49ec1446b5db2e8fa2cc88f2d77a3ddf0daba2d37d4d2c76a4ca445', 201, '\x7b22646566696e6974696f6e223a7b22636f6465223a22746f74616c222c226e616d655f7669223a2254e1bb956e672073e1bb91222c226e616d655f656e223a22546f74616c222c22756e69745f7669223a6e756c6c2c22756e69745f656e223a6e756c6c2c2276616c75655f74797065223a22696e7465676572222c22646563696d616c73223a302c226d696e696d756d223a6e756c6c2c226d6178696d756d223a6e756c6c2c2263686f69636573223a5b5d2c2269735f626c616e6b5f7a65726f223a66616c73652c226f7665725f756e697473223a2273756d222c22776569676874223a6e756c6c2c226f7665725f74696d65223a226c6174657374222c22726174696f223a6e756c6c7d2c226f776e6572223a7b22636f6465223a22425443222c226e616d655f7669223a2242616e2054e1bb95206368e1bba963205468c3a06e6820e1bba779222c226e616d655f656e223a224f7267616e697a6174696f6e20436f6d6d697373696f6e227d2c2276657273696f6e223a317d', '"1-7458ff66"', '/reporting/v1/indicators/total', '2026-11-27 11:33:57.545194+00', '{coordinator}');
INSERT INTO reporting.indicator VALUES ('total', 'BTC', '{"code": "total", "ratio": null, "weight": null, "choices": [], "maximum": null, "minimum": null, "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "decimals": 0, "over_time": "latest", "over_units": "sum", "value_type": "integer", "is_blank_zero": false}', 1);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96df-7490-a68b-2024b933fd40', '01a21cc8-96dd-76ba-bf53-f3d725bf31b8', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-10-03 10:00:00+00', NULL, DEFAULT, '2025-10-10 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1, 0);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96e5-722d-80ee-f020a019ea0a', '01a21cc8-96e4-7734-9b62-bc62a4624624', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', '2025-10-13 10:00:00+00', NULL, DEFAULT, '2025-10-20 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1, 0);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96e5-722d-80ee-f0217c6844de', '01a21cc8-96e4-7734-9b62-bc62a4624624', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', '2025-10-14 10:00:00+00', NULL, DEFAULT, '2025-10-21 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1, 0);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96e3-77f4-ad79-bf3a7aced1e0', '01a21cc8-96e2-713e-ac38-86bb90204420', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-06 10:00:00+00', NULL, DEFAULT, '2025-10-13 17:00:00+00', NULL, 'submitted', '01a21cc8-9713-7699-b409-b3c8a2a9313f', '01a21cc8-9713-7699-b409-b3c8a2a9313f', 1, 'submitted', '2025-10-01 01:00:01.216074+00', false, 4, 0);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96e3-77f4-ad79-bf3b3f1c71bf', '01a21cc8-96e2-713e-ac38-86bb90204420', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-07 10:00:00+00', NULL, DEFAULT, '2025-10-14 17:00:00+00', NULL, 'accepted', '01a21cc8-975c-75d0-b75d-542831c42e9e', '01a21cc8-975c-75d0-b75d-542831c42e9e', 1, 'accepted', '2025-10-01 01:00:01.305599+00', false, 3, 0);
INSERT INTO reporting.obligation VALUES ('01a21cc8-96df-7490-a68b-2023a424a57f', '01a21cc8-96dd-76ba-bf53-f3d725bf31b8', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-10-02 17:00:00+00', NULL, DEFAULT, '2025-10-09 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 2, 1);
INSERT INTO reporting.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh ui thanh pho ho chi minh ho chi minh citi parti committee tu', 'Thành ủy / Thành phố Hồ Chí Minh', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh ui standing committee of the citi parti committee btv', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh ui standing bodi of the citi parti committee tt', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh ui organization commission btc', 'Ban Tổ chức', NULL, 'Trưởng Ban', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban kiem tra thanh ui citi inspection commission ubkt', 'Ủy ban Kiểm tra', 'T/M Ủy ban Kiểm tra', 'Chủ nhiệm', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh ui office of the citi parti committee vptu', 'Văn phòng', NULL, 'Chánh Văn phòng', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui ui ban nhan dan thanh pho parti committee of the citi peoples committee du ubnd', 'Đảng ủy / Ủy ban nhân dân Thành phố', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan thanh pho citi peoples committee ubnd', 'Ủy ban nhân dân / Thành phố Hồ Chí Minh', 'TM. Ủy ban nhân dân', 'Chủ tịch', 'Thành phố Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv', NULL, NULL, 'Giám đốc', 'Thành phố Hồ Chí Minh');
INSERT INTO reporting.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui phuong thu dau mot parti committee of thu dau mot ward du 25747', NULL, NULL, NULL, NULL);
INSERT INTO reporting.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan phuong thu dau mot peoples committee of thu dau mot ward ubnd 25747', NULL, NULL, NULL, NULL);
INSERT INTO reporting.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO reporting.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO reporting.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO reporting.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO reporting.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO reporting.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO reporting.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
INSERT INTO reporting.period VALUES ('01a21cc8-96dd-76ba-bf53-f3d725bf31b8', 'weekly', '2025-W39', '2025-09-22', '2025-09-28', '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-10-01 01:00:01.11676+00', 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}, "learned_on": "2025-10-01"}', '01a21cc8-8edd-73e9-9af5-82bc143e3bb1');
INSERT INTO reporting.period VALUES ('01a21cc8-96e2-713e-ac38-86bb90204420', 'weekly', '2025-W40', '2025-09-29', '2025-10-05', '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-01 01:00:01.11676+00', 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}, "learned_on": "2025-10-01"}', '01a21cc8-8edd-73e9-9af5-82bc143e3bb1');
INSERT INTO reporting.period VALUES ('01a21cc8-96e4-7734-9b62-bc62a4624624', 'weekly', '2025-W41', '2025-10-06', '2025-10-12', '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', NULL, 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}}', '01a21cc8-8edd-73e9-9af5-82bc143e3bb1');
INSERT INTO reporting.person VALUES ('btc.coordinator', 'Đồng chí btc.coordinator', '2026-11-27 11:33:57.545194+00');
INSERT INTO reporting.person VALUES ('du-25747.officer', 'Đồng chí du-25747.officer', '2026-11-27 11:33:57.651506+00');
INSERT INTO reporting.person VALUES ('btc.leader', 'Đồng chí btc.leader', '2026-11-27 11:33:57.763777+00');
INSERT INTO reporting.person VALUES ('tt.coordinator', 'Đồng chí tt.coordinator', '2026-11-27 11:33:57.792549+00');
INSERT INTO reporting.person VALUES ('du-25747.coordinator', 'Đồng chí du-25747.coordinator', '2026-11-27 11:33:57.813599+00');
INSERT INTO reporting.regime VALUES ('weekly', 'BTC', '{"code": "weekly", "kind": "periodic", "tiers": [{"legs": [{"form": "commune", "audience": "commune-party-committees", "receiver": "BTC", "organization": null}], "deadline": {"at": "17:00", "kind": "working_days", "after_cutoff": 1}, "locks_after_working_days": 5}, {"legs": [{"form": null, "audience": null, "receiver": "TT", "organization": "BTC"}], "deadline": {"at": "17:00", "kind": "working_days", "after_cutoff": 2}, "locks_after_working_days": 5}], "title": "Báo cáo tuần", "cutoff": {"at": "24:00", "days_before_end": 0}, "scheme": "party", "channel": "Hệ thống", "ends_on": null, "frequency": {"kind": "weekly", "first_weekday": "monday"}, "starts_on": "2025-09-22", "legal_basis": null, "process_guide": null, "serves_clause": "01a21cc8-8edd-73e9-9af5-82bc143e3bb1", "source_regime": null, "required_content": "Tình hình."}', '2025-09-22', NULL, '2025-10-12', 1);
INSERT INTO reporting.submission VALUES ('01a21cc8-9713-7699-b409-b3c8a2a9313f', '01a21cc8-96e3-77f4-ad79-bf3a7aced1e0', 1, 'submitted', false, '{"total": {"number": "12"}}', '{"results": "Đã hoàn thành."}', NULL, 'fca2aa89ffc11dde565ab7ca7a4f07bc042b968dcb36c0716be6ece821495c5d', '{du-25747.officer}', '2025-10-01 01:00:01.182099+00', 'du-25747.officer', '2025-10-01 01:00:01.216074+00', NULL, NULL, NULL, '{}');
INSERT INTO reporting.submission_value VALUES ('01a21cc8-9713-7699-b409-b3c8a2a9313f', 'total', 12, NULL);
SELECT pg_catalog.setval('reporting.event_pending_ordinal_seq', 13, true);
ALTER TABLE ONLY reporting.__diesel_schema_migrations
    ADD CONSTRAINT __diesel_schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY reporting.audience
    ADD CONSTRAINT audience_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.calendar_day
    ADD CONSTRAINT calendar_day_date_pkey PRIMARY KEY (date);
ALTER TABLE ONLY reporting.consolidated_report
    ADD CONSTRAINT consolidated_report_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.consolidated_report
    ADD CONSTRAINT consolidated_report_obligation_id_key UNIQUE (obligation_id, number);
ALTER TABLE ONLY reporting.consolidated_source
    ADD CONSTRAINT consolidated_source_report_id_pkey PRIMARY KEY (report_id, obligation_id);
ALTER TABLE ONLY reporting.directory_state
    ADD CONSTRAINT directory_state_one_pkey PRIMARY KEY (one);
ALTER TABLE ONLY reporting.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (one);
ALTER TABLE ONLY reporting.event_pending
    ADD CONSTRAINT event_pending_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY reporting.event_person
    ADD CONSTRAINT event_person_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY reporting.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.event_position
    ADD CONSTRAINT event_position_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY reporting.event_position
    ADD CONSTRAINT event_position_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY reporting.follower
    ADD CONSTRAINT follower_pkey PRIMARY KEY (source);
ALTER TABLE ONLY reporting.form
    ADD CONSTRAINT form_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.form_version
    ADD CONSTRAINT form_version_form_pkey PRIMARY KEY (form, number);
ALTER TABLE ONLY reporting.form_version
    ADD CONSTRAINT form_version_id_key UNIQUE (id);
ALTER TABLE ONLY reporting.grant_request
    ADD CONSTRAINT grant_request_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (issuer, subject, organization, key);
ALTER TABLE ONLY reporting.indicator
    ADD CONSTRAINT indicator_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.obligation
    ADD CONSTRAINT obligation_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.obligation
    ADD CONSTRAINT obligation_period_id_key UNIQUE (period_id, tier, organization);
ALTER TABLE ONLY reporting.organization
    ADD CONSTRAINT organization_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.oversight
    ADD CONSTRAINT oversight_body_pkey PRIMARY KEY (body, audience, valid_from);
ALTER TABLE ONLY reporting.period
    ADD CONSTRAINT period_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.period
    ADD CONSTRAINT period_regime_key UNIQUE (regime, key);
ALTER TABLE ONLY reporting.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (subject);
ALTER TABLE ONLY reporting.regime
    ADD CONSTRAINT regime_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.submission
    ADD CONSTRAINT submission_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.submission
    ADD CONSTRAINT submission_obligation_id_key UNIQUE (obligation_id, number);
ALTER TABLE ONLY reporting.submission_value
    ADD CONSTRAINT submission_value_submission_id_pkey PRIMARY KEY (submission_id, indicator) INCLUDE (number);
CREATE INDEX consolidated_report_document_number_idx ON reporting.consolidated_report USING btree (organization, ltrim(upper(document_number), '0'::text));
CREATE INDEX consolidated_report_drafted_at_idx ON reporting.consolidated_report USING btree (drafted_at, id);
CREATE UNIQUE INDEX consolidated_report_live_idx ON reporting.consolidated_report USING btree (obligation_id) WHERE (state <> 'recalled'::text);
CREATE INDEX consolidated_report_period_id_idx ON reporting.consolidated_report USING btree (period_id);
CREATE INDEX consolidated_source_obligation_id_idx ON reporting.consolidated_source USING btree (obligation_id);
CREATE INDEX event_at_idx ON reporting.event USING btree (at);
CREATE INDEX event_pending_event_id_idx ON reporting.event_pending USING btree (event_id);
CREATE INDEX event_subject_idx ON reporting.event USING btree (subject, id);
CREATE INDEX grant_request_obligation_id_idx ON reporting.grant_request USING btree (obligation_id);
CREATE UNIQUE INDEX grant_request_pending_idx ON reporting.grant_request USING btree (obligation_id) WHERE (state = 'pending'::text);
CREATE INDEX idempotency_key_created_at_idx ON reporting.idempotency_key USING btree (created_at);
CREATE INDEX obligation_due_at_idx ON reporting.obligation USING btree (due_at, id);
CREATE INDEX obligation_form_idx ON reporting.obligation USING btree (form, form_number);
CREATE INDEX obligation_organization_idx ON reporting.obligation USING btree (organization, regime, due_at);
CREATE INDEX obligation_owed_by_idx ON reporting.obligation USING btree (owed_by, due_at, id);
CREATE INDEX obligation_receiver_idx ON reporting.obligation USING btree (receiver, due_at, id);
CREATE INDEX obligation_regime_idx ON reporting.obligation USING btree (regime, due_at, id);
CREATE INDEX organization_parent_idx ON reporting.organization USING btree (parent);
CREATE INDEX organization_search_idx ON reporting.organization USING gin (search public.gin_trgm_ops);
CREATE INDEX oversight_audience_idx ON reporting.oversight USING btree (audience);
CREATE INDEX period_ends_on_idx ON reporting.period USING btree (ends_on, id);
CREATE INDEX period_regime_ends_on_idx ON reporting.period USING btree (regime, ends_on, id);
CREATE INDEX person_changed_at_idx ON reporting.person USING btree (changed_at);
CREATE UNIQUE INDEX submission_draft_idx ON reporting.submission USING btree (obligation_id) WHERE (state = 'draft'::text);
ALTER TABLE ONLY reporting.consolidated_report
    ADD CONSTRAINT consolidated_report_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reporting.obligation(id);
ALTER TABLE ONLY reporting.consolidated_report
    ADD CONSTRAINT consolidated_report_period_id_fkey FOREIGN KEY (period_id) REFERENCES reporting.period(id);
ALTER TABLE ONLY reporting.consolidated_source
    ADD CONSTRAINT consolidated_source_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reporting.obligation(id);
ALTER TABLE ONLY reporting.consolidated_source
    ADD CONSTRAINT consolidated_source_report_id_fkey FOREIGN KEY (report_id) REFERENCES reporting.consolidated_report(id);
ALTER TABLE ONLY reporting.event_pending
    ADD CONSTRAINT event_pending_event_id_fkey FOREIGN KEY (event_id) REFERENCES reporting.event(id);
ALTER TABLE ONLY reporting.event_person
    ADD CONSTRAINT event_person_event_id_fkey FOREIGN KEY (event_id) REFERENCES reporting.event(id);
ALTER TABLE ONLY reporting.event_position
    ADD CONSTRAINT event_position_event_id_fkey FOREIGN KEY (event_id) REFERENCES reporting.event(id);
ALTER TABLE ONLY reporting.form_version
    ADD CONSTRAINT form_version_form_fkey FOREIGN KEY (form) REFERENCES reporting.form(code);
ALTER TABLE ONLY reporting.grant_request
    ADD CONSTRAINT grant_request_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reporting.obligation(id);
ALTER TABLE ONLY reporting.obligation
    ADD CONSTRAINT obligation_form_fkey FOREIGN KEY (form, form_number) REFERENCES reporting.form_version(form, number);
ALTER TABLE ONLY reporting.obligation
    ADD CONSTRAINT obligation_period_id_fkey FOREIGN KEY (period_id) REFERENCES reporting.period(id) ON DELETE CASCADE;
ALTER TABLE ONLY reporting.organization
    ADD CONSTRAINT organization_parent_fkey FOREIGN KEY (parent) REFERENCES reporting.organization(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY reporting.oversight
    ADD CONSTRAINT oversight_audience_fkey FOREIGN KEY (audience) REFERENCES reporting.audience(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY reporting.oversight
    ADD CONSTRAINT oversight_body_fkey FOREIGN KEY (body) REFERENCES reporting.organization(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY reporting.period
    ADD CONSTRAINT period_regime_fkey FOREIGN KEY (regime) REFERENCES reporting.regime(code);
ALTER TABLE ONLY reporting.submission
    ADD CONSTRAINT submission_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reporting.obligation(id);
ALTER TABLE ONLY reporting.submission_value
    ADD CONSTRAINT submission_value_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES reporting.submission(id);
