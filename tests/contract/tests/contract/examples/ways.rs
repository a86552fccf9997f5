use haicap_testing::Persona;
use haicap_types::Role::{self, Coordinator, Leader, Officer, Operator};

/// Who sends the example of an operation, and what comes before it: the example of another operation for the same
/// thing, or a [`Scene`](super::scene::Scene) with a thing of its own. What is read on the stage needs no line.
pub(super) const WAYS: &[(&str, &str, Role, &str)] = &[
    ("create_directive", "TT", Coordinator, "stage"),
    ("edit_directive", "TT", Coordinator, "draft"),
    ("delete_directive", "TT", Coordinator, "draft"),
    ("add_clause", "TT", Coordinator, "draft"),
    ("replace_clauses", "TT", Coordinator, "draft"),
    ("edit_clause", "TT", Coordinator, "draft"),
    ("delete_clause", "TT", Coordinator, "draft"),
    ("add_attachment", "TT", Coordinator, "draft"),
    ("get_attachment", "TT", Coordinator, "add_attachment"),
    ("issue_directive", "TT", Coordinator, "draft"),
    ("register_directive", "TT", Coordinator, "draft"),
    ("correct_directive", "TT", Coordinator, "task"),
    ("annul_registration", "TT", Coordinator, "task"),
    ("revoke_directive", "TT", Coordinator, "task"),
    ("acknowledge_assignment", "BTC", Coordinator, "task"),
    ("decline_assignment", "BTC", Coordinator, "task"),
    ("reassign_assignment", "TT", Coordinator, "decline_assignment"),
    ("take_assignment", "BTC", Coordinator, "task"),
    ("start_assignment", "BTC", Coordinator, "acknowledge_assignment"),
    ("propose_date", "BTC", Coordinator, "acknowledge_assignment"),
    ("decide_date", "TT", Coordinator, "propose_date"),
    ("request_extension", "BTC", Coordinator, "dated task at work"),
    ("decide_extension", "TT", Coordinator, "request_extension"),
    ("report_progress", "BTC", Coordinator, "start_assignment"),
    ("add_assignment_attachment", "BTC", Coordinator, "start_assignment"),
    ("get_assignment_attachment", "BTC", Coordinator, "add_assignment_attachment"),
    ("add_evidence", "BTC", Coordinator, "start_assignment"),
    ("submit_assignment", "BTC", Coordinator, "add_evidence"),
    ("accept_submission", "TT", Coordinator, "submit_assignment"),
    ("return_submission", "TT", Coordinator, "submit_assignment"),
    ("close_assignment", "TT", Coordinator, "task that is not done"),
    ("withdraw_assignment", "TT", Coordinator, "task"),
    ("withdraw_assignments", "TT", Coordinator, "stage"),
    ("urge_assignment", "TT", Coordinator, "task"),
    ("add_children", "BTC", Coordinator, "acknowledge_assignment"),
    ("set_fulfilment", "TT", Coordinator, "weekly duty"),
    ("open_number_book", "VPTU", Coordinator, "stage"),
    ("edit_number_book", "VPTU", Coordinator, "stage"),
    ("begin_term", "VPTU", Coordinator, "stage"),
    ("create_organization", "VPTU", Operator, "stage"),
    ("change_organization", "VPTU", Operator, "stage"),
    ("create_audience", "VPTU", Operator, "stage"),
    ("replace_audience", "VPTU", Operator, "create_audience"),
    ("create_oversight", "VPTU", Operator, "stage"),
    ("end_oversight", "VPTU", Operator, "create_oversight"),
    ("put_day", "VPTU", Operator, "stage"),
    ("remove_day", "VPTU", Operator, "put_day"),
    ("import_table", "VPTU", Operator, "stage"),
    ("define_indicator", "TT", Coordinator, "stage"),
    ("edit_indicator", "TT", Coordinator, "stage"),
    ("create_form", "TT", Coordinator, "stage"),
    ("publish_form_version", "TT", Coordinator, "create_form"),
    ("define_regime", "TT", Coordinator, "stage"),
    ("edit_regime", "TT", Coordinator, "stage"),
    ("begin_submission", "UBND-25747", Officer, "regime"),
    ("edit_submission", "UBND-25747", Officer, "begin_submission"),
    ("discard_submission", "UBND-25747", Officer, "begin_submission"),
    ("submit_report", "UBND-25747", Officer, "edit_submission"),
    ("accept_report", "BTC", Coordinator, "submit_report"),
    ("return_report", "BTC", Coordinator, "submit_report"),
    ("report_nothing", "UBND-25747", Officer, "regime"),
    ("import_workbook", "UBND-25747", Officer, "regime"),
    ("ask", "UBND-25747", Officer, "regime"),
    ("decide_request", "BTC", Coordinator, "ask"),
    ("draw_up_report", "BTC", Coordinator, "stage"),
    ("edit_report", "BTC", Coordinator, "report"),
    ("refresh_report", "BTC", Coordinator, "report"),
    ("request_approval", "BTC", Coordinator, "edit_report"),
    ("return_consolidated_report", "BTC", Leader, "request_approval"),
    ("approve_report", "BTC", Leader, "request_approval"),
    ("send_report", "BTC", Coordinator, "approve_report"),
    ("recall_report", "BTC", Coordinator, "request_approval"),
    ("attach_signed_scan", "BTC", Coordinator, "send_report"),
    ("get_signed_scan", "BTC", Coordinator, "attach_signed_scan"),
    ("acknowledge_report", "TT", Coordinator, "get_signed_scan"),
    ("enter_requirement", "TT", Coordinator, "stage"),
    ("close_requirement", "TT", Leader, "enter_requirement"),
    ("enter_rule_pack", "VPTU", Operator, "stage"),
    ("enter_rule_pack_version", "VPTU", Operator, "enter_rule_pack"),
    ("draft_programme", "BTC", Coordinator, "stage"),
    ("edit_programme", "BTC", Coordinator, "programme"),
    ("propose_programme", "BTC", Coordinator, "programme"),
    ("discard_programme", "BTC", Coordinator, "programme"),
    ("launch_programme", "BTC", Coordinator, "issued programme"),
    ("open_programme_round", "BTC", Coordinator, "running programme"),
    ("declare_independence", "BTC", Coordinator, "own team"),
    ("get_declarations", "BTC", Coordinator, "stage"),
    ("announce_target", "BTC", Coordinator, "target"),
    ("request_target_extension", "BTC", Coordinator, "announced target"),
    ("decide_target_extension", "TT", Leader, "request_target_extension"),
    ("suspend_target", "BTC", Coordinator, "announced target"),
    ("resume_target", "BTC", Coordinator, "suspend_target"),
    ("cancel_programme", "TT", Leader, "decision"),
    ("approve_proposal", "TT", Leader, "proposal"),
    ("return_proposal", "TT", Leader, "proposal"),
    ("reject_proposal", "TT", Leader, "proposal"),
    ("withdraw_proposal", "BTC", Coordinator, "proposal"),
    ("issue_decision", "TT", Coordinator, "decision"),
    ("list_persons", "BTC", Coordinator, "stage"),
    ("get_person", "BTC", Coordinator, "stage"),
    ("get_team", "BTC", Coordinator, "stage"),
    ("get_team_history", "BTC", Coordinator, "stage"),
    ("get_team_check", "BTC", Coordinator, "stage"),
    ("open_person", "BTC", Coordinator, "stage"),
    ("edit_person", "BTC", Coordinator, "open_person"),
    ("form_team", "BTC", Coordinator, "programme"),
    ("edit_team", "BTC", Coordinator, "form_team"),
    ("dissolve_team", "BTC", Coordinator, "form_team"),
];

/// Who sends the example of an operation.
pub(super) fn caller(operation: &str) -> Persona {
    let (_, organization, role, _) = find(operation).unwrap_or(("", "TT", Coordinator, "stage"));
    Persona::new(organization, role)
}

/// The steps that lead to an operation, which is the last one.
pub(super) fn way(operation: &str) -> Vec<&str> {
    let before = find(operation).map(|(_, _, _, before)| before);
    let mut steps = before.map(way).unwrap_or_default();
    steps.push(operation);
    steps
}

/// The line of an operation.
pub(super) fn find(operation: &str) -> Option<(&'static str, &'static str, Role, &'static str)> {
    WAYS.iter().copied().find(|(name, ..)| *name == operation)
}
