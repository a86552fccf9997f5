SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE inspection_teams.__diesel_schema_migrations (
    version character varying(50) NOT NULL,
    run_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE inspection_teams.audience (
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
CREATE TABLE inspection_teams.calendar_day (
    date date NOT NULL,
    name_vi text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT calendar_day_name_vi_check CHECK (((name_vi <> ''::text) AND (name_vi IS NFC NORMALIZED))),
    CONSTRAINT calendar_day_version_check CHECK ((version > 0))
);
CREATE TABLE inspection_teams.directory_state (
    one boolean DEFAULT true NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT directory_state_one_check CHECK (one),
    CONSTRAINT directory_state_version_check CHECK ((version >= 0))
);
CREATE TABLE inspection_teams.event (
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
CREATE TABLE inspection_teams.event_log (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT event_log_one_check CHECK (one)
);
CREATE TABLE inspection_teams.event_pending (
    ordinal bigint NOT NULL,
    event_id uuid NOT NULL
);
ALTER TABLE inspection_teams.event_pending ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME inspection_teams.event_pending_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE inspection_teams.event_person (
    event_id uuid NOT NULL,
    salt bytea NOT NULL,
    fields json NOT NULL
);
CREATE TABLE inspection_teams.event_position (
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE inspection_teams.follower (
    source text NOT NULL,
    cursor text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE inspection_teams.idempotency_key (
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
CREATE TABLE inspection_teams.organization (
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
CREATE TABLE inspection_teams.oversight (
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
CREATE TABLE inspection_teams.person (
    subject text NOT NULL,
    name text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE inspection_teams.requirement (
    id uuid NOT NULL,
    issuer text NOT NULL,
    addressees text[] NOT NULL,
    document_number text NOT NULL,
    issued_on date NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    due_on date,
    state text NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    closed_by text,
    closed_at timestamp with time zone,
    close_reason text,
    version integer NOT NULL,
    CONSTRAINT requirement_addressees_check CHECK (((cardinality(addressees) >= 1) AND (cardinality(addressees) <= 50))),
    CONSTRAINT requirement_close_reason_check CHECK ((close_reason IS NFC NORMALIZED)),
    CONSTRAINT requirement_content_check CHECK ((content IS NFC NORMALIZED)),
    CONSTRAINT requirement_document_number_check CHECK ((document_number IS NFC NORMALIZED)),
    CONSTRAINT requirement_state_check CHECK (
CASE state
    WHEN 'open'::text THEN ((closed_by IS NULL) AND (closed_at IS NULL) AND (close_reason IS NULL))
    WHEN 'closed'::text THEN ((closed_by IS NOT NULL) AND (closed_at IS NOT NULL) AND (close_reason IS NOT NULL))
    ELSE false
END),
    CONSTRAINT requirement_title_check CHECK ((title IS NFC NORMALIZED)),
    CONSTRAINT requirement_version_check CHECK ((version > 0))
);
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-27 11:33:57.192697');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000011', '2026-11-27 11:33:57.247659');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000012', '2026-11-27 11:33:57.249683');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000013', '2026-11-27 11:33:57.262406');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-27 11:33:57.26696');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('20261126000001', '2026-11-27 11:33:57.305342');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('20261127000050', '2026-11-27 11:33:57.314982');
INSERT INTO inspection_teams.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('upper-party-committees', 'Các đảng ủy trực thuộc Thành ủy (không phải cấp xã)', 'Party committees under the City Party Committee (not commune-level)', '{upper_party_committee}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('party-committees', 'Các đảng ủy trực thuộc Thành ủy', 'Party committees directly under the City Party Committee', '{commune_party_committee,upper_party_committee}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('advisory-bodies', 'Các cơ quan tham mưu, giúp việc của Thành ủy', 'Advisory and assisting bodies of the City Party Committee', '{advisory_body,inspection_commission,party_office}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('departments', 'Các sở, ngành thuộc Ủy ban nhân dân Thành phố', 'Departments and equivalent bodies of the City People''s Committee', '{department}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('state-bodies', 'Các cơ quan hành chính nhà nước của Thành phố', 'State administrative bodies of the City', '{peoples_committee,department,commune_peoples_committee}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('committees-agencies-units', 'Các cấp ủy, cơ quan, đơn vị của Thành phố', 'Party committees, agencies and units of the City', '{commune_party_committee,upper_party_committee,advisory_body,inspection_commission,party_office,academy,peoples_committee,department}', '{}', 1);
INSERT INTO inspection_teams.calendar_day VALUES ('2025-01-01', 'Tết Dương lịch', 'holiday', 'official', 1);
INSERT INTO inspection_teams.calendar_day VALUES ('2025-01-27', 'Tết Nguyên đán (28 tháng Chạp)', 'holiday', 'official', 1);
INSERT INTO inspection_teams.calendar_day VALUES ('2025-01-28', 'Tết Nguyên đán (29 tháng Chạp, giao thừa)', 'holiday', 'official', 1);
INSERT INTO inspection_teams.calendar_day VALUES ('2025-01-29', 'Tết Nguyên đán (mùng 1)', 'holiday', 'official', 1);
INSERT INTO inspection_teams.calendar_day VALUES ('2025-01-30', 'Tết Nguyên đán (mùng 2)', 'holiday', 'official', 1);
INSERT INTO inspection_teams.directory_state VALUES (true, 1);
INSERT INTO inspection_teams.event VALUES ('01a21cc8-97ce-7237-949d-477d6b6ebc8a', 'inspection-teams.requirement.entered', 'requirement/01a21cc8-97cc-77bb-8620-ee988222eb11', '2025-10-01 01:00:00.474758+00', 'tt.coordinator', 'TT', '{BTC,TT}', '{"addressees":["BTC"],"document_number":"125-CV/TU","due_on":null,"issued_on":"2025-09-22","issuer":"TT","state":"open"}', '\x86d9fe64553f33f099dfb5a960fef6bb13ebc4800311dfdafeb5a3ade19336da');
INSERT INTO inspection_teams.event_log VALUES (true, 'd07e6d90-24b0-49d7-95a7-6246c6028560');
INSERT INTO inspection_teams.event_person VALUES ('01a21cc8-97ce-7237-949d-477d6b6ebc8a', '\x98b17bc28a4fc8f5eb4ff2e4d8f8b270', '{"actor_name":"Đồng chí tt.coordinator"}');
INSERT INTO inspection_teams.event_position VALUES (1, '01a21cc8-97ce-7237-949d-477d6b6ebc8a', '\xb27b622a75d38be951613c31ea52bed0fadbae1fac7882b0b7e7e4f4ec9b4402');
INSERT INTO inspection_teams.follower VALUES ('directives', 'd930cf9995a043bcb10652255ba9de7a.54.578c236e76ccbe74', '2026-11-27 11:33:57.469601+00');
INSERT INTO inspection_teams.idempotency_key VALUES ('urn:haicap:demo', 'tt.coordinator', 'TT', 'once', '\x53c020cd3d4f64473e1dfc0cf4b2d418adffbc11c36d6b4a1c6465392efe1571', 201, '\x7b226964223a2230316132316363382d393763632d373762622d383632302d656539383832323265623131222c2276657273696f6e223a312c22697373756572223a7b22636f6465223a225454222c226e616d655f7669223a225468c6b0e1bb9d6e67207472e1bbb163205468c3a06e6820e1bba779222c226e616d655f656e223a225374616e64696e6720426f6479206f6620746865204369747920506172747920436f6d6d6974746565227d2c2261646472657373656573223a5b7b22636f6465223a22425443222c226e616d655f7669223a2242616e2054e1bb95206368e1bba963205468c3a06e6820e1bba779222c226e616d655f656e223a224f7267616e697a6174696f6e20436f6d6d697373696f6e227d5d2c22646f63756d656e745f6e756d626572223a223132352d43562f5455222c226973737565645f6f6e223a22323032352d30392d3232222c227469746c65223a224b69e1bb836d20747261207669e1bb8763206de1bb9f206ce1bb9b702074e1baad70206875e1baa56e222c226475655f6f6e223a6e756c6c2c227374617465223a226f70656e222c22656e7465726564223a7b226279223a7b227375626a656374223a2274742e636f6f7264696e61746f72222c226e616d65223a6e756c6c7d2c226174223a22323032352d31302d30315430383a30303a30302e3437343735382b30373a3030227d2c22636c6f736564223a6e756c6c2c22636c6f73655f726561736f6e223a6e756c6c2c22616374696f6e73223a5b7b226e616d65223a22636c6f7365222c2269735f616c6c6f776564223a66616c73652c226d6574686f64223a22504f5354222c2268726566223a222f696e7370656374696f6e2d7465616d732f76312f726571756972656d656e74732f30316132316363382d393763632d373762622d383632302d6565393838323232656231312f636c6f7365222c226e656564735f69665f6d61746368223a747275652c2274616b65735f626f6479223a747275652c22726561736f6e223a7b22636f6465223a2273616d655f706572736f6e222c2264657461696c223a224e67c6b0e1bb9d6920c491c3a3206e68e1baad702079c3aa752063e1baa775206b68c3b46e6720c491c6b0e1bba3632074e1bbb1206be1babf74207468c3ba632079c3aa752063e1baa77520c491c3b32e227d7d5d2c22636f6e74656e74223a224b69e1bb836d20747261207669e1bb8763206de1bb9f2063c3a163206ce1bb9b702074e1baad70206875e1baa56e2063686f2063e1baa57020e1bba779207669c3aa6e2e227d', '"1-b15a31eb"', '/inspection-teams/v1/requirements/01a21cc8-97cc-77bb-8620-ee988222eb11', '2026-11-27 11:33:57.834121+00', '{coordinator}');
INSERT INTO inspection_teams.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh ui thanh pho ho chi minh ho chi minh citi parti committee tu', 'Thành ủy / Thành phố Hồ Chí Minh', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh ui standing committee of the citi parti committee btv', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh ui standing bodi of the citi parti committee tt', NULL, 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh ui organization commission btc', 'Ban Tổ chức', NULL, 'Trưởng Ban', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban kiem tra thanh ui citi inspection commission ubkt', 'Ủy ban Kiểm tra', 'T/M Ủy ban Kiểm tra', 'Chủ nhiệm', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh ui office of the citi parti committee vptu', 'Văn phòng', NULL, 'Chánh Văn phòng', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui ui ban nhan dan thanh pho parti committee of the citi peoples committee du ubnd', 'Đảng ủy / Ủy ban nhân dân Thành phố', 'T/M Ban Thường vụ', 'Bí thư', 'TP. Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan thanh pho citi peoples committee ubnd', 'Ủy ban nhân dân / Thành phố Hồ Chí Minh', 'TM. Ủy ban nhân dân', 'Chủ tịch', 'Thành phố Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv', NULL, NULL, 'Giám đốc', 'Thành phố Hồ Chí Minh');
INSERT INTO inspection_teams.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang ui phuong thu dau mot parti committee of thu dau mot ward du 25747', NULL, NULL, NULL, NULL);
INSERT INTO inspection_teams.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ui ban nhan dan phuong thu dau mot peoples committee of thu dau mot ward ubnd 25747', NULL, NULL, NULL, NULL);
INSERT INTO inspection_teams.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO inspection_teams.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO inspection_teams.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO inspection_teams.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO inspection_teams.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO inspection_teams.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO inspection_teams.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
INSERT INTO inspection_teams.person VALUES ('tt.coordinator', 'Đồng chí tt.coordinator', '2026-11-27 11:33:57.834121+00');
INSERT INTO inspection_teams.requirement VALUES ('01a21cc8-97cc-77bb-8620-ee988222eb11', 'TT', '{BTC}', '125-CV/TU', '2025-09-22', 'Kiểm tra việc mở lớp tập huấn', 'Kiểm tra việc mở các lớp tập huấn cho cấp ủy viên.', NULL, 'open', 'tt.coordinator', '2025-10-01 01:00:00.474758+00', NULL, NULL, NULL, 1);
SELECT pg_catalog.setval('inspection_teams.event_pending_ordinal_seq', 1, true);
ALTER TABLE ONLY inspection_teams.__diesel_schema_migrations
    ADD CONSTRAINT __diesel_schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY inspection_teams.audience
    ADD CONSTRAINT audience_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY inspection_teams.calendar_day
    ADD CONSTRAINT calendar_day_date_pkey PRIMARY KEY (date);
ALTER TABLE ONLY inspection_teams.directory_state
    ADD CONSTRAINT directory_state_one_pkey PRIMARY KEY (one);
ALTER TABLE ONLY inspection_teams.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (one);
ALTER TABLE ONLY inspection_teams.event_pending
    ADD CONSTRAINT event_pending_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY inspection_teams.event_person
    ADD CONSTRAINT event_person_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY inspection_teams.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY inspection_teams.event_position
    ADD CONSTRAINT event_position_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY inspection_teams.event_position
    ADD CONSTRAINT event_position_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY inspection_teams.follower
    ADD CONSTRAINT follower_pkey PRIMARY KEY (source);
ALTER TABLE ONLY inspection_teams.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (issuer, subject, organization, key);
ALTER TABLE ONLY inspection_teams.organization
    ADD CONSTRAINT organization_code_pkey PRIMARY KEY (code);
ALTER TABLE ONLY inspection_teams.oversight
    ADD CONSTRAINT oversight_body_pkey PRIMARY KEY (body, audience, valid_from);
ALTER TABLE ONLY inspection_teams.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (subject);
ALTER TABLE ONLY inspection_teams.requirement
    ADD CONSTRAINT requirement_pkey PRIMARY KEY (id);
CREATE INDEX event_at_idx ON inspection_teams.event USING btree (at);
CREATE INDEX event_pending_event_id_idx ON inspection_teams.event_pending USING btree (event_id);
CREATE INDEX event_subject_idx ON inspection_teams.event USING btree (subject, id);
CREATE INDEX idempotency_key_created_at_idx ON inspection_teams.idempotency_key USING btree (created_at);
CREATE INDEX organization_parent_idx ON inspection_teams.organization USING btree (parent);
CREATE INDEX organization_search_idx ON inspection_teams.organization USING gin (search public.gin_trgm_ops);
CREATE INDEX oversight_audience_idx ON inspection_teams.oversight USING btree (audience);
CREATE INDEX person_changed_at_idx ON inspection_teams.person USING btree (changed_at);
CREATE INDEX requirement_entered_at_idx ON inspection_teams.requirement USING btree (entered_at, id);
ALTER TABLE ONLY inspection_teams.event_pending
    ADD CONSTRAINT event_pending_event_id_fkey FOREIGN KEY (event_id) REFERENCES inspection_teams.event(id);
ALTER TABLE ONLY inspection_teams.event_person
    ADD CONSTRAINT event_person_event_id_fkey FOREIGN KEY (event_id) REFERENCES inspection_teams.event(id);
ALTER TABLE ONLY inspection_teams.event_position
    ADD CONSTRAINT event_position_event_id_fkey FOREIGN KEY (event_id) REFERENCES inspection_teams.event(id);
ALTER TABLE ONLY inspection_teams.organization
    ADD CONSTRAINT organization_parent_fkey FOREIGN KEY (parent) REFERENCES inspection_teams.organization(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY inspection_teams.oversight
    ADD CONSTRAINT oversight_audience_fkey FOREIGN KEY (audience) REFERENCES inspection_teams.audience(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY inspection_teams.oversight
    ADD CONSTRAINT oversight_body_fkey FOREIGN KEY (body) REFERENCES inspection_teams.organization(code) DEFERRABLE INITIALLY DEFERRED;
