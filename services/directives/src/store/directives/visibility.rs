use crate::domain::directive::Directive;
use diesel::sql_types::{Array, Text};
use haicap_kit::auth::Caller;
use haicap_kit::db::Statement;
use haicap_reference::Sight;
use haicap_types::{Classification, DirectiveState, OrganizationCode, Role};

/// Whether the caller sees a directive. A draft: who writes for its issuer or its drafter, however much is overseen.
/// Any other: whoever sees an organization that it concerns, and everybody if it is public.
#[must_use]
pub fn visible(directive: &Directive, caller: &Caller, sight: &Sight) -> bool {
    match directive.state {
        DirectiveState::Draft => visible_as_draft(directive, caller),
        _ => {
            reads_business(caller)
                && (directive.content.classification == Classification::Public
                    || directive.concerned.iter().any(|code| sight.sees(code)))
        }
    }
}

/// Whether the caller sees a directive while it is a draft, and later what was done to it as a draft.
#[must_use]
pub fn visible_as_draft(directive: &Directive, caller: &Caller) -> bool {
    let own = &caller.organization;
    writes(caller) && (directive.content.issuer == *own || directive.created_by_organization == *own)
}

/// [`visible`] as a condition on the columns of the directive.
pub(super) fn only_visible<Row>(statement: Statement<Row>, caller: &Caller, sight: &Sight) -> Statement<Row> {
    let mut statement = statement.text("(");
    if writes(caller) {
        let own = caller.organization.to_string();
        statement = statement
            .text("(state = 'draft' and ")
            .bind::<Text, _>(own)
            .text(" in (issuer, created_by_organization)) or ");
    }
    if !reads_business(caller) {
        return statement.text("false)");
    }
    let codes: Vec<OrganizationCode> = sight.codes().to_vec();
    statement
        .text("(state <> 'draft' and (classification = 'public' or concerned && ")
        .bind::<Array<Text>, _>(codes)
        .text(")))")
}

/// Whether the caller has any business with the city's documents: an operator keeps the system, a service reads feeds.
#[must_use]
fn reads_business(caller: &Caller) -> bool {
    caller.roles.iter().any(|role| !matches!(role, Role::Operator | Role::Service))
}

fn writes(caller: &Caller) -> bool {
    caller.roles.iter().any(|role| matches!(role, Role::Leader | Role::Coordinator | Role::Officer))
}
