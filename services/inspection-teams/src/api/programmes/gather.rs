//! What the rules of programmes ask for.

use crate::domain::preparation::Preparation;
use crate::domain::programme::{Frame, Parties, Plan, Programme, Written, resolve};
use crate::domain::rule_pack::PackVersion;
use crate::store;
use chrono::NaiveDate;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Problem, kinds};
use haicap_reference::Call;
use haicap_types::{Faults, OrganizationCode, Words};
use uuid::Uuid;

/// The organizations whose rules apply to decisions of an organization, the nearest first. A pack that was entered for an
/// organization applies to its heir.
pub(in crate::api) fn ruled_by(call: &Call, deciding: &OrganizationCode) -> Vec<OrganizationCode> {
    let (directory, today) = (&call.known.directory, call.known.today);
    let upwards = directory.upwards(deciding).map(|one| &one.code);
    upwards.flat_map(|code| std::iter::once(code).chain(directory.predecessors(code, today))).cloned().collect()
}

/// The rules that apply to a decision of an organization on a date.
///
/// # Errors
/// 409 where there are none.
pub(in crate::api) async fn rules_on(
    db: Db<'_>,
    call: &Call,
    deciding: &OrganizationCode,
    on: NaiveDate,
) -> Result<PackVersion, Problem> {
    store::rule_packs::in_force(db, ruled_by(call, deciding), on).await?.ok_or_else(no_rules)
}

/// The teams of a programme with what their checks ask for.
///
/// # Errors
/// 409 where no rules apply.
pub(in crate::api) async fn preparation(
    db: Db<'_>,
    call: &Call,
    programme: &Programme,
) -> Result<Preparation, Problem> {
    let rules = ruled_by(call, &programme.deciding);
    store::preparations::find(db, programme, rules, call.known.today).await?.ok_or_else(no_rules)
}

/// A plan that was sent at a place of the body, checked against the rules of today. The requirements that it had before are
/// kept, whatever became of them.
pub(super) async fn written(
    db: Db<'_>,
    call: &Call,
    parties: &Parties,
    at: &str,
    plan: Plan,
    kept: &[Uuid],
) -> Result<Written, Stop> {
    let pack = rules_on(db, call, &parties.deciding, call.known.today).await?;
    let asked = plan.requirements.clone();
    let (directory, today) = (&call.known.directory, call.known.today);
    let conducting = directory.present(&parties.conducting, today);
    let addressees = std::iter::once(conducting).chain(directory.predecessors(conducting, today)).cloned().collect();
    let mut requirements = store::requirements::addressed_to(db, addressees, asked).await?;
    requirements.extend(kept);
    let frame = Frame { parties, pack: &pack.rules, directory, today, requirements: &requirements };
    let mut faults = Faults::default();
    let read = faults.part(at, resolve(plan, frame));
    Ok(faults.all(read)?)
}

/// No rules apply.
pub(in crate::api) fn no_rules() -> Problem {
    Problem::new(&kinds::CONFLICT).code("no_rule_pack").detail(NO_RULES)
}

const NO_RULES: Words = Words::new(
    "Không có bộ quy định nào có hiệu lực cho cấp quyết định vào ngày này.",
    "No rule pack is in force for the deciding organization on this date.",
);
