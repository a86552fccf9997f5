use crate::{Instant, PersonView};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// One fact, as a CloudEvents 1.0 JSON envelope.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CloudEvent {
    /// Always `1.0`.
    #[schema(example = "1.0")]
    pub specversion: String,
    /// The event's id; the same event always has the same id.
    pub id: Uuid,
    /// The log that it stands in: `/{service}/v1/events`.
    pub source: String,
    /// What happened, in the past tense; the vocabulary `event_kind` has its labels.
    #[serde(rename = "type")]
    pub kind: String,
    /// The thing that it happened to: `{noun}/{id}`.
    pub subject: String,
    /// When it happened, on the domain clock.
    pub time: Instant,
    /// Always `application/json`.
    #[schema(example = "application/json")]
    pub datacontenttype: String,
    /// What the thing is called now; null where it has no title, is no more, or is not the caller's to see any more.
    #[serde(default)]
    #[schema(required, example = "Đẩy nhanh việc sắp xếp tổ chức bên trong các sở, ngành")]
    pub subjecttitle: Option<String>,
    /// The position in the log: a decimal number without gaps, as text.
    #[schema(example = "4711")]
    pub position: String,
    /// Who did it: the token's subject.
    #[schema(example = "btc.leader")]
    pub actor: String,
    /// The person's name; null once it is erased.
    #[serde(default)]
    #[schema(required)]
    pub actorname: Option<String>,
    /// The organization that it was done for; null for the system itself.
    #[schema(required)]
    pub actingfor: Option<String>,
    /// What changed: codes and ids, before and after; the webhook of the kind has its shape.
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    pub data: Value,
}

/// A stretch of a log.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FeedPage {
    /// The events that the caller sees: in the order of their positions, or the latest first where `before` is asked for.
    pub items: Vec<CloudEvent>,
    /// Where to go on: pass it as `after`, or as `before` where that is asked for. Never null.
    #[schema(example = "0199b6a0000070008000000000000000.4711.9f86d081884c7d65")]
    pub next_cursor: String,
    /// Where this answer began: pass it as `after` to go on forwards from there, also after reading backwards.
    #[serde(default)]
    #[schema(required, example = "0199b6a0000070008000000000000000.4710.2c26b46b68ffc68f")]
    pub from_cursor: String,
    /// Whether the log goes on there, as it is now.
    #[serde(default)]
    #[schema(required)]
    pub has_more: bool,
}

/// The last fact about a thing: what whoever read it before does not know yet.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LastChange {
    /// What happened.
    #[schema(example = "directives.assignment.acknowledged")]
    pub kind: String,
    /// When, on the domain clock.
    pub at: Instant,
    /// Who did it.
    pub by: PersonView,
    /// The code of the organization that it was done for; null for the system itself.
    #[schema(required)]
    pub organization: Option<String>,
}
