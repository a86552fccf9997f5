use crate::domain::rights::{reads_business, writes};
use diesel::sql_types::{Array, Text};
use haicap_kit::db::Statement;
use haicap_reference::Sight;
use haicap_types::{Actor, OrganizationCode};

/// [`sees_directive`](crate::domain::rights::sees_directive) as a condition on the columns of the directive.
pub(super) fn only_visible<Row>(statement: Statement<Row>, actor: &Actor, sight: &Sight) -> Statement<Row> {
    let mut statement = statement.text("(");
    if writes(actor) {
        let own = actor.organization.to_string();
        statement = statement
            .text("(state = 'draft' and ")
            .bind::<Text, _>(own)
            .text(" in (issuer, created_by_organization)) or ");
    }
    if !reads_business(actor) {
        return statement.text("false)");
    }
    let codes: Vec<OrganizationCode> = sight.codes().to_vec();
    statement
        .text("(state <> 'draft' and (classification = 'public' or concerned && ")
        .bind::<Array<Text>, _>(codes)
        .text(")))")
}
