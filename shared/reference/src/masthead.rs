//! What organizations print on their documents. What the directory does not say of an organization follows from its kind
//! and its territory (Guidance 36-HD/VPTW; Decree 30/2020, appendix I).

use crate::{Directory, Organization, TerritoryKind, shipped};
use haicap_types::{OrganizationCode, OrganizationKind as Kind};

/// Between two lines of a name at the head of documents.
pub const LETTERHEAD_BREAK: &str = " / ";

/// Where central organizations sit, which have no territory in the directory.
const CAPITAL: &str = "Hà Nội";

/// How an organization's documents begin, and who signs them. [`LETTERHEAD_BREAK`] ends a line of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// What stands above the organization; none for those that stand at the head alone.
    pub parent: Option<String>,
    /// The organization.
    pub issuing: String,
    /// Where its documents are signed.
    pub place: String,
    /// On whose behalf its head signs; none where the head signs in person.
    pub authority: Option<String>,
    /// The title of its head.
    pub title: String,
}

impl Directory {
    /// What an organization prints on its documents; none of one that is not in the directory.
    #[must_use]
    pub fn masthead(&self, code: &OrganizationCode) -> Option<Masthead> {
        let own = self.get(code)?;
        let (parent, issuing) = self.names(own);
        Some(Masthead {
            parent,
            issuing,
            place: own.place.clone().unwrap_or_else(|| self.seat(own)),
            authority: own.head_authority.clone().or_else(|| authority(own.kind).map(str::to_owned)),
            title: own.head_title.clone().unwrap_or_else(|| title(own.kind).to_owned()),
        })
    }

    fn names(&self, own: &Organization) -> (Option<String>, String) {
        let above = own.parent.as_ref().and_then(|parent| self.get(parent));
        match own.kind {
            // Their documents are the committee's: they appear at the signature.
            Kind::StandingCommittee | Kind::StandingBody => (None, above.unwrap_or(own).letterhead()),
            Kind::CityPartyCommittee
            | Kind::PeoplesCouncil
            | Kind::PeoplesCommittee
            | Kind::CommunePeoplesCommittee
            | Kind::FatherlandFront
            | Kind::ExternalBody => (None, own.letterhead()),
            Kind::UpperPartyCommittee | Kind::CommunePartyCommittee => {
                let party =
                    above.and_then(Organization::territory).map(|territory| format!("Đảng bộ {}", territory.name_vi));
                (party.or_else(|| above.map(Organization::letterhead)), own.letterhead())
            }
            Kind::AdvisoryBody
            | Kind::InspectionCommission
            | Kind::PartyCell
            | Kind::PartyOffice
            | Kind::Academy
            | Kind::Department
            | Kind::PublicServiceUnit => (above.map(Organization::letterhead), own.letterhead()),
        }
    }

    /// The name of the territory that an organization or one above it governs.
    fn seat(&self, own: &Organization) -> String {
        let above = std::iter::successors(Some(own), |one| self.get(one.parent.as_ref()?));
        let territory = above.into_iter().find_map(Organization::territory);
        let is_state = matches!(
            own.kind,
            Kind::PeoplesCouncil
                | Kind::PeoplesCommittee
                | Kind::FatherlandFront
                | Kind::Department
                | Kind::PublicServiceUnit
        );
        match territory {
            None => CAPITAL.to_owned(),
            Some(territory) if territory.kind != TerritoryKind::Municipality => territory.short_name_vi.clone(),
            Some(territory) if is_state => territory.name_vi.clone(),
            Some(territory) => format!("TP. {}", territory.short_name_vi),
        }
    }
}

impl Organization {
    fn letterhead(&self) -> String {
        self.letterhead.as_ref().unwrap_or(&self.name_vi).clone()
    }

    fn territory(&self) -> Option<&'static crate::Territory> {
        self.territory_code.as_deref().and_then(|code| shipped::territories().get(code))
    }
}

