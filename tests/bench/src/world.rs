use crate::case::Case;
use crate::place::Place;
use haicap_types::{Membership, OrganizationCode, Role};
use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a service is asked about, and what pgbench's scripts know of it.
pub(crate) trait World: Send + Sync {
    /// Writes a request that costs little: the first that a service answers.
    fn write_first(&self, out: &mut Vec<u8>) -> bool;

    /// Writes the next request; false where nothing is left to ask for.
    fn write_request(&self, case: Case, out: &mut Vec<u8>) -> bool;

    /// The same statements for pgbench; none for what this service is not asked.
    fn script(&self, case: Case) -> Option<&'static str>;

    /// What several scripts have in common, by the names that stand for it in braces.
    fn parts(&self) -> &'static [(&'static str, &'static str)];

    /// What else stands in braces: what is known only now.
    fn words(&self) -> Vec<(&'static str, String)>;

    /// The statements after which what was used up can be used again; none while enough is left.
    fn take_back(&self, case: Case) -> Vec<String>;
}

/// A token for somebody in a role of an organization.
pub(crate) fn token(
    place: &Place,
    code: &OrganizationCode,
    role: Role,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let subject = format!("{code}.{role}").to_lowercase();
    let membership = Membership { org: code.clone(), roles: vec![role] };
    let now_s = i64::try_from(wall_us() / 1_000_000)?;
    Ok(place.issuer.token(&subject, &format!("Người của {code}"), &[membership], now_s)?)
}

/// The authorization line of somebody in a role of an organization.
pub(crate) fn head(place: &Place, code: &OrganizationCode, role: Role) -> Result<String, Box<dyn Error + Send + Sync>> {
    Ok(format!("authorization: Bearer {}\r\n", token(place, code, role)?))
}

pub(crate) fn wall_us() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or_default()
}
