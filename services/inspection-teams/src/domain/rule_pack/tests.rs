use super::*;
use crate::vocabulary::{Ending, FindingKind, Phase};
use haicap_types::Vocabulary as _;

pub(crate) fn pack() -> RulePack {
    shipped().unwrap().remove(0).rules
}

fn faults(change: impl FnOnce(&mut RulePack)) -> Vec<String> {
    let mut changed = pack();
    change(&mut changed);
    let Err(faults) = changed.checked() else { return Vec::new() };
    faults.into_iter().map(|fault| fault.pointer).collect()
}

#[test]
fn shipped_packs_are_consistent_and_follow_each_other_without_a_gap() {
    let shipped = shipped().unwrap();
    for one in &shipped {
        assert_eq!(one.rules.clone().checked().as_ref(), Ok(&one.rules), "{}", one.code);
    }
    let [old, new] = shipped.as_slice() else { panic!("two packs are shipped") };
    assert_eq!(old.rules.valid_to.and_then(|last| last.succ_opt()), Some(new.rules.valid_from));
}

/// The limits of 331-QĐ/TW.
#[test]
fn time_limits_of_inspections_depend_on_the_level() {
    let pack = pack();
    for (kinds, days) in [
        (vec![OrganizationKind::ExternalBody], 60),
        (vec![OrganizationKind::StandingCommittee, OrganizationKind::CityPartyCommittee], 45),
        (vec![OrganizationKind::InspectionCommission, OrganizationKind::CityPartyCommittee], 45),
        (vec![OrganizationKind::CommunePartyCommittee, OrganizationKind::CityPartyCommittee], 20),
    ] {
        let level = pack.level_of(kinds.clone()).unwrap();
        assert_eq!(pack.time_limit(ExaminationKind::Inspection, level), Some(days), "{kinds:?}");
    }
    assert_eq!(pack.level_of([OrganizationKind::Department]), None);
}

#[test]
fn a_supervision_finds_no_violation_and_a_regular_one_ends_with_its_session() {
    for one in shipped().unwrap() {
        let may_find = |kind| one.rules.may_find(kind, FindingKind::Violation);
        assert_eq!(
            [ExaminationKind::Inspection, ExaminationKind::Supervision].map(may_find),
            [true, false],
            "{}",
            one.code
        );
        assert_eq!(one.rules.track("regular-supervision").unwrap().ending, Ending::Session);
    }
}

#[test]
fn the_phase_that_comes_next_follows_from_the_track() {
    let pack = pack();
    let of = |code: &str| {
        let track = pack.track(code).unwrap();
        std::iter::successors(Some(Phase::Planned), |phase| track.after(*phase)).collect::<Vec<_>>()
    };
    assert_eq!(of("inspection"), Phase::ALL);
    let regular = [Phase::Planned, Phase::Announced, Phase::Verifying, Phase::FollowingUp, Phase::Closed];
    assert_eq!(of("regular-supervision"), regular);
}

#[test]
fn what_contradicts_itself_is_named_at_its_place() {
    assert!(faults(|_| ()).is_empty());
    assert_eq!(faults(|pack| pack.valid_to = Some(pack.valid_from - chrono::Days::new(1))), ["/valid_to"]);
    assert_eq!(faults(|pack| pack.levels[1].kinds.push(OrganizationKind::ExternalBody)), ["/levels/1/kinds"]);
    assert_eq!(faults(|pack| drop(pack.time_limits.remove(0))), ["/time_limits"]);
    assert_eq!(
        faults(|pack| pack.time_limits[1] = pack.time_limits[0].clone()),
        ["/time_limits/1/level", "/time_limits"]
    );
    assert_eq!(faults(|pack| pack.time_limits[0].working_days = 0), ["/time_limits/0/working_days"]);
    assert_eq!(faults(|pack| pack.extension.numerator = 4), ["/extension/numerator"]);
    assert_eq!(faults(|pack| pack.extension.denominator = 0), ["/extension/denominator", "/extension/numerator"]);
    assert_eq!(faults(|pack| pack.team.least = 6), ["/team/least"]);
    assert_eq!(faults(|pack| pack.severities[1].code = pack.severities[0].code.clone()), ["/severities/1/code"]);
    assert_eq!(faults(|pack| pack.file.source.text = " ".into()), ["/file/source/text"]);
    assert_eq!(
        faults(|pack| pack.findings[1].finding_kinds.push(FindingKind::Violation)),
        ["/findings/1/finding_kinds"]
    );
    assert_eq!(faults(|pack| drop(pack.findings.remove(0))), ["/tracks/0/kinds"]);
    assert_eq!(faults(|pack| pack.tracks[0].phases.swap(1, 2)), ["/tracks/0/phases"]);
    assert_eq!(faults(|pack| pack.tracks[2].ending = Ending::Notice), ["/tracks/2/phases"]);
    assert_eq!(faults(|pack| pack.tracks[2].has_appraisal = true), ["/tracks/2/ending"]);
    assert_eq!(faults(|pack| pack.tracks[2].papers[1].phase = Phase::Conference), ["/tracks/2/papers/1/phase"]);
    assert_eq!(faults(|pack| pack.tracks.clear()), ["/tracks"]);
}
