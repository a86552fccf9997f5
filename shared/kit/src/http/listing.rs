use haicap_types::Action;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list, on the wire.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListingView<T> {
    /// The items.
    pub items: Vec<T>,
    /// Pass it as `cursor` for the next page; null on the last.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// What the caller may do with the list: add to it. Empty where nothing can be added here.
    pub actions: Vec<Action>,
}

/// A page of a list.
#[derive(Debug)]
pub struct Listing<T> {
    pub(super) view: ListingView<T>,
    pub(super) link: Option<String>,
}
