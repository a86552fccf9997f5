//! Persons: who can be a member of a team, with the posts, the relatives and the interests that keep them from targets.

mod conflict;
#[cfg(test)]
pub(crate) mod tests;

pub use conflict::{Conflict, ConflictKind, Line, conflicts, is_under_discipline};

use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{Date, ENDS_EARLY, Faults, OrganizationCode, Words, pointer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Most entries of one list of a file.
const ENTRIES_MAX: usize = 50;

/// What the conducting organization knows about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFile {
    /// Its id.
    pub id: Uuid,
    /// The organization that keeps it: nobody else sees it.
    pub keeper: OrganizationCode,
    /// What it says.
    pub details: Details,
    /// Counts its changes.
    pub version: i32,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PersonIn, example = json!({
    "name": "Nguyễn Văn An", "subject": "ubkt.inspector",
    "posts": [{ "organization": "UBKT", "post": "Ủy viên", "from": "2025-07-01" }],
}))]
pub struct Details {
    /// The name.
    #[schema(min_length = 1, max_length = 200, example = "Nguyễn Văn An")]
    pub name: String,
    /// The subject of the person's token; null where the person has none.
    #[serde(default)]
    #[schema(required = false, max_length = 200, example = "ubkt.inspector")]
    pub subject: Option<String>,
    /// The present and former posts.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub posts: Vec<Post>,
    /// Relatives in organizations.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub relatives: Vec<Relative>,
    /// Interests in organizations.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub interests: Vec<Interest>,
    /// Disciplinary measures.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub disciplines: Vec<Discipline>,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The organization; of one that ended before the directory begins, the one that succeeded it.
    #[schema(example = "DU-25747")]
    pub organization: OrganizationCode,
    /// The post.
    #[schema(min_length = 1, max_length = 200, example = "Phó Bí thư Đảng ủy")]
    pub post: String,
    /// Since when.
    #[schema(example = "2025-07-01")]
    pub from: NaiveDate,
    /// The last day; null for a present post.
    #[serde(default)]
    #[schema(required = false)]
    pub to: Option<NaiveDate>,
}

/// A relative in an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// The organization.
    #[schema(example = "DU-25747")]
    pub organization: OrganizationCode,
    /// The kinship, and the relative's post.
    #[schema(min_length = 1, max_length = 300, example = "Em ruột, Chủ tịch Ủy ban nhân dân phường")]
    pub kinship: String,
}

/// An interest in an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// The organization.
    #[schema(example = "DU-25747")]
    pub organization: OrganizationCode,
    /// The interest.
    #[schema(min_length = 1, max_length = 300, example = "Góp vốn tại doanh nghiệp cung cấp dịch vụ cho phường")]
    pub interest: String,
}

/// A disciplinary measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    /// The measure.
    #[schema(min_length = 1, max_length = 300, example = "Khiển trách")]
    pub measure: String,
    /// Its first day.
    #[schema(example = "2025-08-01")]
    pub from: NaiveDate,
    /// The last day on which it counts; null while none is known.
    #[serde(default)]
    #[schema(required = false)]
    pub to: Option<NaiveDate>,
}

impl Details {
    /// The file in the form in which it is kept.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn checked(mut self, directory: &Directory) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        faults.tidy::<200, false>("/name", &mut self.name);
        faults.tidy_optional::<200, false>("/subject", &mut self.subject);
        for (list, length) in [
            ("/posts", self.posts.len()),
            ("/relatives", self.relatives.len()),
            ("/interests", self.interests.len()),
            ("/disciplines", self.disciplines.len()),
        ] {
            faults.expect(length <= ENTRIES_MAX, list, TOO_MANY);
        }
        for (index, one) in self.posts.iter_mut().enumerate() {
            let at = |member: &str| pointer(&[&"posts", &index, &member]);
            directory.expect_organization(&mut faults, at("organization"), &one.organization);
            faults.tidy::<200, false>(at("post"), &mut one.post);
            check_days(&mut faults, &at, one.from, one.to);
        }
        for (index, one) in self.relatives.iter_mut().enumerate() {
            let at = |member: &str| pointer(&[&"relatives", &index, &member]);
            directory.expect_organization(&mut faults, at("organization"), &one.organization);
            faults.tidy::<300, false>(at("kinship"), &mut one.kinship);
        }
        for (index, one) in self.interests.iter_mut().enumerate() {
            let at = |member: &str| pointer(&[&"interests", &index, &member]);
            directory.expect_organization(&mut faults, at("organization"), &one.organization);
            faults.tidy::<300, false>(at("interest"), &mut one.interest);
        }
        for (index, one) in self.disciplines.iter_mut().enumerate() {
            let at = |member: &str| pointer(&[&"disciplines", &index, &member]);
            faults.tidy::<300, false>(at("measure"), &mut one.measure);
            check_days(&mut faults, &at, one.from, one.to);
        }
        faults.done(self)
    }

    /// The present post by which papers name the person: the latest one.
    #[must_use]
    pub fn present_post(&self, on: NaiveDate) -> Option<&Post> {
        let present = self.posts.iter().filter(|post| post.from <= on && post.to.is_none_or(|last| on <= last));
        present.max_by_key(|post| post.from)
    }
}

fn check_days(faults: &mut Faults, at: &impl Fn(&str) -> String, from: NaiveDate, to: Option<NaiveDate>) {
    faults.date(at("from"), Date(from));
    if let Some(to) = to {
        faults.date(at("to"), Date(to));
        faults.expect(from <= to, at("to"), ENDS_EARLY);
    }
}

const TOO_MANY: Words = Words::new("Không được quá 50 mục.", "There must be at most 50 items.");