/// On whose behalf the head of an organization of this kind signs.
const fn authority(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::CityPartyCommittee
        | Kind::StandingCommittee
        | Kind::StandingBody
        | Kind::UpperPartyCommittee
        | Kind::CommunePartyCommittee => Some("T/M Ban Thường vụ"),
        Kind::InspectionCommission => Some("T/M Ủy ban Kiểm tra"),
        Kind::PartyCell => Some("T/M Chi bộ"),
        Kind::PeoplesCommittee | Kind::CommunePeoplesCommittee => Some("TM. Ủy ban nhân dân"),
        Kind::PeoplesCouncil => Some("TM. Hội đồng nhân dân"),
        Kind::FatherlandFront => Some("TM. Ban Thường trực"),
        Kind::AdvisoryBody
        | Kind::PartyOffice
        | Kind::Academy
        | Kind::Department
        | Kind::PublicServiceUnit
        | Kind::ExternalBody => None,
    }
}

/// The title of the head of an organization of this kind.
const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::CityPartyCommittee
        | Kind::StandingCommittee
        | Kind::StandingBody
        | Kind::UpperPartyCommittee
        | Kind::CommunePartyCommittee
        | Kind::PartyCell => "Bí thư",
        Kind::InspectionCommission => "Chủ nhiệm",
        Kind::AdvisoryBody => "Trưởng Ban",
        Kind::PartyOffice => "Chánh Văn phòng",
        Kind::Academy | Kind::Department | Kind::PublicServiceUnit => "Giám đốc",
        Kind::PeoplesCommittee | Kind::CommunePeoplesCommittee | Kind::PeoplesCouncil | Kind::FatherlandFront => {
            "Chủ tịch"
        }
        Kind::ExternalBody => "Thủ trưởng",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(directory: &Directory, code: &str) -> [String; 5] {
        let Masthead { parent, issuing, place, authority, title } = directory.masthead(&code.parse().unwrap()).unwrap();
        [parent.unwrap_or_default(), issuing, place, authority.unwrap_or_default(), title]
    }

    #[test]
    fn every_organization_has_its_own_head() {
        let directory = shipped::directory();
        let city = "Thành ủy / Thành phố Hồ Chí Minh";
        let party = "Đảng bộ Thành phố Hồ Chí Minh";
        let state = "Ủy ban nhân dân / Thành phố Hồ Chí Minh";
        let (short, long) = ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh");
        for (code, expected) in [
            ("TU", ["", city, short, "T/M Ban Thường vụ", "Bí thư"]),
            ("TT", ["", city, short, "T/M Ban Thường vụ", "Bí thư"]),
            ("BTC", [city, "Ban Tổ chức", short, "", "Trưởng Ban"]),
            ("VPTU", [city, "Văn phòng", short, "", "Chánh Văn phòng"]),
            ("UBND", ["", state, long, "TM. Ủy ban nhân dân", "Chủ tịch"]),
            ("SNV", [state, "Sở Nội vụ", long, "", "Giám đốc"]),
            ("VP-UBND", [state, "Văn phòng", long, "", "Chánh Văn phòng"]),
            ("DU-25747", [party, "Đảng ủy phường Thủ Dầu Một", "Thủ Dầu Một", "T/M Ban Thường vụ", "Bí thư"]),
            (
                "UBND-25747",
                ["", "Ủy ban nhân dân phường Thủ Dầu Một", "Thủ Dầu Một", "TM. Ủy ban nhân dân", "Chủ tịch"],
            ),
            ("UBKTTW", ["", "Ủy ban Kiểm tra Trung ương", "Hà Nội", "", "Thủ trưởng"]),
        ] {
            assert_eq!(said(&directory, code), expected, "{code}");
        }
    }

    #[test]
    fn what_the_directory_does_not_say_follows_from_the_kind() {
        let mut parts = shipped::parts();
        for organization in &mut parts.organizations {
            organization.head_authority = None;
            organization.head_title = None;
            organization.place = None;
        }
        let (bare, shipped) = (Directory::new(parts, 0).unwrap(), shipped::directory());
        let differs = |code: &&OrganizationCode| bare.masthead(code) != shipped.masthead(code);
        let different: Vec<_> =
            shipped.organizations().map(|one| &one.code).filter(differs).map(ToString::to_string).collect();
        assert_eq!(different, ["TTTP", "VP-UBND"]);
    }
}
