//! Who contributed to a thing. Nobody accepts what they contributed to, whatever organization they act for.

use super::obligation::{GrantRequest, Submission};
use super::report::Report;
use haicap_types::Actor;

/// Something that some people make and another person accepts, approves or decides on.
pub trait Contributed {
    /// The subjects of everybody who contributed to it; a subject may come twice.
    fn contributors(&self) -> impl Iterator<Item = &str>;
}

/// Whether the actor contributed to a thing, for any organization: then somebody else has to accept it.
#[must_use]
pub fn has_contributed(actor: &Actor, thing: &impl Contributed) -> bool {
    thing.contributors().any(|person| person == actor.subject)
}

impl Contributed for Submission {
    /// Whoever drafted, edited or sent it, or a version that its content was copied from.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        self.edited_by.iter().chain(self.submitted.iter().map(|sent| &sent.by)).map(String::as_str)
    }
}

impl Contributed for GrantRequest {
    /// Whoever made it.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.requested.by.as_str())
    }
}

impl Contributed for Report {
    /// Whoever drafted, edited, approved or sent it, or attached the signed scan.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        let signed = self.approved.iter().chain(&self.sent).map(|signature| &signature.by);
        let scanned = self.signed_scan.iter().map(|scan| &scan.by);
        self.edited_by.iter().chain(signed).chain(scanned).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
