//! What a report says before anybody has written on it: all of it can be edited.

use super::{Letterhead, Narrative, ReportContent, Signer};
use crate::domain::regime::Regime;
use haicap_reference::Masthead;
use haicap_types::{DocumentScheme, OrganizationKind};

/// How often a report comes, as titles of regimes say it. The document has the dates in their place.
const OFTEN: [&str; 14] = [
    "hằng tuần",
    "hàng tuần",
    "tuần",
    "hai tuần",
    "2 tuần",
    "nửa tháng",
    "hằng tháng",
    "hàng tháng",
    "tháng",
    "quý",
    "6 tháng",
    "9 tháng",
    "năm",
    "định kỳ",
];

/// Who reports to whom, by their names.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The organization that reports.
    pub own: &'a str,
    /// The organization that it reports to.
    pub receiver: &'a str,
}

impl Wording<'_> {
    /// The words of a new report; `masthead` is what its organization prints on its documents, and `kind` what sort of
    /// organization that is.
    #[must_use]
    pub fn content(
        self,
        regime: &Regime,
        masthead: Option<Masthead>,
        kind: Option<OrganizationKind>,
        narrative: Narrative,
    ) -> ReportContent {
        let Self { own, receiver } = self;
        let title = subject(&regime.title);
        let about = about(&regime.title, &title);
        let ground = regime.legal_basis.clone().unwrap_or_else(|| format!("chế độ báo cáo của {receiver}"));
        let masthead = masthead.unwrap_or_else(|| Masthead {
            parent: None,
            issuing: own.to_owned(),
            place: "Thành phố Hồ Chí Minh".to_owned(),
            authority: None,
            title: "Thủ trưởng".to_owned(),
        });
        let (addressees, recipients) = match regime.scheme {
            DocumentScheme::Party => {
                (Vec::new(), vec![format!("{receiver} (báo cáo)"), format!("Lưu {}", office(own, kind))])
            }
            DocumentScheme::State => (vec![receiver.to_owned()], vec!["Như trên".to_owned(), "Lưu: VT".to_owned()]),
        };
        ReportContent {
            opening: format!("Thực hiện {ground}, {own} báo cáo {about} như sau:"),
            closing: Some(format!("Trên đây là báo cáo {about}, {own} kính báo cáo {receiver}.")),
            title,
            letterhead: Letterhead {
                parent_body: masthead.parent,
                issuing_body: masthead.issuing,
                place: masthead.place,
            },
            addressees,
            narrative,
            signer: Signer { authority: masthead.authority, title: masthead.title, name: None },
            recipients,
        }
    }
}

/// What a report is about, as it stands under the word `BÁO CÁO`.
fn subject(title: &str) -> String {
    let rest = title.strip_prefix("Báo cáo ").unwrap_or(title);
    let about = OFTEN.iter().find_map(|often| rest.strip_prefix(often)?.strip_prefix(" về "));
    about.unwrap_or(rest).to_owned()
}

/// The same as it stands in a sentence.
fn about(title: &str, subject: &str) -> String {
    let about = format!("về {subject}");
    if title.ends_with(&format!(" {about}")) { about } else { subject.to_owned() }
}

/// Where an organization of the Party files its documents.
fn office(own: &str, kind: Option<OrganizationKind>) -> String {
    match kind {
        Some(OrganizationKind::AdvisoryBody) => "Văn phòng Ban".to_owned(),
        Some(OrganizationKind::InspectionCommission) => "Văn phòng Ủy ban Kiểm tra".to_owned(),
        Some(OrganizationKind::CommunePartyCommittee | OrganizationKind::UpperPartyCommittee) => {
            "Văn phòng Đảng ủy".to_owned()
        }
        Some(
            OrganizationKind::CityPartyCommittee | OrganizationKind::StandingCommittee | OrganizationKind::StandingBody,
        ) => "Văn phòng Thành ủy".to_owned(),
        _ => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{about, subject};

    #[test]
    fn the_subject_does_not_say_how_often_it_is_reported_on() {
        for (title, expected, in_a_sentence) in [
            (
                "Báo cáo tuần về tình hình vận hành mô hình",
                "tình hình vận hành mô hình",
                "về tình hình vận hành mô hình",
            ),
            ("Báo cáo nửa tháng về trụ sở", "trụ sở", "về trụ sở"),
            ("Báo cáo tình hình vận hành", "tình hình vận hành", "tình hình vận hành"),
            ("Báo cáo kết quả kiểm tra về trụ sở", "kết quả kiểm tra về trụ sở", "kết quả kiểm tra về trụ sở"),
            ("Báo cáo tuần", "tuần", "tuần"),
            ("Tình hình", "Tình hình", "Tình hình"),
        ] {
            assert_eq!((&*subject(title), &*about(title, expected)), (expected, in_a_sentence));
        }
    }
}
