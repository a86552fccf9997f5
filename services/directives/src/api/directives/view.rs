use super::access::{is_seen, may};
use super::effect::EffectView;
use crate::api::refs::{DirectiveRef, PartyView, party_view};
use crate::domain::clause::Party;
use crate::domain::directive::{Act, Directive, Link, Refusal, permit};
use crate::vocabulary::{Classification, DirectiveState, DocumentType, LinkKind, SignerCapacity};
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, DocumentScheme, Instant, Named, Urgency, Vocabulary};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How many documents that refer to one its view names.
pub(super) const REFERENCES_MAX: usize = 50;

/// A directive without its clauses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DirectiveSummary {
    /// Its id.
    pub(crate) id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
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
    /// The organization that issues it.
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
    /// Where the figures of the whole are; null where the caller does not see all of it, and is refused them.
    #[schema(required)]
    pub(crate) figures: Option<FiguresView>,
    /// What other documents do to it that the caller sees, such as to amend it; at most 50.
    pub(crate) referred_to_by: Vec<ReferenceView>,
    /// What the act did to assignments; only in the answer of an act that puts into force, corrects or ends, and of its
    /// dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) effect: Option<EffectView>,
}

/// Where the figures of a directive are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FiguresView {
    /// Which clauses are taken care of.
    #[schema(example = "/directives/v1/directives/01999999-0000-7000-8000-000000000000/coverage")]
    coverage: String,
    /// How their assignments fare.
    #[schema(example = "/directives/v1/directives/01999999-0000-7000-8000-000000000000/tracking-sheet")]
    tracking_sheet: String,
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

/// What another document does to this one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReferenceView {
    /// What it does.
    kind: LinkKind,
    /// The other document.
    directive: DirectiveRef,
}

/// A directive in a list.
pub(super) fn summary(call: &Call, directive: &Directive, depth: Depth) -> DirectiveSummary {
    let directory = &call.known.directory;
    let content = &directive.content;
    let organizations = content.recipients.iter().cloned().map(Party::Organization);
    let audiences = content.audiences.iter().cloned().map(Party::Audience);
    DirectiveSummary {
        id: directive.id,
        version: directive.version,
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
        actions: actions(call, directive, depth),
    }
}

/// A directive with so many clauses, and the documents that refer to it, for a caller who sees all of it or not.
pub(super) fn view(
    call: &Call,
    directive: &Directive,
    clauses: i64,
    referring: &[Directive],
    sees_all: bool,
) -> DirectiveView {
    let seen = referring.iter().filter(|other| is_seen(call, other));
    let references = seen.flat_map(|other| {
        let links = other.content.links.iter().filter(|link| link.directive_id == directive.id);
        links.map(|link| ReferenceView { kind: link.kind, directive: DirectiveRef::of(other) })
    });
    let referred_to_by = references.collect();
    let figures = sees_all.then(|| FiguresView {
        coverage: format!("/directives/v1/directives/{}/coverage", directive.id),
        tracking_sheet: format!("/directives/v1/directives/{}/tracking-sheet", directive.id),
    });
    DirectiveView { summary: summary(call, directive, Depth::Whole), clauses, figures, referred_to_by, effect: None }
}

/// What the caller may do now, and why not the rest.
fn actions(call: &Call, directive: &Directive, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/directives/v1/directives/{}", directive.id);
    offered(call.language, depth, Act::ALL, href, judge(call, directive))
}

/// Judges acts: first the right to it, then what the state allows.
pub(super) fn judge(call: &Call, directive: &Directive) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    move |act| {
        may(call, act, directive).map_err(Hindrance::Denial)?;
        permit(directive, act).map(drop).map_err(Hindrance::Refusal)
    }
}
