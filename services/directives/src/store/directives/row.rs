use crate::domain::directive::{Content, Directive, Signer};
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::{AudienceCode, Line, LongText, Name, Reason, Title};
use crate::vocabulary::{Classification, DirectiveState, DocumentType, SignerCapacity};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::Error;
use haicap_kit::db::{from_json, to_json, unreadable};
use haicap_types::{DocumentScheme, OrganizationCode, Urgency, fold};
use serde_json::Value;
use uuid::Uuid;

haicap_kit::row! {
    /// A directive as it stands in its table.
    pub(super) DirectiveRow in "directive" by (id) {
        id: Uuid,
        version: i32,
        created_by_subject: String,
        created_by_organization: OrganizationCode,
        created_at: DateTime<Utc>,
    } changing {
        state: DirectiveState,
        scheme: DocumentScheme,
        document_type: DocumentType,
        number: Option<String>,
        title: Title,
        abstract_text: Option<LongText>,
        issuer: OrganizationCode,
        signer_capacity: Option<SignerCapacity>,
        signer_position: Option<Name>,
        signer_name: Option<Name>,
        issued_on: Option<NaiveDate>,
        covers_from: Option<NaiveDate>,
        covers_to: Option<NaiveDate>,
        place: Option<Line<100>>,
        urgency: Urgency,
        classification: Classification,
        recipients: Vec<OrganizationCode>,
        audiences: Vec<AudienceCode>,
        links: Value,
        updated_at: DateTime<Utc>,
        effective_at: Option<DateTime<Utc>>,
        ended_at: Option<DateTime<Utc>>,
        superseded_by: Option<Uuid>,
        revocation_reason: Option<Reason>,
        concerned: Vec<OrganizationCode>,
        search: String,
    }
}

impl TryFrom<DirectiveRow> for Directive {
    type Error = Error;

    fn try_from(row: DirectiveRow) -> Result<Self, Error> {
        let signer = row.signer_capacity.map(|capacity| Signer {
            capacity,
            position: row.signer_position,
            name: row.signer_name,
        });
        let content = Content {
            scheme: row.scheme,
            document_type: row.document_type,
            number: row
                .number
                .as_deref()
                .map(|number| RecordedNumber::read(row.document_type, number))
                .transpose()
                .map_err(unreadable)?,
            title: row.title,
            abstract_text: row.abstract_text,
            issuer: row.issuer,
            signer,
            issued_on: row.issued_on,
            covers_from: row.covers_from,
            covers_to: row.covers_to,
            place: row.place,
            urgency: row.urgency,
            classification: row.classification,
            recipients: row.recipients,
            audiences: row.audiences,
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
            revocation_reason: row.revocation_reason,
            concerned: row.concerned,
        })
    }
}

impl TryFrom<&Directive> for DirectiveRow {
    type Error = Error;

    fn try_from(directive: &Directive) -> Result<Self, Error> {
        let Directive { content, .. } = directive.clone();
        let number = content.number.map(String::from);
        let signer = content.signer;
        Ok(Self {
            search: searched(number.as_deref(), &content.title, content.abstract_text.as_ref()),
            id: directive.id,
            version: directive.version,
            state: directive.state,
            scheme: content.scheme,
            document_type: content.document_type,
            number,
            title: content.title,
            abstract_text: content.abstract_text,
            issuer: content.issuer,
            signer_capacity: signer.as_ref().map(|signer| signer.capacity),
            signer_position: signer.as_ref().and_then(|signer| signer.position.clone()),
            signer_name: signer.and_then(|signer| signer.name),
            issued_on: content.issued_on,
            covers_from: content.covers_from,
            covers_to: content.covers_to,
            place: content.place,
            urgency: content.urgency,
            classification: content.classification,
            recipients: content.recipients,
            audiences: content.audiences,
            links: to_json(&content.links)?,
            created_by_subject: directive.created_by_subject.clone(),
            created_by_organization: directive.created_by_organization.clone(),
            created_at: directive.created_at,
            updated_at: directive.updated_at,
            effective_at: directive.effective_at,
            ended_at: directive.ended_at,
            superseded_by: directive.superseded_by,
            revocation_reason: directive.revocation_reason.clone(),
            concerned: directive.concerned.clone(),
        })
    }
}

/// What words are looked for in, folded.
fn searched(number: Option<&str>, title: &Title, abstract_text: Option<&LongText>) -> String {
    let parts = [number, Some(title.as_str()), abstract_text.map(LongText::as_str)];
    fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
