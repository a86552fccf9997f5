use crate::auth::Person;
use crate::http::{Answer, Reply};
use actix_web::{get, web};
use haicap_types::Term;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Every list of words that the service uses, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct VocabularyView {
    /// The lists.
    pub(crate) vocabularies: BTreeMap<&'static str, Vec<Term>>,
}

/// List the words that the service uses
///
/// Every enum's values with their Vietnamese and English labels, for front ends.
#[utoipa::path(
    tag = "vocabulary",
    responses((status = 200, description = "All lists of words.", body = VocabularyView))
)]
#[get("/vocabulary")]
pub(crate) async fn get_vocabulary(_: Person, vocabulary: web::Data<VocabularyView>) -> Answer {
    Ok(Reply::ok(&**vocabulary))
}
