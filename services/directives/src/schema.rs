//! The tables, as diesel knows them.

#![expect(missing_docs, reason = "the columns are described where the rows are declared")]

diesel::table! {
    assignment (id) {
        id -> Uuid,
        version -> Int4,
        directive_id -> Nullable<Uuid>,
        clause_id -> Nullable<Uuid>,
        parent_id -> Nullable<Uuid>,
        root_id -> Uuid,
        level -> Int2,
        clause_kind -> Text,
        title -> Text,
        product_kind -> Nullable<Text>,
        product -> Nullable<Text>,
        urgency -> Text,
        accountable -> Text,
        executing -> Nullable<Text>,
        coordinating -> Array<Text>,
        monitoring -> Array<Text>,
        reports_to -> Nullable<Text>,
        issuer -> Text,
        cadence -> Nullable<Text>,
        state -> Text,
        due_basis -> Text,
        due_on -> Nullable<Date>,
        original_due_on -> Nullable<Date>,
        extensions -> Int4,
        next_fulfilment_due_on -> Nullable<Date>,
        handler_subject -> Nullable<Text>,
        handler_name -> Nullable<Text>,
        percent -> Int2,
        assigned_at -> Timestamptz,
        acknowledged_at -> Nullable<Timestamptz>,
        date_proposed_at -> Nullable<Timestamptz>,
        started_at -> Nullable<Timestamptz>,
        submitted_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        last_update_at -> Timestamptz,
        children -> Int4,
        open_children -> Int4,
        pending_request -> Bool,
        born_of_recommendation -> Bool,
        is_on_time -> Nullable<Bool>,
    }
}

diesel::table! {
    directive (id) {
        id -> Uuid,
        version -> Int4,
        state -> Text,
        scheme -> Text,
        document_type -> Text,
        number -> Nullable<Text>,
        title -> Text,
        abstract_text -> Nullable<Text>,
        issuer -> Text,
        signer_capacity -> Nullable<Text>,
        signer_position -> Nullable<Text>,
        signer_name -> Nullable<Text>,
        issued_on -> Nullable<Date>,
        covers_from -> Nullable<Date>,
        covers_to -> Nullable<Date>,
        place -> Nullable<Text>,
        urgency -> Text,
        classification -> Text,
        recipients -> Array<Text>,
        audiences -> Array<Text>,
        links -> Jsonb,
        created_by_subject -> Text,
        created_by_organization -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        effective_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        superseded_by -> Nullable<Uuid>,
        revocation_reason -> Nullable<Text>,
        concerned -> Array<Text>,
        search -> Text,
    }
}

diesel::table! {
    clause (id) {
        id -> Uuid,
        directive_id -> Uuid,
        label -> Text,
        ordinal -> Int4,
        kind -> Text,
        text -> Text,
        urgency -> Nullable<Text>,
        due_on -> Nullable<Date>,
        product_kind -> Nullable<Text>,
        product -> Nullable<Text>,
        cadence -> Nullable<Text>,
        duplicate_of -> Nullable<Uuid>,
        binds -> Array<Uuid>,
        intended -> Jsonb,
        superior -> Nullable<Text>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    number_book (code) {
        code -> Text,
        scheme -> Text,
        issuer_symbol -> Text,
        issuers -> Array<Text>,
        version -> Int4,
    }
}

diesel::table! {
    term (starts_on) {
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    number_taken (book, document_type, is_normative, span_starts_on, serial) {
        book -> Text,
        document_type -> Text,
        is_normative -> Bool,
        span_starts_on -> Date,
        serial -> Int4,
        directive_id -> Uuid,
        moves_series -> Bool,
    }
}

diesel::table! {
    attachment (id) {
        id -> Uuid,
        directive_id -> Nullable<Uuid>,
        assignment_id -> Nullable<Uuid>,
        file_name -> Text,
        media_type -> Text,
        size -> Int8,
        sha256 -> Text,
        storage_key -> Text,
        added_by -> Text,
        added_by_organization -> Text,
        added_at -> Timestamptz,
    }
}
