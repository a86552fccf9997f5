use crate::domain::directive::{Content, Directive, Signer};
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::{AudienceCode, Line, LongText, Name, Reason, Title};
use crate::schema::directive;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::result::Error;
use diesel::{Queryable, Selectable};
use haicap_kit::db::{from_json, to_json, unreadable};
use haicap_types::{
    Classification, DirectiveState, DocumentScheme, DocumentType, OrganizationCode, SignerCapacity, Urgency, fold,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A row of the table, column for column.
#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = directive, check_for_backend(Pg))]
pub(super) struct DirectiveRow {
    id: Uuid,
    version: i32,
    state: DirectiveState,
    scheme: DocumentScheme,
    document_type: DocumentType,
    number: Option<String>,
    title: String,
    abstract_text: Option<String>,
    issuer: OrganizationCode,
    signer_capacity: Option<SignerCapacity>,
    signer_position: Option<String>,
    signer_name: Option<String>,
    issued_on: Option<NaiveDate>,
    covers_from: Option<NaiveDate>,
    covers_to: Option<NaiveDate>,
    place: Option<String>,
    urgency: Urgency,
    classification: Classification,
    recipients: Vec<OrganizationCode>,
    audiences: Vec<String>,
    links: Value,
    created_by_subject: String,
    created_by_organization: OrganizationCode,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    effective_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    superseded_by: Option<Uuid>,
    revocation_reason: Option<String>,
    concerned: Vec<OrganizationCode>,
    search: String,
}

/// The columns of [`DirectiveRow`], in its order.
pub(super) const COLUMNS: &str = "id, version, state, scheme, document_type, number, title, abstract_text, issuer, \
    signer_capacity, signer_position, signer_name, issued_on, covers_from, covers_to, place, urgency, classification, \
    recipients, audiences, links, created_by_subject, created_by_organization, created_at, updated_at, effective_at, \
    ended_at, superseded_by, revocation_reason, concerned, search";

impl TryFrom<DirectiveRow> for Directive {
    type Error = Error;

    fn try_from(row: DirectiveRow) -> Result<Self, Error> {
        let signer = match row.signer_capacity {
            None => None,
            Some(capacity) => Some(Signer {
                capacity,
                position: row.signer_position.as_deref().map(Name::new).transpose().map_err(unreadable)?,
                name: row.signer_name.as_deref().map(Name::new).transpose().map_err(unreadable)?,
            }),
        };
        let content = Content {
            scheme: row.scheme,
            document_type: row.document_type,
            number: row.number.as_deref().map(RecordedNumber::read).transpose().map_err(unreadable)?,
            title: Title::new(&row.title).map_err(unreadable)?,
            abstract_text: row.abstract_text.as_deref().map(LongText::new).transpose().map_err(unreadable)?,
            issuer: row.issuer,
            signer,
            issued_on: row.issued_on,
            covers_from: row.covers_from,
            covers_to: row.covers_to,
            place: row.place.as_deref().map(Line::new).transpose().map_err(unreadable)?,
            urgency: row.urgency,
            classification: row.classification,
            recipients: row.recipients,
            audiences: row
                .audiences
                .iter()
                .map(|code| AudienceCode::new(code))
                .collect::<Result<_, _>>()
                .map_err(unreadable)?,
            links: from_json(row.links)?,
        };
        Ok(Self {
            id: row.id,
            version: row.version,
            state: row.state,
            content,
            created_by_subject: row.created_by_subject,
            created_by_organization: row.created_by_organization,
            created_at: row.created_at,
            updated_at: row.updated_at,
            effective_at: row.effective_at,
            ended_at: row.ended_at,
            superseded_by: row.superseded_by,
            revocation_reason: row.revocation_reason.as_deref().map(Reason::new).transpose().map_err(unreadable)?,
            concerned: row.concerned,
        })
    }
}

impl TryFrom<&Directive> for DirectiveRow {
    type Error = Error;

    fn try_from(directive: &Directive) -> Result<Self, Error> {
        let content = directive.content.clone();
        let number = content.number.map(String::from);
        let abstract_text = content.abstract_text.map(String::from);
        let searched = [number.as_deref(), Some(content.title.as_str()), abstract_text.as_deref()];
        let search = fold(&searched.into_iter().flatten().collect::<Vec<_>>().join(" "));
        let signer = content.signer;
        Ok(Self {
            id: directive.id,
            version: directive.version,
            state: directive.state,
            scheme: content.scheme,
            document_type: content.document_type,
            number,
            title: content.title.into(),
            abstract_text,
            issuer: content.issuer,
            signer_capacity: signer.as_ref().map(|signer| signer.capacity),
            signer_position: signer.as_ref().and_then(|signer| signer.position.clone()).map(String::from),
            signer_name: signer.and_then(|signer| signer.name).map(String::from),
            issued_on: content.issued_on,
            covers_from: content.covers_from,
            covers_to: content.covers_to,
            place: content.place.map(String::from),
            urgency: content.urgency,
            classification: content.classification,
            recipients: content.recipients,
            audiences: content.audiences.into_iter().map(String::from).collect(),
            links: to_json(&content.links)?,
            created_by_subject: directive.created_by_subject.clone(),
            created_by_organization: directive.created_by_organization.clone(),
            created_at: directive.created_at,
            updated_at: directive.updated_at,
            effective_at: directive.effective_at,
            ended_at: directive.ended_at,
            superseded_by: directive.superseded_by,
            revocation_reason: directive.revocation_reason.clone().map(String::from),
            concerned: directive.concerned.clone(),
            search,
        })
    }
}
