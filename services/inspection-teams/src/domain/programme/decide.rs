use super::{Command, Coverage, Programme, Refusal, permit};
use crate::vocabulary::ProgrammeState as State;
use haicap_types::Actor;

/// Decides what comes of a command: the programme afterwards; its version is raised when it is saved.
///
/// # Errors
/// Why nothing does.
pub fn decide(programme: &Programme, command: Command, actor: &Actor) -> Result<Programme, Refusal> {
    permit(programme, command.act(), actor)?;
    let mut next = programme.clone();
    match command {
        Command::Edit(written) => {
            (next.plan, next.expected) = (written.plan, written.expected);
            next.note_contributor(actor);
        }
        Command::Propose => {
            next.state = State::Proposed;
            next.note_contributor(actor);
        }
        Command::Discard(reason) => (next.state, next.end_reason) = (State::Discarded, Some(reason)),
        Command::Cancel(reason) => (next.state, next.end_reason) = (State::Cancelled, Some(reason)),
        Command::OpenRound { round, is_opened, today, coverage } => {
            let found = programme.plan.rounds.iter().find(|one| one.code == round).ok_or(Refusal::NoRound)?;
            if found.to < today {
                return Err(Refusal::RoundOver);
            }
            if is_opened {
                return Err(Refusal::RoundOpened);
            }
            let is_excused = programme.uncovered_reason.is_some();
            expect_covered(&coverage, is_excused)?;
        }
        Command::Launch { teams_version, coverage, faults, override_reason } => {
            if teams_version != programme.teams_version {
                return Err(Refusal::TeamsChanged);
            }
            let is_lacking = !coverage.missing.is_empty();
            expect_covered(&coverage, override_reason.is_some())?;
            if coverage.covered == 0 {
                return Err(Refusal::Uncovered(coverage));
            }
            if !faults.is_empty() {
                return Err(Refusal::TeamsFaulty(faults));
            }
            next.state = State::Running;
            // A reason for nothing would excuse what comes later.
            next.uncovered_reason = override_reason.filter(|_| is_lacking);
        }
    }
    Ok(next)
}

/// Expects that every target belongs to exactly one team. A reason excuses targets that are left out, and nothing else.
fn expect_covered(coverage: &Coverage, is_excused: bool) -> Result<(), Refusal> {
    let is_only_lacking = coverage.doubled.is_empty() && coverage.outside.is_empty();
    let is_enough = coverage.is_complete() || (is_excused && is_only_lacking);
    if is_enough { Ok(()) } else { Err(Refusal::Uncovered(coverage.clone())) }
}
