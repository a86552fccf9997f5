use super::{Programme, Round};
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{OrganizationCode, Words};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Another programme at the same organizations at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The other programme.
    pub programme: Uuid,
    /// The organization that conducts it.
    pub conducting: OrganizationCode,
    /// The organizations where both are, by code.
    pub organizations: Vec<OrganizationCode>,
    /// The first day on which both are there.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
}

/// Where a programme meets others, as the organizations are on a date: once for each other programme.
#[must_use]
pub fn meetings(programme: &Programme, others: &[Programme], directory: &Directory, on: NaiveDate) -> Vec<Meeting> {
    let present = |one: &Programme| -> BTreeSet<OrganizationCode> {
        one.expected.iter().map(|code| directory.present(code, on).clone()).collect()
    };
    let own = present(programme);
    let meeting = |other: &Programme| {
        let (from, to) = common(&programme.plan.rounds, &other.plan.rounds)?;
        let organizations: Vec<_> = present(other).intersection(&own).cloned().collect();
        let conducting = other.conducting.clone();
        let meets = other.id != programme.id && !organizations.is_empty();
        meets.then_some(Meeting { programme: other.id, conducting, organizations, from, to })
    };
    others.iter().filter_map(meeting).collect()
}

/// The first and the last day that rounds of both have in common.
fn common(some: &[Round], others: &[Round]) -> Option<(NaiveDate, NaiveDate)> {
    let pairs = some.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let spans = pairs.map(|(one, other)| (one.from.max(other.from), one.to.min(other.to)));
    let spans: Vec<_> = spans.filter(|(from, to)| from <= to).collect();
    let from = spans.iter().map(|(from, _)| *from).min()?;
    let to = spans.iter().map(|(_, to)| *to).max()?;
    Some((from, to))
}

impl Meeting {
    /// What is said of it: not what the other programme is about.
    #[must_use]
    pub fn words(&self) -> Words {
        let Self { conducting, organizations, from, to, .. } = self;
        let (count, named) = (organizations.len(), listed(organizations));
        let (vi_from, vi_to) = (from.format("%d/%m/%Y"), to.format("%d/%m/%Y"));
        Words::with(
            format!(
                "Một chương trình khác của {conducting} cũng đến {count} đơn vị này từ {vi_from} đến {vi_to}: {named}."
            ),
            format!(
                "Another programme of {conducting} is at {count} of these organizations from {from} to {to}: {named}."
            ),
        )
    }
}

/// The first ones of a list of codes.
fn listed(codes: &[OrganizationCode]) -> String {
    const SHOWN: usize = 10;
    let shown = codes.iter().take(SHOWN).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if codes.len() > SHOWN { format!("{shown}, …") } else { shown }
}
