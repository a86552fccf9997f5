use crate::domain::requirement::{ADDRESSEES_MAX, Asked};
use haicap_reference::{Directory, Known};
use haicap_types::{Date, Faults, ISSUED_IN_FUTURE, OrganizationCode, Words, if_sent, pointer};
use serde::Deserialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// What a document asks of whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "issuer": "TT", "addressees": ["UBKT", "BTC"], "document_number": "125-CV/TU", "issued_on": "2025-09-22",
    "title": "Kiểm tra việc sắp xếp, xử lý trụ sở dôi dư",
    "content": "Kiểm tra việc quản lý, sử dụng trụ sở dôi dư tại cấp xã.", "due_on": "2025-12-15",
}))]
pub(super) struct RequirementIn {
    /// The organization that asks.
    #[schema(example = "TT")]
    issuer: OrganizationCode,
    /// The organizations that are asked, each once.
    #[schema(min_items = 1, max_items = 50)]
    addressees: Vec<OrganizationCode>,
    /// The number and symbol of the document, as it stands there.
    #[schema(min_length = 1, max_length = 100, example = "125-CV/TU")]
    document_number: String,
    /// The date of the document.
    #[schema(example = "2025-09-22")]
    issued_on: Date,
    /// What it is called.
    #[schema(min_length = 1, max_length = 300, example = "Kiểm tra việc sắp xếp, xử lý trụ sở dôi dư")]
    title: String,
    /// What is asked.
    #[schema(min_length = 1, max_length = 10_000)]
    content: String,
    /// Until when, if the document says so.
    #[serde(default)]
    #[schema(example = "2025-12-15")]
    due_on: Option<Date>,
}

impl RequirementIn {
    /// The organization that asks, and those that are asked, as they were sent.
    pub(super) fn parties(&self) -> (&OrganizationCode, &[OrganizationCode]) {
        (&self.issuer, &self.addressees)
    }

    /// What was sent, as the domain knows it.
    pub(super) fn read(&self, known: &Known) -> Result<Asked, Faults> {
        let mut faults = Faults::default();
        let directory = &*known.directory;
        directory.expect_organization(&mut faults, "/issuer", &self.issuer);
        self.check_addressees(directory, &mut faults);
        let document_number = faults.text("/document_number", &self.document_number);
        let issued_on = faults.date("/issued_on", self.issued_on);
        let title = faults.text("/title", &self.title);
        let content = faults.text("/content", &self.content);
        faults.expect(self.issued_on.0 <= known.today, "/issued_on", ISSUED_IN_FUTURE);
        let due_on = if_sent(self.due_on, |date| faults.date("/due_on", date));
        faults.expect(self.due_on.is_none_or(|due_on| due_on.0 >= self.issued_on.0), "/due_on", DUE_BEFORE_ISSUED);
        let (document_number, issued_on, title, content, due_on) =
            faults.all((document_number, issued_on, title, content, due_on))?;
        let (issuer, addressees) = (self.issuer.clone(), self.addressees.clone());
        Ok(Asked { issuer, addressees, document_number, issued_on, title, content, due_on })
    }

    fn check_addressees(&self, directory: &Directory, faults: &mut Faults) {
        if !(1..=ADDRESSEES_MAX).contains(&self.addressees.len()) {
            let words = Words::with(
                format!("Yêu cầu phải gửi đến từ 1 đến {ADDRESSEES_MAX} cơ quan."),
                format!("A requirement must have 1 to {ADDRESSEES_MAX} addressees."),
            );
            faults.note("/addressees", words);
            return;
        }
        let mut seen = HashSet::new();
        for (index, code) in self.addressees.iter().enumerate() {
            let at = pointer(&[&"addressees", &index]);
            faults.expect(seen.insert(code), at.clone(), REPEATED);
            faults.expect(*code != self.issuer, at.clone(), ASKS_ITSELF);
            directory.expect_organization(faults, at, code);
        }
    }
}

const DUE_BEFORE_ISSUED: Words = Words::new(
    "Thời hạn không được trước ngày của văn bản.",
    "The due date must not be before the date of the document.",
);
const ASKS_ITSELF: Words = Words::new(
    "Cơ quan ban hành yêu cầu không thể đồng thời là cơ quan nhận yêu cầu.",
    "A requirement cannot be addressed to its issuer.",
);
const REPEATED: Words = Words::new("Cơ quan này đã có trong danh sách.", "This organization is in the list already.");
