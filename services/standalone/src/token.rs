use crate::arguments::{Settings, Whom};
use crate::credentials::issuer_in;
use crate::example;
use crate::home::Home;
use crate::identity::{office, sign, subject};
use crate::say::say;
use haicap_kit::Exit;
use haicap_reference::{Directory, shipped};
use haicap_types::{Membership, Role};
use std::io::Write as _;

/// Prints a token for somebody.
pub(crate) fn print(settings: &Settings, whom: &Whom) -> Exit {
    let issuer = issuer_in(Home::at(&settings.home)?.folder())?;
    let directory = shipped::directory();
    let memberships = memberships(whom, &directory)?;
    let [first, ..] = memberships.as_slice() else { return Err(UNEQUAL.into()) };
    let role = first.roles.first().copied().unwrap_or(Role::Officer);
    let subject = whom.subject.clone().unwrap_or_else(|| subject(&first.org, role));
    let name =
        whom.name.clone().or_else(|| example::name(&subject)).unwrap_or_else(|| office(&directory, &first.org, role));
    let token = sign(&issuer, &subject, &name, &memberships)?;
    writeln!(std::io::stdout(), "{token}")?;
    Ok(())
}

const UNEQUAL: &str = "each --org needs its --role: name as many of one as of the other";

fn memberships(whom: &Whom, directory: &Directory) -> Result<Vec<Membership>, &'static str> {
    if whom.org.len() != whom.role.len() {
        return Err(UNEQUAL);
    }
    let mut memberships: Vec<Membership> = Vec::new();
    for (org, role) in whom.org.iter().zip(&whom.role) {
        if directory.get(org).is_none() {
            say(format!(
                "{org} is not among the organizations that ship: the token is good only if it was added since"
            ));
        }
        match memberships.iter_mut().find(|membership| membership.org == *org) {
            Some(membership) => membership.roles.push(*role),
            None => memberships.push(Membership { org: org.clone(), roles: vec![*role] }),
        }
    }
    Ok(memberships)
}
