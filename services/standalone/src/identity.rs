//! Who somebody is in the example, and the token that says so.

use haicap_kit::auth::{DemoIssuer, DemoKeyError};
use haicap_reference::Directory;
use haicap_types::{Membership, OrganizationCode, Role, Vocabulary};
use std::time::{SystemTime, UNIX_EPOCH};

/// The subject of an organization's person in a role: where there are several, the first.
pub(crate) fn subject(organization: &OrganizationCode, role: Role) -> String {
    format!("{}.{role}", organization.as_str().to_lowercase())
}

/// A token that is good from now.
pub(crate) fn sign(
    issuer: &DemoIssuer,
    subject: &str,
    name: &str,
    memberships: &[Membership],
) -> Result<String, DemoKeyError> {
    // Tokens live in wall time, whatever the domain clock says.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    issuer.token(subject, name, memberships, i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// What somebody without a name is called: by the role and the organization.
pub(crate) fn office(directory: &Directory, organization: &OrganizationCode, role: Role) -> String {
    format!("{}, {}", role.term().label_vi, directory.named(organization).name_vi)
}
