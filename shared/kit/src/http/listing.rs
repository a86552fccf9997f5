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
}

/// A page of a list.
#[derive(Debug)]
pub struct Listing<T> {
    pub(super) view: ListingView<T>,
    pub(super) link: Option<String>,
}
