//! Who contributed to a thing. Nobody accepts what they contributed to, whatever organization they act for.

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

#[cfg(test)]
mod tests;
