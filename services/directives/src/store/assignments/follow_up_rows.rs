//! The rows of what is said about an assignment on its way.

use crate::domain::text::{Line, Reason, Remark, Statement, Title};
use crate::vocabulary::{CloseReason, DateRequestKind, Implementation, ReasonKind, Verdict};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Cadence, DayTime, OrganizationCode, RequestState};
use serde_json::Value;
use uuid::Uuid;

haicap_kit::row! {
    /// A request for a date, and what became of it.
    pub(crate) DateRequestRow in "date_request" by (id) {
        id: Uuid,
        assignment_id: Uuid,
        kind: DateRequestKind,
        due_on: NaiveDate,
        reason: Reason,
        requested_by: String,
        organization: OrganizationCode,
        requested_at: DateTime<Utc>,
    } changing {
        state: RequestState,
        remark: Option<Remark>,
        granted_due_on: Option<NaiveDate>,
        decided_by: Option<String>,
        decided_at: Option<DateTime<Utc>>,
    }
}

haicap_kit::row! {
    /// A report on progress.
    pub(crate) ProgressRow in "progress_report" by (id) {
        id: Uuid,
        assignment_id: Uuid,
        percent: Option<i16>,
        narrative: Statement,
        next_step: Option<Remark>,
        reported_by: String,
        organization: OrganizationCode,
        reported_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// A piece of evidence; one of attachment, number and address is there.
    pub(crate) EvidenceRow in "evidence" by (id) {
        id: Uuid,
        assignment_id: Uuid,
        submission: i32,
        title: Title,
        attachment_id: Option<Uuid>,
        number: Option<Line<100>>,
        url: Option<String>,
        added_by: String,
        organization: OrganizationCode,
        added_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// A result that was handed in.
    pub(crate) SubmissionRow in "submission" by (assignment_id, number) {
        assignment_id: Uuid,
        number: i32,
        result: Implementation,
        statement: Statement,
        hash: String,
        due_on: Option<NaiveDate>,
        submitted_by: String,
        organization: OrganizationCode,
        submitted_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// What became of a submission.
    pub(crate) JudgementRow in "judgement" by (assignment_id, submission) {
        assignment_id: Uuid,
        submission: i32,
        verdict: Verdict,
        close_reason: Option<CloseReason>,
        remark: Option<Remark>,
        constraints: Value,
        judged_by: String,
        organization: OrganizationCode,
        judged_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// Why it was declined, given to another organization, or withdrawn.
    pub(crate) ReasonRow in "reason" by (id) {
        id: Uuid,
        assignment_id: Uuid,
        kind: ReasonKind,
        reason: Reason,
        given_by: String,
        organization: OrganizationCode,
        given_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// An urging.
    pub(crate) UrgingRow in "urging" by (id) {
        id: Uuid,
        assignment_id: Uuid,
        addressee: OrganizationCode,
        message: Reason,
        urged_by: String,
        organization: OrganizationCode,
        urged_at: DateTime<Utc>,
    }
}

haicap_kit::row! {
    /// A period of a continuing duty.
    pub(crate) FulfilmentRow in "fulfilment" by (assignment_id, starts_on) {
        assignment_id: Uuid,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        cadence: Cadence,
        due_time: DayTime,
    } changing {
        due_on: NaiveDate,
        fulfilled_at: Option<DateTime<Utc>>,
        remark: Option<Remark>,
        set_by: String,
    }
}
