use super::access::{is_seen, may, sees_all_of};
use super::effect::EffectView;
use super::view::{REFERENCES_MAX, judge, view};
use crate::domain::clause::Clause;
use crate::domain::directive::{Act, Change, Command, Directive, Fact, Refusal, decide, permit};
use crate::store;
use crate::work::directives::apply;
use chrono::{DateTime, Utc};
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, DryRun, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _};
use uuid::Uuid;

/// What an act is carried out on: a document, or one of its clauses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    directive: Uuid,
    clause: Option<Uuid>,
    is_dry_run: bool,
}

/// A document that somebody wants to change, as it stands.
pub(super) struct Subject<'a> {
    /// Who wants to, and what is known around it.
    pub(super) call: &'a Call,
    /// The document.
    pub(super) directive: &'a Directive,
    /// Its clauses.
    pub(super) clauses: &'a [Clause],
    /// The transaction's connection.
    pub(super) db: Db<'a>,
    /// When the change is made, on the domain clock.
    pub(super) now: DateTime<Utc>,
}

impl From<Uuid> for Target {
    fn from(directive: Uuid) -> Self {
        Self { directive, clause: None, is_dry_run: false }
    }
}

impl From<(Uuid, Uuid)> for Target {
    fn from((directive, clause): (Uuid, Uuid)) -> Self {
        Self { directive, clause: Some(clause), is_dry_run: false }
    }
}

impl From<(Uuid, DryRun)> for Target {
    fn from((directive, DryRun { dry_run }): (Uuid, DryRun)) -> Self {
        Self { directive, clause: None, is_dry_run: dry_run }
    }
}

impl Subject<'_> {
    /// The problem that a refusal becomes.
    pub(super) fn refuse(&self, refusal: &Refusal) -> Problem {
        refuse(self.call, self.directive, refusal)
    }
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell.
pub(super) async fn carry_out(
    call: &Call,
    target: impl Into<Target>,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    let gather = async |_: &Subject<'_>, command: &Command| Ok(command.clone());
    carry_out_with(call, target, precondition, act, sent, gather, whole).await
}

/// The same for an act that has to look something up before it can be decided, or that has an answer of its own.
/// `gather` is asked once nothing else stands in the way of the act.
pub(super) async fn carry_out_with<S>(
    call: &Call,
    target: impl Into<Target>,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl AsyncFn(&Subject<'_>, &S) -> Result<Command, Stop>,
    answer: impl AsyncFn(&Call, &Subject<'_>, &Change) -> Result<Reply, Stop>,
) -> Answer {
    let target = target.into();
    let make = async |work: &mut Work<'_>| {
        let (current, clauses) = read(work.db(), call, target, act).await?;
        let right = may(call, act, &current);
        expect_may(act, right, Ok::<(), Refusal>(()), &precondition.if_match, current.version)?;
        let sent = sent.as_ref().map_err(Clone::clone)?;
        permit(&current, act).map_err(|refusal| refuse(call, &current, &refusal))?;
        let subject = Subject { call, directive: &current, clauses: &clauses, db: work.db(), now: work.now };
        let command = gather(&subject, sent).await?;
        let mut change = decide(&current, &command, work.now).map_err(|refusal| subject.refuse(&refusal))?;
        let events =
            apply(work.db(), &Actor::from(&call.caller), work.now, &current, &change).await?.ok_or(Stop::Lost)?;
        change.directive.version = current.version + 1;
        let reply = answer(call, &subject, &change).await?;
        events.into_iter().for_each(|event| work.publish(event));
        Ok(reply)
    };
    if target.is_dry_run {
        call.host.rehearse(&call.caller, precondition, make).await
    } else {
        call.host.change(&call.caller, precondition, make).await
    }
}

/// The document and its clauses, if the caller may know of it, and if it has the clause that is addressed.
async fn read(db: Db<'_>, call: &Call, target: Target, act: Act) -> Result<(Directive, Vec<Clause>), Stop> {
    let id = target.directive;
    let found = store::directives::find(db, id).await?;
    let mut directive = found.filter(|directive| is_seen(call, directive)).ok_or_else(Problem::not_found)?;
    if matches!(act, Act::Issue | Act::Register) {
        // A draft takes its number before it is saved: of two who put it into force at once, the second waits here.
        directive = store::directives::lock(db, id).await?.ok_or_else(Problem::not_found)?;
    }
    // After the version that counts their changes, so that clauses that change meanwhile cannot be saved.
    let clauses = store::clauses::of_directive(db, id).await?;
    let is_there = |id: Uuid| clauses.iter().any(|clause| clause.id == id);
    if !target.clause.is_none_or(is_there) {
        return Err(Problem::not_found().into());
    }
    Ok((directive, clauses))
}

/// The document as it is now; nothing where it is gone.
pub(super) async fn whole(call: &Call, subject: &Subject<'_>, change: &Change) -> Result<Reply, Stop> {
    let clauses = match &change.fact {
        Fact::Deleted => return Ok(Reply::no_content()),
        Fact::Edited { clauses: Some(clauses), .. } | Fact::Corrected { clauses, .. } => clauses,
        _ => subject.clauses,
    };
    let directive = &change.directive;
    let referring = store::directives::referring(subject.db, directive.id, REFERENCES_MAX).await?;
    let sees_all = sees_all_of(subject.db, call, directive).await?;
    let mut view = view(call, directive, count(clauses), &referring, sees_all);
    view.effect = EffectView::of(&change.fact, directive.id, clauses);
    Ok(Reply::ok(&view).version(directive.version))
}

/// The problem that a refusal becomes, with what is possible instead.
pub(super) fn refuse(call: &Call, directive: &Directive, refusal: &Refusal) -> Problem {
    let problem = refused(refusal, || {
        let mut legal = possible(Act::ALL, judge(call, directive));
        legal.retain(|act| !refusal.hindered().contains(act));
        legal
    });
    match refusal {
        Refusal::PossibleDuplicate { of: Some(first) } => problem.href(format!("/directives/v1/directives/{first}")),
        _ => problem,
    }
}

pub(super) fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}
