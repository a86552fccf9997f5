use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;

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
    /// Whether it needs `If-Match` with the version of the resource.
    pub needs_if_match: bool,
    /// Whether it takes a body; the operation says which.
    pub takes_body: bool,
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
    #[schema(example = "Nhiệm vụ đã hoàn thành.")]
    pub detail: String,
}
