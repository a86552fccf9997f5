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

/// Whether an organization keeps the register of an issuer, on the ground of what both are on a date: it is the Party
/// office of a committee, and the issuer is that committee, a Party organization directly below it, or an external
/// organization, whose documents nobody else can register. To oversee the issuer is no ground.
#[must_use]
pub fn keeps_register_of(
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
    use super::keeps_register_of;
    use crate::domain::assignment::sample::{code, date};

    #[test]
    fn the_party_office_keeps_the_register_of_its_committee_and_of_no_other_body() {
        let directory = haicap_reference::shipped::directory();
        let keeps = |organization: &str, issuer: &str, on: &str| {
            keeps_register_of(&directory, &code(organization), &code(issuer), date(on))
        };
        for issuer in ["TU", "BTV", "TT", "BTC", "UBKT", "UBKTTW"] {
            assert!(keeps("VPTU", issuer, "2025-10-01"), "{issuer}");
        }
        for issuer in ["DU-UBND", "DU-25747", "HVCB", "UBND", "SNV", "HDND", "NOBODY"] {
            assert!(!keeps("VPTU", issuer, "2025-10-01"), "{issuer}");
        }
        for overseer in ["TT", "BTV", "UBKT", "BTC", "UBND", "DU-UBND", "VP-UBND"] {
            assert!(!keeps(overseer, "SNV", "2025-10-01") && !keeps(overseer, "UBKTTW", "2025-10-01"), "{overseer}");
        }
        assert!(!keeps("VPTU", "TT", "2025-06-30"), "before the office existed");
    }
}
