//! What must never be, as far as the database can be asked: each question names the rows that contradict it.

use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_kit::events::verify;
use haicap_testing::TestService;
use std::time::Duration;

const NEVER: [(&str, &str); 20] = [
    (
        "what counts was not sent, was returned, or answers something else",
        "select id from obligation o where effective_submission is not null
         and not exists (select from submission s where s.id = o.effective_submission and s.obligation_id = o.id
             and s.state = o.standing)
         and not exists (select from consolidated_report c where c.id = o.effective_submission and c.obligation_id = o.id
             and (c.state, o.standing) in (('sent', 'submitted'), ('acknowledged', 'accepted')))",
    ),
    (
        "the last version is not the last",
        "select o.id from obligation o left join lateral (select s.id, s.number, s.state from submission s
             where s.obligation_id = o.id order by s.number desc limit 1) s on true
         where o.form is not null
         and (o.latest_id, o.latest_number, o.latest_state) is distinct from (s.id, s.number, s.state)",
    ),
    (
        "versions have gaps",
        "select obligation_id from submission group by 1 having count(*) <> max(number) or min(number) <> 1",
    ),
    (
        "reports have gaps",
        "select obligation_id from consolidated_report group by 1 having count(*) <> max(number) or min(number) <> 1",
    ),
    (
        "somebody accepts what they contributed to",
        "select id from submission where state = 'accepted' and (judged_by = any(edited_by) or judged_by = submitted_by)",
    ),
    (
        "somebody accepts a version whose content they wrote into the version before",
        "select s.id from submission s join submission e on e.obligation_id = s.obligation_id and e.number = s.number - 1
         where s.state = 'accepted' and not s.is_nil and (s.judged_by = any(e.edited_by) or s.judged_by = e.submitted_by)",
    ),
    ("somebody decides on the own request", "select id from grant_request where decided_by = requested_by"),
    ("somebody approves what they wrote", "select id from consolidated_report where approved_by = any(edited_by)"),
    (
        "somebody acknowledges what they wrote, approved, scanned or sent",
        "select id from consolidated_report where acknowledged_by = any(edited_by)
         or acknowledged_by in (approved_by, sent_by, signed_scan ->> 'by')",
    ),
    (
        "requests are counted wrongly",
        "select id from obligation o where requests <> (select count(*) from grant_request g where g.obligation_id = o.id)",
    ),
    (
        "a request waits though a report was sent or waived",
        "select g.id from grant_request g join obligation o on o.id = g.obligation_id
         where g.state = 'pending' and (o.first_submitted_at is not null or o.standing = 'waived')",
    ),
    ("a report came before its period", "select id from obligation where first_submitted_at < opens_at"),
    ("timeliness contradicts the deadline", "select id from obligation where was_late <> (first_submitted_at > due_at)"),
    (
        "something was done about a period that is only foreseen",
        "select o.id from obligation o join period p on p.id = o.period_id where p.frozen_at is null
         and (o.latest_id is not null or o.standing <> 'nothing' or o.requests > 0
             or exists (select from consolidated_report c where c.obligation_id = o.id)
             or exists (select from consolidated_source c where c.obligation_id = o.id))",
    ),
    (
        "the cells are not those of the report",
        "select id from submission s where (select coalesce(array_agg(v.indicator order by v.indicator), '{}')
             from submission_value v where v.submission_id = s.id)
         is distinct from (select coalesce(array_agg(code order by code), '{}')
             from jsonb_object_keys(case when s.state = 'draft' then '{}' else s.figures end) code)",
    ),
    (
        "a draft of a consolidated report is told of",
        "select e.id from event e join consolidated_report c on e.subject = 'consolidated_report/' || c.id
         where cardinality(e.organizations) > 0 and (c.sent_at is null or e.at < c.sent_at)",
    ),
    (
        "a sent report has no approval, or was never sent about",
        "select id from consolidated_report c where sent_at is not null and (approved_at is null or not exists (
             select from event e where e.subject = 'consolidated_report/' || c.id and e.at = c.sent_at
                 and e.kind = 'reporting.consolidated_report.sent'))",
    ),
    (
        "two reports of an organization have one document number in a year",
        "select max(id::text)::uuid as id from consolidated_report where state <> 'recalled'
         group by organization, ltrim(upper(document_number), '0'), extract(year from issued_on)
         having max(document_number) is not null and count(*) > 1",
    ),
    (
        "an ended body owes or receives though one follows it",
        "select o.id from obligation o join organization e on e.code in (o.owed_by, o.receiver)
         join organization h on h.code = e.successors[1] where cardinality(e.successors) = 1
         and e.valid_to < '2025-10-01' and h.valid_to is null",
    ),
    ("an event waits for its position", "select event_id from event_pending"),
];

/// Asserts that nothing in the database contradicts it.
pub(crate) async fn expect_invariants(service: &TestService) {
    assert_eq!(contradictions(service).await, []);
    let log = verify(&service.database.owner().await, None).await.unwrap();
    assert_eq!(log.faults, []);
}

/// What is contradicted; with some rows of each. What is published takes a moment to get its position.
pub(crate) async fn contradictions(service: &TestService) -> Vec<(&'static str, String)> {
    let mut owner = service.database.owner().await;
    let mut contradicted = Vec::new();
    for _ in 0..250 {
        let (pending,) = Statement::<(BigInt,)>::new("select count(*) from event_pending")
            .get_result::<(i64,)>(&mut owner)
            .await
            .unwrap();
        if pending == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for (never, question) in NEVER {
        let rows = format!("select coalesce(string_agg(id::text, ' '), '') from ({question} limit 3) found (id)");
        let (found,) = Statement::<(Text,)>::new(rows).get_result::<(String,)>(&mut owner).await.unwrap();
        if !found.is_empty() {
            contradicted.push((never, found));
        }
    }
    contradicted
}
