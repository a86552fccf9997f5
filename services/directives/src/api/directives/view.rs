use super::access::{may, may_to};
use crate::domain::clause::Party;
use crate::domain::directive::{self, Directive, Link, Refusal, next};
use crate::domain::rights::DirectiveAct;
use chrono::NaiveDate;
use haicap_kit::http::{Fault, Problem, kinds};
use haicap_reference::Call;
use haicap_reference::Directory;
use haicap_types::{
    Action, Classification, Denial, DirectiveState, DocumentScheme, DocumentType, Instant, Named, OrganizationCode,
    Reason, SignerCapacity, Urgency, Words,
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A directive without its clauses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DirectiveSummary {
    /// Its id.
    pub(crate) id: Uuid,
    /// Where it stands.
    pub(crate) state: DirectiveState,
    /// Which rules number it.
    pub(crate) scheme: DocumentScheme,
    /// Its type.
    #[schema(example = "KL")]
    pub(crate) document_type: DocumentType,
    /// Its number and symbol; null until it has one.
    #[schema(required, example = "45-KL/TU")]
    pub(crate) number: Option<String>,
    /// What it is called.
    #[schema(example = "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp")]
    pub(crate) title: String,
    /// What it is about.
    #[serde(rename = "abstract")]
    #[schema(required)]
    pub(crate) abstract_text: Option<String>,
    /// The body that issues it.
    pub(crate) issuer: Named,
    /// Who signed it.
    #[schema(required)]
    pub(crate) signer: Option<SignerView>,
    /// The date under which it is issued.
    #[schema(required)]
    pub(crate) issued_on: Option<NaiveDate>,
    /// The first day of the period that it looks at.
    #[schema(required)]
    pub(crate) covers_from: Option<NaiveDate>,
    /// The last day of that period.
    #[schema(required)]
    pub(crate) covers_to: Option<NaiveDate>,
    /// The place before the date.
    #[schema(required, example = "TP. Hồ Chí Minh")]
    pub(crate) place: Option<String>,
    /// How fast the document must be dealt with.
    pub(crate) urgency: Urgency,
    /// How open it is.
    pub(crate) classification: Classification,
    /// Whom it is sent to.
    pub(crate) recipients: Vec<PartyView>,
    /// What it does to other documents.
    pub(crate) links: Vec<Link>,
    /// The organization that drafted or entered it.
    pub(crate) drafted_by: Named,
    /// When it was drafted.
    pub(crate) created_at: Instant,
    /// When it last changed.
    pub(crate) updated_at: Instant,
    /// When it was issued or registered here; null until then.
    #[schema(required)]
    pub(crate) effective_at: Option<Instant>,
    /// When it was superseded or revoked; null until then.
    #[schema(required)]
    pub(crate) ended_at: Option<Instant>,
    /// What took its place.
    #[schema(required)]
    pub(crate) superseded_by: Option<Uuid>,
    /// Why it was revoked.
    #[schema(required)]
    pub(crate) revocation_reason: Option<String>,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    pub(crate) actions: Vec<Action>,
}

/// A directive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DirectiveView {
    #[serde(flatten)]
    pub(crate) summary: DirectiveSummary,
    /// How many clauses it has.
    pub(crate) clauses: i64,
}

/// Who signed a document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignerView {
    /// In what capacity.
    pub(crate) capacity: SignerCapacity,
    /// The position of the person.
    #[schema(required, example = "Phó Bí thư Thường trực")]
    pub(crate) position: Option<String>,
    /// The name of the person.
    #[schema(required)]
    pub(crate) name: Option<String>,
}

/// An organization or an audience, with its names.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartyView {
    /// One organization.
    Organization(Named),
    /// All that belong to an audience.
    Audience(AudienceName),
}

/// An audience, as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AudienceName {
    /// The audience's code.
    #[schema(example = "departments")]
    pub(crate) code: String,
    /// Its Vietnamese name.
    #[schema(example = "Các sở, ngành")]
    pub(crate) name_vi: String,
    /// Its English name.
    #[schema(example = "Departments")]
    pub(crate) name_en: String,
}

/// How much is said about what the caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Every act, with the reason where it is not allowed.
    All,
    /// Only what is allowed.
    AllowedOnly,
}

pub(super) fn summary(directive: &Directive, call: &Call, detail: Detail) -> DirectiveSummary {
    let directory = &call.known.directory;
    let content = &directive.content;
    let organizations = content.recipients.iter().cloned().map(Party::Organization);
    let audiences = content.audiences.iter().cloned().map(Party::Audience);
    DirectiveSummary {
        id: directive.id,
        state: directive.state,
        scheme: content.scheme,
        document_type: content.document_type,
        number: content.number.as_ref().map(ToString::to_string),
        title: content.title.to_string(),
        abstract_text: content.abstract_text.as_ref().map(ToString::to_string),
        issuer: directory.named(&content.issuer),
        signer: content.signer.as_ref().map(|signer| SignerView {
            capacity: signer.capacity,
            position: signer.position.as_ref().map(ToString::to_string),
            name: signer.name.as_ref().map(ToString::to_string),
        }),
        issued_on: content.issued_on,
        covers_from: content.covers_from,
        covers_to: content.covers_to,
        place: content.place.as_ref().map(ToString::to_string),
        urgency: content.urgency,
        classification: content.classification,
        recipients: organizations.chain(audiences).map(|party| party_view(&party, directory)).collect(),
        links: content.links.clone(),
        drafted_by: directory.named(&directive.created_by_organization),
        created_at: directive.created_at.into(),
        updated_at: directive.updated_at.into(),
        effective_at: directive.effective_at.map(Instant),
        ended_at: directive.ended_at.map(Instant),
        superseded_by: directive.superseded_by,
        revocation_reason: directive.revocation_reason.as_ref().map(ToString::to_string),
        actions: actions(directive, call, detail),
    }
}

