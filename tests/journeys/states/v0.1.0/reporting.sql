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
    created_at timestamp with time zone DEFAULT now() NOT NULL
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
    CONSTRAINT obligation_first_submitted_at_check CHECK (((first_submitted_at IS NULL) = (was_late IS NULL))),
    CONSTRAINT obligation_form_check CHECK (((form IS NULL) = (form_number IS NULL))),
    CONSTRAINT obligation_latest_check CHECK ((((latest_id IS NULL) = (latest_number IS NULL)) AND ((latest_id IS NULL) = (latest_state IS NULL)))),
    CONSTRAINT obligation_locks_at_check CHECK (((opens_at <= cutoff_at) AND (cutoff_at <= rule_due_at) AND (rule_due_at <= locks_at))),
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
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-26 01:31:24.132329');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-26 01:31:24.163579');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000010', '2026-11-26 01:31:24.185919');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000011', '2026-11-26 01:31:24.248542');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000012', '2026-11-26 01:31:24.254797');
INSERT INTO reporting.__diesel_schema_migrations VALUES ('20250922000013', '2026-11-26 01:31:24.255986');
INSERT INTO reporting.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO reporting.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO reporting.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO reporting.audience VALUES ('upper-party-committees', 'Các đảng ủy cấp trên trực tiếp cơ sở trực thuộc Thành ủy', 'Upper-level Party committees under the City Party Committee', '{upper_party_committee}', '{}', 1);
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
INSERT INTO reporting.consolidated_report VALUES ('01a2157a-95a7-737b-b651-88d58064a53f', '01a2157a-956d-72c3-8b2f-dc1c8f7b3379', 1, 'weekly', '01a2157a-956d-72c3-8b2f-dc1a7724f5b9', 'BTC', 'TT', 'acknowledged', '{"title": "tuần", "signer": {"name": "Nguyễn Văn A", "title": "Trưởng ban", "authority": null}, "opening": "Thực hiện chế độ báo cáo của Thường trực Thành ủy, Ban Tổ chức Thành ủy báo cáo tuần như sau:", "narrative": {"results": {"DU-25747-01a2157a-9587-7098-8da6-23ed691a23ad": {"text": "Đã hoàn thành.", "sources": ["01a2157a-9587-7098-8da6-23ed691a23ad"], "position": 1}}}, "letterhead": {"place": "TP. Hồ Chí Minh", "parent_body": "Thành ủy Thành phố Hồ Chí Minh", "issuing_body": "Ban Tổ chức"}, "recipients": ["Thường trực Thành ủy (báo cáo)", "Lưu Ban Tổ chức Thành ủy"]}', '{"figures": [{"value": 12, "change": null, "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "previous": null, "indicator": "total", "value_type": "integer", "units_counted": 1, "units_expected": 1}], "sources": {"01a2157a-9587-7098-8da6-23ed691a23ad": {"code": "DU-25747", "name_en": "Party Committee of Thu Dau Mot Ward", "name_vi": "Đảng ủy phường Thủ Dầu Một"}}, "coverage": {"nil": 0, "late": 0, "waived": [], "missing": [], "partial": [], "percent": "100", "accepted": 0, "expected": 1, "received": 1, "returned": []}, "sections": [{"code": "results", "kind": "narrative", "title_en": "Results", "title_vi": "Kết quả", "indicators": []}, {"code": "figures", "kind": "figures", "title_en": "Figures", "title_vi": "Số liệu", "indicators": ["total"]}]}', '2025-10-01 01:00:00.680043+00', '{btc.coordinator}', '2025-10-01 01:00:00.680043+00', '6abc67c1b9be08447d8b5c648c2f0f83e6bb9a0feb1d7bcb307440213e93c87b', NULL, 'btc.leader', '2025-10-01 01:00:00.710951+00', '45-BC/BTCTU', '2025-10-01', 'btc.coordinator', '2025-10-01 01:00:00.71678+00', 'tt.coordinator', '2025-10-01 01:00:00.724673+00', NULL, NULL, NULL, 6, NULL);
INSERT INTO reporting.consolidated_source VALUES ('01a2157a-95a7-737b-b651-88d58064a53f', '01a2157a-956d-72c3-8b2f-dc1b6dfd2633', '01a2157a-9587-7098-8da6-23ed691a23ad', false);
INSERT INTO reporting.directory_state VALUES (true, 1);
INSERT INTO reporting.event VALUES ('01a2157a-9554-7525-a5c0-b01a0d3af6ca', 'reporting.indicator.defined', 'indicator/total', '2025-10-01 01:00:00.600877+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"choices":[],"code":"total","decimals":0,"is_blank_zero":false,"maximum":null,"minimum":null,"name_en":"Total","name_vi":"Tổng số","over_time":"latest","over_units":"sum","ratio":null,"unit_en":null,"unit_vi":null,"value_type":"integer","weight":null},"before":null}', '\xacf13fbbdd6b8ac3857e57beab2b44ebfc588d37eea13653e95adfc6cee20c85');
INSERT INTO reporting.event VALUES ('01a2157a-955e-72af-845c-9d90910d6d0e', 'reporting.form.created', 'form/commune', '2025-10-01 01:00:00.611176+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"name_en":"Form","name_vi":"Biểu mẫu"},"before":null}', '\x1bb2849ca1b5cece1d0b6c7a83a8d13c8ad5143a84eb79376cb907af4c74a469');
INSERT INTO reporting.event VALUES ('01a2157a-9564-7390-bc31-9b4d8e05a0f3', 'reporting.form.published', 'form/commune', '2025-10-01 01:00:00.617762+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"number":1},"before":null}', '\x55632b09f4a002b9b9c1997b98c8d5fff02b6ef1f6dcf8838000a3ed413104a9');
INSERT INTO reporting.event VALUES ('01a2157a-956f-7732-bb03-5d057919d952', 'reporting.period.opened', 'period/01a2157a-956a-77b5-9d1f-7049d6ef0087', '2025-10-01 01:00:00.624068+00', 'btc.coordinator', 'BTC', '{BTC,DU-25747,TT}', '{"ends_on":"2025-09-28","expected":2,"key":"2025-W39","regime":"weekly","starts_on":"2025-09-22"}', '\x82768235bf9e78ac109482d9d7fc5df2798ac4f5ad3fc551a3713dd6fcc7f36c');
INSERT INTO reporting.event VALUES ('01a2157a-956f-7732-bb03-5d06e3235def', 'reporting.period.opened', 'period/01a2157a-956d-72c3-8b2f-dc1a7724f5b9', '2025-10-01 01:00:00.624068+00', 'btc.coordinator', 'BTC', '{BTC,DU-25747,TT}', '{"ends_on":"2025-10-05","expected":2,"key":"2025-W40","regime":"weekly","starts_on":"2025-09-29"}', '\x7c1cd6c659b860e12dc867ffae9697444b9e7a06013eecc1901833b68441fdb3');
INSERT INTO reporting.event VALUES ('01a2157a-956f-7732-bb03-5d073de406ae', 'reporting.regime.defined', 'regime/weekly', '2025-10-01 01:00:00.624068+00', 'btc.coordinator', 'BTC', '{BTC}', '{"after":{"channel":"Hệ thống","code":"weekly","cutoff":{"at":"24:00","days_before_end":0},"ends_on":null,"frequency":{"first_weekday":"monday","kind":"weekly"},"kind":"periodic","process_guide":null,"required_content":"Tình hình.","scheme":"party","serves_clause":"01a2157a-90c5-7414-9ab1-96ab936320d6","source_regime":null,"starts_on":"2025-09-22","tiers":[{"deadline":{"after_cutoff":1,"at":"17:00","kind":"working_days"},"legs":[{"audience":"commune-party-committees","form":"commune","organization":null,"receiver":"BTC"}],"locks_after_working_days":5},{"deadline":{"after_cutoff":2,"at":"17:00","kind":"working_days"},"legs":[{"audience":null,"form":null,"organization":"BTC","receiver":"TT"}],"locks_after_working_days":5}],"title":"Báo cáo tuần"},"before":null}', '\x24120478867caca797fc52b285395facfc9f0935c109d47ff19460a698c3ed75');
INSERT INTO reporting.event VALUES ('01a2157a-959b-7463-80bf-fcfe62cd51bf', 'reporting.submission.submitted', 'obligation/01a2157a-956d-72c3-8b2f-dc1b6dfd2633', '2025-10-01 01:00:00.671221+00', 'du-25747.officer', 'DU-25747', '{BTC,DU-25747}', '{"after":{"effective_submission":"01a2157a-9587-7098-8da6-23ed691a23ad","standing":"submitted","timeliness":"on_time"},"before":{"effective_submission":null,"standing":"nothing","timeliness":null},"detail":{"hash":"103b87e03cfd005d879982f6319f4b0ca20f1dbf2060f5391925e242048322d4","is_nil":false,"number":1,"remarks":[],"submission_id":"01a2157a-9587-7098-8da6-23ed691a23ad"},"period_id":"01a2157a-956d-72c3-8b2f-dc1a7724f5b9","regime":"weekly","tier":1,"version":4}', '\x0a91992fd0f67461b758e49754a2986ba587864c3bd1d4d6f99903038c74601b');
INSERT INTO reporting.event VALUES ('01a2157a-95ad-7660-970e-4c26d01d4d09', 'reporting.consolidated_report.drafted', 'consolidated_report/01a2157a-95a7-737b-b651-88d58064a53f', '2025-10-01 01:00:00.680043+00', 'btc.coordinator', 'BTC', '{BTC}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":null,"issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"drafting"}', '\x5a1a4e081a0f9c4554d62f7072d4d001b6a025ab4dabc901b21a55461479e8f1');
INSERT INTO reporting.event VALUES ('01a2157a-95bb-7367-b494-221f493ecbf0', 'reporting.consolidated_report.approval_requested', 'consolidated_report/01a2157a-95a7-737b-b651-88d58064a53f', '2025-10-01 01:00:00.704907+00', 'btc.coordinator', 'BTC', '{BTC}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":"6abc67c1b9be08447d8b5c648c2f0f83e6bb9a0feb1d7bcb307440213e93c87b","issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"for_approval"}', '\xfacedf3e9432ea8a5c7b554bd151712684cd64dab2ca39ff5b8835982e029c73');
INSERT INTO reporting.event VALUES ('01a2157a-95c1-7546-9b28-a85c5d4ce82e', 'reporting.consolidated_report.approved', 'consolidated_report/01a2157a-95a7-737b-b651-88d58064a53f', '2025-10-01 01:00:00.710951+00', 'btc.leader', 'BTC', '{BTC}', '{"acknowledged_at":null,"cadence":null,"document_number":null,"hash":"6abc67c1b9be08447d8b5c648c2f0f83e6bb9a0feb1d7bcb307440213e93c87b","issued_on":null,"number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":null,"serves_clause":null,"signed_scan":null,"state":"approved"}', '\x98fdbdb714cf3bb9129578923eeafc447e07c70e8eeb3cb6ce465c3b0c066d68');
INSERT INTO reporting.event VALUES ('01a2157a-95c8-7660-9644-53452249c9f3', 'reporting.consolidated_report.sent', 'consolidated_report/01a2157a-95a7-737b-b651-88d58064a53f', '2025-10-01 01:00:00.71678+00', 'btc.coordinator', 'BTC', '{BTC,TT}', '{"acknowledged_at":null,"cadence":"weekly","document_number":"45-BC/BTCTU","hash":"6abc67c1b9be08447d8b5c648c2f0f83e6bb9a0feb1d7bcb307440213e93c87b","issued_on":"2025-10-01","number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":"2025-10-01T08:00:00.716780+07:00","serves_clause":"01a2157a-90c5-7414-9ab1-96ab936320d6","signed_scan":null,"state":"sent"}', '\x908acfebb685077f1cf84a42acce3bdfe55741782ada106263c5d25849a4392c');
INSERT INTO reporting.event VALUES ('01a2157a-95d0-7278-8e15-ada73433ff5c', 'reporting.consolidated_report.acknowledged', 'consolidated_report/01a2157a-95a7-737b-b651-88d58064a53f', '2025-10-01 01:00:00.724673+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"acknowledged_at":"2025-10-01T08:00:00.724673+07:00","cadence":"weekly","document_number":"45-BC/BTCTU","hash":"6abc67c1b9be08447d8b5c648c2f0f83e6bb9a0feb1d7bcb307440213e93c87b","issued_on":"2025-10-01","number":1,"organization":"BTC","period":{"ends_on":"2025-10-05","key":"2025-W40","starts_on":"2025-09-29"},"receiver":"TT","regime":"weekly","sent_at":"2025-10-01T08:00:00.716780+07:00","serves_clause":"01a2157a-90c5-7414-9ab1-96ab936320d6","signed_scan":null,"state":"acknowledged"}', '\xc23f81b6521ec3ac3857912a63715c664b134bd02c0066545fd1dcd5f7893d84');
INSERT INTO reporting.event VALUES ('01a2157a-95dc-75f5-8eec-f7b9264e7454', 'reporting.obligation.asked', 'obligation/01a2157a-956b-7304-95cf-506af1758b51', '2025-10-01 01:00:00.736545+00', 'du-25747.coordinator', 'DU-25747', '{BTC,DU-25747}', '{"after":{},"before":{},"detail":{"kind":"waiver","until":null},"period_id":"01a2157a-956a-77b5-9d1f-7049d6ef0087","regime":"weekly","tier":1,"version":2}', '\x15b08368882c3ea4d8b3496f4f139738d415c8925662d8c477ac3df9331777c3');
INSERT INTO reporting.event_log VALUES (true, '52fc8484-a17f-48e5-8591-d0ca1cc855ce');
INSERT INTO reporting.event_person VALUES ('01a2157a-9554-7525-a5c0-b01a0d3af6ca', '\xf0e671569d34556f56679e8a5e4febf5', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-955e-72af-845c-9d90910d6d0e', '\x1b42040423fb937506e80710bc2d2620', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-9564-7390-bc31-9b4d8e05a0f3', '\xbb8d283ffdad668d32668949234308aa', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-956f-7732-bb03-5d057919d952', '\x3d25e2c2b41bc79e7a6b34ac14f990ea', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-956f-7732-bb03-5d06e3235def', '\x5e35cd7ed9ebeefc70a5524674cbd5d2', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-956f-7732-bb03-5d073de406ae', '\x7961a7218e01c2462f00823ab3d9e022', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-959b-7463-80bf-fcfe62cd51bf', '\x55acce6488de72c0420845643567608a', '{"actor_name":"Đồng chí du-25747.officer"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95ad-7660-970e-4c26d01d4d09', '\xeb8cf17a3dfca97abe479ffc474c2487', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95bb-7367-b494-221f493ecbf0', '\x019129dacb6ab9c12be1c628c5b67cd3', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95c1-7546-9b28-a85c5d4ce82e', '\xbcd05ea4ec6131cf0a88f93ac38c9d06', '{"actor_name":"Đồng chí btc.leader"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95c8-7660-9644-53452249c9f3', '\x76fc2cc6f58e10517a76cf151ce31fed', '{"actor_name":"Đồng chí btc.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95d0-7278-8e15-ada73433ff5c', '\xaaf870dec6673dc919be59ef64d8f721', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO reporting.event_person VALUES ('01a2157a-95dc-75f5-8eec-f7b9264e7454', '\x84b8aa825d019a761223b9cf8478557e', '{"actor_name":"Đồng chí du-25747.coordinator"}');
INSERT INTO reporting.event_position VALUES (1, '01a2157a-9554-7525-a5c0-b01a0d3af6ca', '\xbc83254061ca0a2dacf48a888d6a823661c7e0a687c85ec1618b854e89f26fef');
INSERT INTO reporting.event_position VALUES (2, '01a2157a-955e-72af-845c-9d90910d6d0e', '\x9fde7aa1806c40e039c9f3b7671fe36e710ac73836c1bef0a4840268c4fe0b86');
INSERT INTO reporting.event_position VALUES (3, '01a2157a-9564-7390-bc31-9b4d8e05a0f3', '\x2e1bd5b8d640eb9a263d41504d3afaa214a27809511edd8df167760b2e8e9496');
INSERT INTO reporting.event_position VALUES (4, '01a2157a-956f-7732-bb03-5d057919d952', '\x1e8482a80b350c9f292c58977e2d2dbd3c3e16e7f939e9bc5d629a3584729c47');
INSERT INTO reporting.event_position VALUES (5, '01a2157a-956f-7732-bb03-5d06e3235def', '\x2a31309cccecb887f7e3a8adc737455c2ed6fb085a33b1c5815a9bc27f10e0cf');
INSERT INTO reporting.event_position VALUES (6, '01a2157a-956f-7732-bb03-5d073de406ae', '\xbfd519c59cd3ee51d99ae4d2054dacba4eeae8b9447366ae2ca77a8f10c9ead7');
INSERT INTO reporting.event_position VALUES (7, '01a2157a-959b-7463-80bf-fcfe62cd51bf', '\x2af40bb8880d9302f02a09f1c7d109ed745dab3f9fea9a1de270ef4f8771af2b');
INSERT INTO reporting.event_position VALUES (8, '01a2157a-95ad-7660-970e-4c26d01d4d09', '\x11ac6e4543af9a44bfc96435b0fa8fac9778f39403c3e23a042b98d221cf6746');
INSERT INTO reporting.event_position VALUES (9, '01a2157a-95bb-7367-b494-221f493ecbf0', '\x03f157907b53504ed4d3aa68983f72570bd745f1806009edbd4b2d240c502df4');
INSERT INTO reporting.event_position VALUES (10, '01a2157a-95c1-7546-9b28-a85c5d4ce82e', '\x8959b4fdf3710a41a0572346970d0655700f90f4c4aad681edc490cb631977f0');
INSERT INTO reporting.event_position VALUES (11, '01a2157a-95c8-7660-9644-53452249c9f3', '\xda95f2e5e6efc5566ea794eb9c93bb2abb8043aa401e39a0b9ef88c8dd520429');
INSERT INTO reporting.event_position VALUES (12, '01a2157a-95d0-7278-8e15-ada73433ff5c', '\xe9453568c1d9f2a877932ade08016fc7dbf8273cfdd38b8607d7ec2cfc96186e');
INSERT INTO reporting.event_position VALUES (13, '01a2157a-95dc-75f5-8eec-f7b9264e7454', '\x9c133bccd9ffd4cae98af47ece07c8f432f62cec3ff6091255857f900714ea3b');
INSERT INTO reporting.follower VALUES ('directives', '68afe1ca884d4ee5918ace1ecbe40f92.51.786328c8e84e1be2', '2026-11-26 01:31:24.410229+00');
INSERT INTO reporting.form VALUES ('commune', 'BTC', 'Biểu mẫu', 'Form', 1, 2);
INSERT INTO reporting.form_version VALUES ('commune', 1, '{"content": {"rules": [], "sections": [{"code": "results", "kind": "narrative", "title_en": "Results", "title_vi": "Kết quả", "indicators": [], "guidance_en": null, "guidance_vi": null, "is_required": false}, {"code": "figures", "kind": "figures", "title_en": "Figures", "title_vi": "Số liệu", "indicators": [{"code": "total", "is_required": false}], "guidance_en": null, "guidance_vi": null, "is_required": false}]}, "indicators": {"total": {"code": "total", "ratio": null, "weight": null, "choices": [], "maximum": null, "minimum": null, "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "decimals": 0, "over_time": "latest", "over_units": "sum", "value_type": "integer", "is_blank_zero": false}}}', '2025-10-01 01:00:00.617762+00', 'btc.coordinator', '5feac146-111f-4004-ac93-9ca2ea2991ed');
INSERT INTO reporting.grant_request VALUES ('01a2157a-95d9-71ee-84ac-c689bc40d401', '01a2157a-956b-7304-95cf-506af1758b51', 'waiver', NULL, 'Đơn vị mới thành lập.', 'du-25747.coordinator', '2025-10-01 01:00:00.736545+00', 'pending', NULL, NULL, NULL);
INSERT INTO reporting.idempotency_key VALUES ('urn:haicap:demo', 'btc.coordinator', 'BTC', 'once', '\x8cabbcde1874a9e1a1f83cd68bb28bc7475184738b82d790dbd4d11f5c29d5f4', 201, '\x7b22646566696e6974696f6e223a7b22636f6465223a22746f74616c222c226e616d655f7669223a2254e1bb956e672073e1bb91222c226e616d655f656e223a22546f74616c222c22756e69745f7669223a6e756c6c2c22756e69745f656e223a6e756c6c2c2276616c75655f74797065223a22696e7465676572222c22646563696d616c73223a302c226d696e696d756d223a6e756c6c2c226d6178696d756d223a6e756c6c2c2263686f69636573223a5b5d2c2269735f626c616e6b5f7a65726f223a66616c73652c226f7665725f756e697473223a2273756d222c22776569676874223a6e756c6c2c226f7665725f74696d65223a226c6174657374222c22726174696f223a6e756c6c7d2c226f776e6572223a7b22636f6465223a22425443222c226e616d655f7669223a2242616e2054e1bb95206368e1bba963205468c3a06e6820e1bba779222c226e616d655f656e223a224f7267616e697a6174696f6e20436f6d6d697373696f6e227d7d', '"1-7d3ef5da"', '/reporting/v1/indicators/total', '2026-11-26 01:31:24.880413+00');
INSERT INTO reporting.indicator VALUES ('total', 'BTC', '{"code": "total", "ratio": null, "weight": null, "choices": [], "maximum": null, "minimum": null, "name_en": "Total", "name_vi": "Tổng số", "unit_en": null, "unit_vi": null, "decimals": 0, "over_time": "latest", "over_units": "sum", "value_type": "integer", "is_blank_zero": false}', 1);
INSERT INTO reporting.obligation VALUES ('01a2157a-956b-7304-95cf-506ba75d0833', '01a2157a-956a-77b5-9d1f-7049d6ef0087', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-09-30 10:00:00+00', NULL, DEFAULT, '2025-10-07 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO reporting.obligation VALUES ('01a2157a-956e-776a-8531-730b39711fa1', '01a2157a-956e-776a-8531-730a8c5bad22', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', '2025-10-13 10:00:00+00', NULL, DEFAULT, '2025-10-20 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO reporting.obligation VALUES ('01a2157a-956e-776a-8531-730c09314651', '01a2157a-956e-776a-8531-730a8c5bad22', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', '2025-10-14 10:00:00+00', NULL, DEFAULT, '2025-10-21 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO reporting.obligation VALUES ('01a2157a-956d-72c3-8b2f-dc1b6dfd2633', '01a2157a-956d-72c3-8b2f-dc1a7724f5b9', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-06 10:00:00+00', NULL, DEFAULT, '2025-10-13 17:00:00+00', NULL, 'submitted', '01a2157a-9587-7098-8da6-23ed691a23ad', '01a2157a-9587-7098-8da6-23ed691a23ad', 1, 'submitted', '2025-10-01 01:00:00.671221+00', false, 4);
INSERT INTO reporting.obligation VALUES ('01a2157a-956d-72c3-8b2f-dc1c8f7b3379', '01a2157a-956d-72c3-8b2f-dc1a7724f5b9', 'weekly', 2, 1, 'BTC', 'BTC', 'TT', NULL, NULL, '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-07 10:00:00+00', NULL, DEFAULT, '2025-10-14 17:00:00+00', NULL, 'accepted', '01a2157a-95a7-737b-b651-88d58064a53f', '01a2157a-95a7-737b-b651-88d58064a53f', 1, 'accepted', '2025-10-01 01:00:00.71678+00', false, 3);
INSERT INTO reporting.obligation VALUES ('01a2157a-956b-7304-95cf-506af1758b51', '01a2157a-956a-77b5-9d1f-7049d6ef0087', 'weekly', 1, 1, 'DU-25747', 'DU-25747', 'BTC', 'commune', 1, '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-09-29 10:00:00+00', NULL, DEFAULT, '2025-10-06 17:00:00+00', NULL, 'nothing', NULL, NULL, NULL, NULL, NULL, NULL, 2);
INSERT INTO reporting.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh uy thanh pho ho chi minh ho chi minh city party committee tu');
INSERT INTO reporting.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh uy standing committee of the city party committee btv');
INSERT INTO reporting.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh uy standing body of the city party committee tt');
INSERT INTO reporting.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh uy organization commission btc');
INSERT INTO reporting.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban kiem tra thanh uy city inspection commission ubkt');
INSERT INTO reporting.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh uy office of the city party committee vptu');
INSERT INTO reporting.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy uy ban nhan dan thanh pho party committee of the city people s committee du ubnd');
INSERT INTO reporting.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan thanh pho city people s committee ubnd');
INSERT INTO reporting.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv');
INSERT INTO reporting.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy phuong thu dau mot party committee of thu dau mot ward du 25747');
INSERT INTO reporting.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan phuong thu dau mot people s committee of thu dau mot ward ubnd 25747');
INSERT INTO reporting.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO reporting.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO reporting.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO reporting.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO reporting.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO reporting.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO reporting.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
INSERT INTO reporting.period VALUES ('01a2157a-956a-77b5-9d1f-7049d6ef0087', 'weekly', '2025-W39', '2025-09-22', '2025-09-28', '2025-09-21 17:00:00+00', '2025-09-28 17:00:00+00', '2025-10-01 01:00:00.624068+00', 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}}', '01a2157a-90c5-7414-9ab1-96ab936320d6');
INSERT INTO reporting.period VALUES ('01a2157a-956d-72c3-8b2f-dc1a7724f5b9', 'weekly', '2025-W40', '2025-09-29', '2025-10-05', '2025-09-28 17:00:00+00', '2025-10-05 17:00:00+00', '2025-10-01 01:00:00.624068+00', 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}}', '01a2157a-90c5-7414-9ab1-96ab936320d6');
INSERT INTO reporting.period VALUES ('01a2157a-956e-776a-8531-730a8c5bad22', 'weekly', '2025-W41', '2025-10-06', '2025-10-12', '2025-10-05 17:00:00+00', '2025-10-12 17:00:00+00', NULL, 1, '{"tiers": [[{"at": "17:00", "kind": "working_days", "after_cutoff": 1}, 5], [{"at": "17:00", "kind": "working_days", "after_cutoff": 2}, 5]], "cutoff": {"at": "24:00", "days_before_end": 0}}', '01a2157a-90c5-7414-9ab1-96ab936320d6');
INSERT INTO reporting.regime VALUES ('weekly', 'BTC', '{"code": "weekly", "kind": "periodic", "tiers": [{"legs": [{"form": "commune", "audience": "commune-party-committees", "receiver": "BTC", "organization": null}], "deadline": {"at": "17:00", "kind": "working_days", "after_cutoff": 1}, "locks_after_working_days": 5}, {"legs": [{"form": null, "audience": null, "receiver": "TT", "organization": "BTC"}], "deadline": {"at": "17:00", "kind": "working_days", "after_cutoff": 2}, "locks_after_working_days": 5}], "title": "Báo cáo tuần", "cutoff": {"at": "24:00", "days_before_end": 0}, "scheme": "party", "channel": "Hệ thống", "ends_on": null, "frequency": {"kind": "weekly", "first_weekday": "monday"}, "starts_on": "2025-09-22", "process_guide": null, "serves_clause": "01a2157a-90c5-7414-9ab1-96ab936320d6", "source_regime": null, "required_content": "Tình hình."}', '2025-09-22', NULL, '2025-10-12', 1);
INSERT INTO reporting.submission VALUES ('01a2157a-9587-7098-8da6-23ed691a23ad', '01a2157a-956d-72c3-8b2f-dc1b6dfd2633', 1, 'submitted', false, '{"total": {"number": "12"}}', '{"results": "Đã hoàn thành."}', NULL, '103b87e03cfd005d879982f6319f4b0ca20f1dbf2060f5391925e242048322d4', '{du-25747.officer}', '2025-10-01 01:00:00.652945+00', 'du-25747.officer', '2025-10-01 01:00:00.671221+00', NULL, NULL, NULL, '{}');
INSERT INTO reporting.submission_value VALUES ('01a2157a-9587-7098-8da6-23ed691a23ad', 'total', 12, NULL);
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
ALTER TABLE ONLY reporting.regime
    ADD CONSTRAINT regime_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY reporting.submission
    ADD CONSTRAINT submission_id_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reporting.submission
    ADD CONSTRAINT submission_obligation_id_key UNIQUE (obligation_id, number);
ALTER TABLE ONLY reporting.submission_value
    ADD CONSTRAINT submission_value_submission_id_pkey PRIMARY KEY (submission_id, indicator) INCLUDE (number);
CREATE INDEX consolidated_report_drafted_at_idx ON reporting.consolidated_report USING btree (drafted_at, id);
CREATE UNIQUE INDEX consolidated_report_live_idx ON reporting.consolidated_report USING btree (obligation_id) WHERE (state <> 'recalled'::text);
CREATE INDEX consolidated_report_period_id_idx ON reporting.consolidated_report USING btree (period_id);
CREATE INDEX consolidated_source_obligation_id_idx ON reporting.consolidated_source USING btree (obligation_id);
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
