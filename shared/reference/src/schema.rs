//! The tables that every service keeps in its own schema: the directives service as their owner, the others as copies.

#![expect(missing_docs, reason = "the columns are described where the rows are declared")]

diesel::table! {
    organization (code) {
        code -> Text,
        name_vi -> Text,
        name_en -> Text,
        kind -> Text,
        parent -> Nullable<Text>,
        symbol -> Nullable<Text>,
        letterhead -> Nullable<Text>,
        head_authority -> Nullable<Text>,
        head_title -> Nullable<Text>,
        place -> Nullable<Text>,
        territory_code -> Nullable<Text>,
        electronic_id -> Nullable<Text>,
        office -> Nullable<Text>,
        post -> Nullable<Text>,
        telephone -> Nullable<Text>,
        mail -> Nullable<Text>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        successors -> Array<Text>,
        version -> Integer,
        search -> Text,
    }
}

diesel::table! {
    audience (code) {
        code -> Text,
        name_vi -> Text,
        name_en -> Text,
        kinds -> Array<Text>,
        organizations -> Array<Text>,
        version -> Integer,
    }
}

diesel::table! {
    oversight (body, audience, valid_from) {
        body -> Text,
        audience -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        reason_vi -> Text,
        reason_en -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    calendar_day (date) {
        date -> Date,
        name_vi -> Text,
        kind -> Text,
        status -> Text,
        version -> Integer,
    }
}

diesel::table! {
    directory_state (one) {
        one -> Bool,
        version -> BigInt,
    }
}
