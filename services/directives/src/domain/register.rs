//! Who keeps whose register: a Party office that of its committee and of the organizations beside it that have none.

use chrono::NaiveDate;
use haicap_reference::{Directory, Organization};
use haicap_types::{OrganizationCode, OrganizationKind};

/// The kinds of Party organizations whose register the office of their committee may keep. Committees below keep their
/// own.
const SERVED: &[OrganizationKind] = &[
    OrganizationKind::StandingCommittee,
    OrganizationKind::StandingBody,
    OrganizationKind::AdvisoryBody,
    OrganizationKind::InspectionCommission,
];

/// What an organization may do in the name of an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// All that the issuer may do to its documents: it is the issuer, or keeps the register of an external organization,
    /// for which nobody acts here.
    Issuer,
    /// It keeps the issuer's register.
    Registrar,
    /// Nothing.
    None,
}

/// What an organization may do in the name of an issuer on a date.
#[must_use]
pub fn authority_over(
    directory: &Directory,
    organization: &OrganizationCode,
    issuer: &OrganizationCode,
    on: NaiveDate,
) -> Authority {
    let is_external = directory.get(issuer).is_some_and(|issuer| issuer.kind == OrganizationKind::ExternalBody);
    match keeps_register_of(directory, organization, issuer, on) {
        _ if organization == issuer => Authority::Issuer,
        true if is_external => Authority::Issuer,
        true => Authority::Registrar,
        false => Authority::None,
    }
}

/// Whether an organization keeps the register of an issuer, on the ground of what both are on a date: it is the Party
/// office of a committee, and the issuer is that committee, a Party organization directly below it, or an external
/// organization, whose documents nobody else can register. To oversee the issuer is no ground.
fn keeps_register_of(
    directory: &Directory,
    organization: &OrganizationCode,
    issuer: &OrganizationCode,
    on: NaiveDate,
) -> bool {
    let Some(committee) = committee_of_office(directory, organization, on) else { return false };
    let Some(issuer) = directory.get(issuer) else { return false };
    match issuer.kind {
        OrganizationKind::ExternalBody => true,
        kind if SERVED.contains(&kind) => issuer.parent.as_ref() == Some(&committee.code),
        _ => issuer.code == committee.code,
    }
}

/// The committee that a Party office serves on a date; `None` for every other organization.
fn committee_of_office<'a>(
    directory: &'a Directory,
    organization: &OrganizationCode,
    on: NaiveDate,
) -> Option<&'a Organization> {
    let office = directory.get(organization)?;
    let is_office = office.kind == OrganizationKind::PartyOffice && office.is_valid_on(on);
    directory.get(office.parent.as_ref().filter(|_| is_office)?)
}

/// Whether an organization is the office of the city's Party committee on a date.
#[must_use]
pub fn is_city_office(directory: &Directory, organization: &OrganizationCode, on: NaiveDate) -> bool {
    let committee = committee_of_office(directory, organization, on);
    committee.is_some_and(|committee| committee.kind == OrganizationKind::CityPartyCommittee)
}

#[cfg(test)]
mod tests {
    use super::{Authority, authority_over};
    use crate::domain::assignment::sample::{code, date};

    #[test]
    fn the_party_office_keeps_the_register_of_its_committee_and_of_no_other_body() {
        let directory = haicap_reference::shipped::directory();
        let authority = |organization: &str, issuer: &str, on: &str| {
            authority_over(&directory, &code(organization), &code(issuer), date(on))
        };
        for issuer in ["TU", "BTV", "TT", "BTC", "UBKT"] {
            assert_eq!(authority("VPTU", issuer, "2025-10-01"), Authority::Registrar, "{issuer}");
        }
        assert_eq!(authority("VPTU", "UBKTTW", "2025-10-01"), Authority::Issuer, "nobody else acts for it");
        assert_eq!(authority("TT", "TT", "2025-10-01"), Authority::Issuer);
        for issuer in ["DU-UBND", "DU-25747", "HVCB", "UBND", "SNV", "HDND", "NOBODY"] {
            assert_eq!(authority("VPTU", issuer, "2025-10-01"), Authority::None, "{issuer}");
        }
        for overseer in ["TT", "BTV", "UBKT", "BTC", "UBND", "DU-UBND", "VP-UBND"] {
            for issuer in ["SNV", "UBKTTW"] {
                assert_eq!(authority(overseer, issuer, "2025-10-01"), Authority::None, "{overseer} {issuer}");
            }
        }
        assert_eq!(authority("VPTU", "TT", "2025-06-30"), Authority::None, "before the office existed");
    }
}