pub(super) fn view(directive: &Directive, clauses: i64, call: &Call) -> DirectiveView {
    DirectiveView { summary: summary(directive, call, Detail::All), clauses }
}

pub(crate) fn party_view(party: &Party, directory: &Directory) -> PartyView {
    match party {
        Party::Organization(code) => PartyView::Organization(directory.named(code)),
        Party::Audience(code) => {
            let (name_vi, name_en) = directory.audience(code.as_str()).map_or_else(
                || (code.to_string(), code.to_string()),
                |found| (found.name_vi.clone(), found.name_en.clone()),
            );
            PartyView::Audience(AudienceName { code: code.to_string(), name_vi, name_en })
        }
    }
}

/// Superseding is what another directive does by being issued, and so nothing to be called.
fn callable() -> impl Iterator<Item = (directive::Action, DirectiveAct)> {
    directive::Action::ALL.iter().copied().filter_map(|action| Some((action, right(action)?)))
}

const fn right(action: directive::Action) -> Option<DirectiveAct> {
    match action {
        directive::Action::Edit => Some(DirectiveAct::Edit),
        directive::Action::Issue => Some(DirectiveAct::Issue),
        directive::Action::Register => Some(DirectiveAct::Register),
        directive::Action::Revoke => Some(DirectiveAct::Revoke),
        directive::Action::Delete => Some(DirectiveAct::Delete),
        directive::Action::Supersede => None,
    }
}

fn actions(directive: &Directive, call: &Call, detail: Detail) -> Vec<Action> {
    let offered = callable().map(|(action, right)| {
        let hindrance = hindrance(directive, action, may_to(call, right, directive));
        let (method, below) = action.address();
        let joint = if below.is_empty() { "" } else { "/" };
        Action {
            name: action.word().into(),
            is_allowed: hindrance.is_none(),
            method,
            href: format!("/directives/v1/directives/{}{joint}{below}", directive.id),
            reason: hindrance.map(|(code, words)| Reason { code: code.into(), detail: call.language.say(&words) }),
        }
    });
    offered.filter(|action| detail == Detail::All || action.is_allowed).collect()
}

fn hindrance(
    directive: &Directive,
    action: directive::Action,
    right: Result<(), Denial>,
) -> Option<(&'static str, Words)> {
    if let Err(denial) = right {
        return Some((denial.code(), denial.words()));
    }
    let refusal = Refusal::NotInThisState(directive.state, action);
    next(directive.state, action).is_none().then(|| (refusal.code(), refusal.words()))
}

/// The problem behind a refusal.
pub(crate) fn refused(refusal: Refusal, state: DirectiveState) -> Problem {
    match refusal {
        Refusal::InvalidContent(faults) => {
            let faults = faults.into_iter().map(|fault| Fault::new(fault.pointer, fault.words)).collect();
            Problem::new(&kinds::INVALID).faults(faults)
        }
        Refusal::IssuedInFuture => Problem::invalid("/issued_on", refusal.words()).code(refusal.code()),
        Refusal::NotTheIssuer => Problem::from(Denial::Organization).detail(refusal.words()),
        Refusal::NumberMissing | Refusal::NumberNotFormal => {
            conflict(refusal.code(), refusal.words(), state, &[directive::Action::Issue])
        }
        Refusal::NotInThisState(..) | Refusal::SupersededByItself => {
            conflict(refusal.code(), refusal.words(), state, &[])
        }
    }
}

/// A conflict with the state of a directive. The legal actions are named, but for those that would meet the same
/// obstacle.
pub(super) fn conflict(
    code: &'static str,
    words: Words,
    state: DirectiveState,
    hindered: &[directive::Action],
) -> Problem {
    let legal: Vec<_> = callable()
        .map(|(action, _)| action)
        .filter(|action| next(state, *action).is_some() && !hindered.contains(action))
        .map(directive::Action::word)
        .collect();
    Problem::new(&kinds::CONFLICT).code(code).detail(words).member("legal_actions", json!(legal))
}

/// The right to an act, as the answer to who lacks it.
pub(super) fn permitted(call: &Call, act: DirectiveAct, issuer: &OrganizationCode) -> Result<(), Problem> {
    may(call, act, issuer).map_err(Into::into)
}

/// The same for an act on a directive that is there.
pub(super) fn permitted_to(call: &Call, act: DirectiveAct, directive: &Directive) -> Result<(), Problem> {
    may_to(call, act, directive).map_err(Into::into)
}
