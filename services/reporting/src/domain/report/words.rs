//! What the units wrote, and how it gets into a report.

use super::Paragraph;
use haicap_types::OrganizationCode;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The words of a report: paragraphs by the codes of their sections and their own ids.
pub type Narrative = BTreeMap<String, BTreeMap<String, Paragraph>>;

/// What a unit's submission says in a section.
pub type Said = (OrganizationCode, Uuid, String);

/// What the submissions say that count now, section by section and unit by unit.
#[must_use]
pub fn drawn_up(said: BTreeMap<String, Vec<Said>>) -> Narrative {
    let section = |mut said: Vec<Said>| {
        said.sort_unstable();
        let paragraphs = (1_u32..).zip(said).map(|(position, said)| paragraph(position, said));
        paragraphs.collect()
    };
    said.into_iter().map(|(code, said)| (code, section(said))).collect()
}

/// Brings the words of a report up to date: submissions that count no longer lose the paragraphs that nobody has
/// written on, and those that are new get theirs, in the place of what their unit said before. What was written, and what
/// was left out of submissions that still count, stays.
///
/// `taken` are the submissions of the figures before, `counting` those of now; `said` is what both say.
#[must_use]
pub fn renewed(
    mut narrative: Narrative,
    taken: &BTreeSet<Uuid>,
    counting: &BTreeSet<Uuid>,
    said: BTreeMap<String, Vec<Said>>,
) -> Narrative {
    for (code, mut said) in said {
        let section = narrative.entry(code).or_default();
        let mut places: BTreeMap<OrganizationCode, u32> = BTreeMap::new();
        said.sort_unstable();
        for (organization, submission, text) in &said {
            let id = id(organization, *submission);
            let Some(paragraph) = section.get(&id) else { continue };
            places.insert(organization.clone(), paragraph.position);
            if !counting.contains(submission) && paragraph.text == *text {
                section.remove(&id);
            }
        }
        for said in said.into_iter().filter(|(_, one, _)| counting.contains(one) && !taken.contains(one)) {
            let position = places.get(&said.0).copied().unwrap_or_else(|| place_after(section, &said.0));
            section.extend([paragraph(position, said)]);
        }
    }
    narrative
}

/// The place of a unit that said nothing before: behind the units whose codes come before its own.
fn place_after(section: &BTreeMap<String, Paragraph>, organization: &OrganizationCode) -> u32 {
    let before = section.range(..organization.to_string()).next_back();
    before.map_or(0, |(_, paragraph)| paragraph.position)
}

fn paragraph(position: u32, (organization, submission, text): Said) -> (String, Paragraph) {
    (id(&organization, submission), Paragraph { position, text, sources: vec![submission] })
}

fn id(organization: &OrganizationCode, submission: Uuid) -> String {
    format!("{organization}-{submission}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: u128 = 1;
    const KEPT: u128 = 2;
    const NEW: u128 = 3;
    const OTHER: u128 = 4;

    fn said(organization: &str, submission: u128, text: &str) -> Said {
        (organization.parse().unwrap(), Uuid::from_u128(submission), text.to_owned())
    }

    fn sections(said: Vec<Said>) -> BTreeMap<String, Vec<Said>> {
        [("results".to_owned(), said)].into()
    }

    fn set(submissions: &[u128]) -> BTreeSet<Uuid> {
        submissions.iter().map(|one| Uuid::from_u128(*one)).collect()
    }

    /// The texts of a report in their order.
    fn texts(narrative: &Narrative) -> Vec<&str> {
        let mut found: Vec<_> = narrative["results"].iter().map(|(id, one)| (one.position, id, &*one.text)).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, text)| text).collect()
    }

    fn renewed_after(write: impl Fn(&mut BTreeMap<String, Paragraph>)) -> Narrative {
        let (b, c) = (said("B", OLD, "b cũ"), said("C", KEPT, "c"));
        let mut narrative = drawn_up(sections(vec![c.clone(), b.clone()]));
        write(narrative.get_mut("results").unwrap());
        let all = vec![b, c, said("B", NEW, "b mới"), said("A", OTHER, "a")];
        renewed(narrative, &set(&[OLD, KEPT]), &set(&[KEPT, NEW, OTHER]), sections(all))
    }

    #[test]
    fn new_words_come_in_and_take_the_place_of_old_ones() {
        let narrative = renewed_after(|_| ());
        assert_eq!(texts(&narrative), ["a", "b mới", "c"]);
        let sources: Vec<_> = narrative["results"].values().flat_map(|one| &one.sources).collect();
        assert!(!sources.contains(&&Uuid::from_u128(OLD)));
    }

    #[test]
    fn what_was_written_stays_beside_the_new_words() {
        let id = id(&"B".parse().unwrap(), Uuid::from_u128(OLD));
        let narrative = renewed_after(|section| section.get_mut(&id).unwrap().text = "b đã sửa".into());
        assert_eq!(texts(&narrative), ["a", "b đã sửa", "b mới", "c"]);
    }

    #[test]
    fn what_was_left_out_stays_out_unless_it_is_new() {
        let narrative = renewed_after(BTreeMap::clear);
        assert_eq!(texts(&narrative), ["a", "b mới"]);
    }

    #[test]
    fn nothing_changes_where_the_same_submissions_count() {
        let said = sections(vec![said("B", OLD, "b"), said("C", KEPT, "c")]);
        let narrative = drawn_up(said.clone());
        let all = set(&[OLD, KEPT]);
        assert_eq!(renewed(narrative.clone(), &all, &all, said), narrative);
    }
}
