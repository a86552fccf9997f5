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
    created_at timestamp with time zone DEFAULT now() NOT NULL
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
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000010', '2026-11-26 01:31:24.722177');
INSERT INTO inspection_teams.__diesel_schema_migrations VALUES ('00000000000020', '2026-11-26 01:31:24.750051');
INSERT INTO inspection_teams.audience VALUES ('all', 'Các cơ quan, đơn vị, địa phương của Thành phố', 'All organizations of the City', '{city_party_committee,standing_committee,standing_body,advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('below-leadership', 'Các cơ quan, đơn vị, địa phương của Thành phố, trừ các cơ quan lãnh đạo Thành ủy', 'All organizations of the City except its leading Party bodies', '{advisory_body,inspection_commission,party_office,academy,upper_party_committee,peoples_council,peoples_committee,fatherland_front,department,commune_party_committee,commune_peoples_committee,public_service_unit}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('commune-party-committees', 'Đảng ủy các xã, phường, đặc khu', 'Party committees of the communes, wards and the special zone', '{commune_party_committee}', '{}', 1);
INSERT INTO inspection_teams.audience VALUES ('upper-party-committees', 'Các đảng ủy cấp trên trực tiếp cơ sở trực thuộc Thành ủy', 'Upper-level Party committees under the City Party Committee', '{upper_party_committee}', '{}', 1);
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
INSERT INTO inspection_teams.event_log VALUES (true, 'dfa9b0f3-4cc5-4f52-82e5-33f734d3ade4');
INSERT INTO inspection_teams.follower VALUES ('directives', '68afe1ca884d4ee5918ace1ecbe40f92.51.786328c8e84e1be2', '2026-11-26 01:31:24.840917+00');
INSERT INTO inspection_teams.organization VALUES ('TU', 'Thành ủy Thành phố Hồ Chí Minh', 'Ho Chi Minh City Party Committee', 'city_party_committee', NULL, 'TU', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thanh uy thanh pho ho chi minh ho chi minh city party committee tu');
INSERT INTO inspection_teams.organization VALUES ('BTV', 'Ban Thường vụ Thành ủy', 'Standing Committee of the City Party Committee', 'standing_committee', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban thuong vu thanh uy standing committee of the city party committee btv');
INSERT INTO inspection_teams.organization VALUES ('TT', 'Thường trực Thành ủy', 'Standing Body of the City Party Committee', 'standing_body', 'TU', 'TU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'thuong truc thanh uy standing body of the city party committee tt');
INSERT INTO inspection_teams.organization VALUES ('BTC', 'Ban Tổ chức Thành ủy', 'Organization Commission', 'advisory_body', 'TU', 'BTCTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'ban to chuc thanh uy organization commission btc');
INSERT INTO inspection_teams.organization VALUES ('UBKT', 'Ủy ban Kiểm tra Thành ủy', 'City Inspection Commission', 'inspection_commission', 'TU', 'UBKTTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban kiem tra thanh uy city inspection commission ubkt');
INSERT INTO inspection_teams.organization VALUES ('VPTU', 'Văn phòng Thành ủy', 'Office of the City Party Committee', 'party_office', 'TU', 'VPTU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'van phong thanh uy office of the city party committee vptu');
INSERT INTO inspection_teams.organization VALUES ('DU-UBND', 'Đảng ủy Ủy ban nhân dân Thành phố', 'Party Committee of the City People''s Committee', 'upper_party_committee', 'TU', 'ĐU', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy uy ban nhan dan thanh pho party committee of the city people s committee du ubnd');
INSERT INTO inspection_teams.organization VALUES ('UBND', 'Ủy ban nhân dân Thành phố', 'City People''s Committee', 'peoples_committee', 'DU-UBND', 'UBND', '79', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan thanh pho city people s committee ubnd');
INSERT INTO inspection_teams.organization VALUES ('SNV', 'Sở Nội vụ', 'Department of Home Affairs', 'department', 'UBND', 'SNV', NULL, NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'so noi vu department of home affairs snv');
INSERT INTO inspection_teams.organization VALUES ('DU-25747', 'Đảng ủy phường Thủ Dầu Một', 'Party Committee of Thu Dau Mot Ward', 'commune_party_committee', 'TU', 'ĐU', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'dang uy phuong thu dau mot party committee of thu dau mot ward du 25747');
INSERT INTO inspection_teams.organization VALUES ('UBND-25747', 'Ủy ban nhân dân phường Thủ Dầu Một', 'People''s Committee of Thu Dau Mot Ward', 'commune_peoples_committee', 'DU-25747', 'UBND', '25747', NULL, NULL, NULL, NULL, NULL, '2025-07-01', NULL, '{}', 1, 'uy ban nhan dan phuong thu dau mot people s committee of thu dau mot ward ubnd 25747');
INSERT INTO inspection_teams.oversight VALUES ('TT', 'all', '2025-07-01', NULL, 'Thường trực Thành ủy chỉ đạo chung toàn bộ công việc của Thành phố', 'The Standing Body directs all work of the City', 1);
INSERT INTO inspection_teams.oversight VALUES ('BTV', 'all', '2025-07-01', NULL, 'Ban Thường vụ Thành ủy lãnh đạo, chỉ đạo toàn diện', 'The Standing Committee leads and directs in all fields', 1);
INSERT INTO inspection_teams.oversight VALUES ('BTC', 'below-leadership', '2025-09-22', NULL, 'Ban Tổ chức Thành ủy theo dõi, tổng hợp tình hình vận hành mô hình chính quyền địa phương 2 cấp', 'The Organization Commission follows and consolidates the roll-out of the two-tier model', 1);
INSERT INTO inspection_teams.oversight VALUES ('UBKT', 'below-leadership', '2025-07-01', NULL, 'Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ để kiểm tra, giám sát', 'The Inspection Commission reads all tasks in order to inspect and supervise', 1);
INSERT INTO inspection_teams.oversight VALUES ('VPTU', 'below-leadership', '2025-07-01', NULL, 'Văn phòng Thành ủy vào sổ, theo dõi và đôn đốc việc thực hiện', 'The Office registers documents, follows their tasks and urges', 1);
INSERT INTO inspection_teams.oversight VALUES ('DU-UBND', 'state-bodies', '2025-09-22', NULL, 'Đảng ủy Ủy ban nhân dân Thành phố lãnh đạo, chỉ đạo Ủy ban nhân dân Thành phố và các cơ quan hành chính nhà nước', 'The Party Committee of the City People''s Committee leads and directs the People''s Committee and the state administration', 1);
INSERT INTO inspection_teams.oversight VALUES ('UBND', 'state-bodies', '2025-07-01', NULL, 'Ủy ban nhân dân Thành phố chỉ đạo, điều hành bộ máy hành chính nhà nước trên địa bàn', 'The City People''s Committee directs the state administration of the City', 1);
SELECT pg_catalog.setval('inspection_teams.event_pending_ordinal_seq', 1, false);
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
CREATE INDEX event_pending_event_id_idx ON inspection_teams.event_pending USING btree (event_id);
CREATE INDEX event_subject_idx ON inspection_teams.event USING btree (subject, id);
CREATE INDEX idempotency_key_created_at_idx ON inspection_teams.idempotency_key USING btree (created_at);
CREATE INDEX organization_parent_idx ON inspection_teams.organization USING btree (parent);
CREATE INDEX organization_search_idx ON inspection_teams.organization USING gin (search public.gin_trgm_ops);
CREATE INDEX oversight_audience_idx ON inspection_teams.oversight USING btree (audience);
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
