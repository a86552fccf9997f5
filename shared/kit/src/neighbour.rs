use std::collections::BTreeMap;

/// Another service that this one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// Its name, the first segment of its addresses; `{NAME}_URL` says where it answers.
    pub name: &'static str,
    /// Whether the service refuses to start without that address.
    pub is_required: bool,
    /// What it is followed for, as `--help` says it.
    pub why: &'static str,
}

/// Where neighbours answer, such as `http://directives:8080`, by their names.
pub type Origins = BTreeMap<&'static str, String>;

impl Neighbour {
    /// The variable that says where it answers.
    pub(crate) fn variable(&self) -> String {
        format!("{}_URL", self.name.to_uppercase().replace('-', "_"))
    }
}
