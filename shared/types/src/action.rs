use crate::vocabulary;
use crate::{Instant, Named};
use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;
use uuid::Uuid;

/// The name of an act, as in its address.
pub type ActionName = Cow<'static, str>;

/// What the caller may do with a thing now, or why not.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Action {
    /// The act.
    #[schema(value_type = String)]
    pub name: ActionName,
    /// Whether the caller may do it now.
    pub is_allowed: bool,
    /// The HTTP method.
    #[schema(example = "POST")]
    pub method: Method,
    /// The address, relative to the origin.
    pub href: String,
    /// Why not; null where it is allowed.
    #[schema(required)]
    pub reason: Option<Reason>,
}

/// The method of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Does something.
    Post,
    /// Changes fields.
    Patch,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

/// Why an act is not allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reason {
    /// A stable word for programs.
    #[schema(value_type = String, example = "not_in_this_state")]
    pub code: Cow<'static, str>,
    /// A sentence for people, in the language of the request.
    pub detail: String,
}

vocabulary! {
    /// What a duty waits for.
    DutyWait as "duty_wait" {
        Work = "work", "Thực hiện", "Work";
        Decision = "decision", "Quyết định", "A decision";
    }
}

/// The thing that a duty is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ThingLink {
    /// Its id.
    pub id: Uuid,
    /// Its address, relative to the origin.
    pub href: String,
}

/// Something that the caller's organization has to do; the same shape in every service.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Duty {
    /// The service that keeps it.
    #[schema(value_type = String, example = "directives")]
    pub service: &'static str,
    /// What sort of thing it is.
    #[schema(value_type = String, example = "assignment")]
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub thing: ThingLink,
    /// The organization that has to act.
    pub organization: Named,
    /// The person who took it; null if nobody did.
    #[schema(required)]
    pub handler: Option<String>,
    /// Until when; null if no date is set.
    #[schema(required)]
    pub due_at: Option<Instant>,
    /// Whether that moment has passed.
    pub is_overdue: bool,
    /// What it waits for.
    pub waits_for: DutyWait,
    /// What the caller may do now.
    pub actions: Vec<Action>,
}
