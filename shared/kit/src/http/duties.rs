use super::problem::Problem;
use haicap_types::Words;
use serde::Deserialize;
use utoipa::IntoParams;

/// Whose duties: every service lists what waits for a caller.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DutiesQuery {
    /// `me` for what the caller took personally; absent for all that waits for the caller's organization.
    #[param(example = "me")]
    handler: Option<String>,
}

impl DutiesQuery {
    /// Whether the caller asks for what the caller took personally.
    ///
    /// # Errors
    /// The caller asks for somebody else's.
    pub fn is_for_himself(&self) -> Result<bool, Problem> {
        match self.handler.as_deref() {
            None => Ok(false),
            Some("me") => Ok(true),
            Some(_) => Err(Problem::parameter("handler", Words::new("handler chỉ nhận me.", "handler takes only me."))),
        }
    }
}
