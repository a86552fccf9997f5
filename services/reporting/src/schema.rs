//! The tables, as diesel knows them.

#![expect(missing_docs, reason = "the columns are described where the rows are declared")]

diesel::table! {
    indicator (code) {
        code -> Text,
        owner -> Text,
        definition -> Jsonb,
        version -> Int4,
    }
}

diesel::table! {
    form (code) {
        code -> Text,
        owner -> Text,
        name_vi -> Text,
        name_en -> Text,
        latest -> Nullable<Int4>,
        version -> Int4,
    }
}

diesel::table! {
    form_version (form, number) {
        form -> Text,
        number -> Int4,
        content -> Jsonb,
        published_at -> Timestamptz,
        published_by -> Text,
        id -> Uuid,
    }
}

diesel::table! {
    regime (code) {
        code -> Text,
        owner -> Text,
        definition -> Jsonb,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        opened_until -> Nullable<Date>,
        version -> Int4,
    }
}

diesel::table! {
    period (id) {
        id -> Uuid,
        regime -> Text,
        key -> Text,
        starts_on -> Date,
        ends_on -> Date,
        opens_at -> Timestamptz,
        cutoff_at -> Timestamptz,
        frozen_at -> Nullable<Timestamptz>,
        directory_version -> Int8,
        rules -> Jsonb,
        serves_clause -> Nullable<Uuid>,
    }
}

diesel::table! {
    obligation (id) {
        id -> Uuid,
        period_id -> Uuid,
        regime -> Text,
        tier -> Int2,
        leg -> Int2,
        organization -> Text,
        owed_by -> Text,
        receiver -> Text,
        form -> Nullable<Text>,
        form_number -> Nullable<Int4>,
        opens_at -> Timestamptz,
        cutoff_at -> Timestamptz,
        rule_due_at -> Timestamptz,
        extended_until -> Nullable<Timestamptz>,
        locks_at -> Timestamptz,
        unlocked_until -> Nullable<Timestamptz>,
        standing -> Text,
        effective_submission -> Nullable<Uuid>,
        latest_id -> Nullable<Uuid>,
        latest_number -> Nullable<Int4>,
        latest_state -> Nullable<Text>,
        first_submitted_at -> Nullable<Timestamptz>,
        was_late -> Nullable<Bool>,
        version -> Int4,
        requests -> Int4,
    }
}

diesel::table! {
    submission (id) {
        id -> Uuid,
        obligation_id -> Uuid,
        number -> Int4,
        state -> Text,
        is_nil -> Bool,
        figures -> Jsonb,
        narrative -> Jsonb,
        reason -> Nullable<Text>,
        hash -> Nullable<Text>,
        edited_by -> Array<Text>,
        drafted_at -> Timestamptz,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamptz>,
        judged_by -> Nullable<Text>,
        judged_at -> Nullable<Timestamptz>,
        remark -> Nullable<Text>,
        remarks -> Jsonb,
    }
}

diesel::table! {
    grant_request (id) {
        id -> Uuid,
        obligation_id -> Uuid,
        kind -> Text,
        until -> Nullable<Timestamptz>,
        reason -> Text,
        requested_by -> Text,
        requested_at -> Timestamptz,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        remark -> Nullable<Text>,
    }
}

diesel::table! {
    consolidated_report (id) {
        id -> Uuid,
        obligation_id -> Uuid,
        number -> Int4,
        regime -> Text,
        period_id -> Uuid,
        organization -> Text,
        receiver -> Text,
        state -> Text,
        content -> Jsonb,
        snapshot -> Jsonb,
        snapshot_at -> Timestamptz,
        edited_by -> Array<Text>,
        drafted_at -> Timestamptz,
        hash -> Nullable<Text>,
        remark -> Nullable<Text>,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        document_number -> Nullable<Text>,
        issued_on -> Nullable<Date>,
        sent_by -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        acknowledged_by -> Nullable<Text>,
        acknowledged_at -> Nullable<Timestamptz>,
        recalled_by -> Nullable<Text>,
        recalled_at -> Nullable<Timestamptz>,
        recall_reason -> Nullable<Text>,
        version -> Int4,
        signed_scan -> Nullable<Jsonb>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(period, obligation);
