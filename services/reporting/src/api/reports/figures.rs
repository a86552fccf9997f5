use crate::api::consolidations::view::{coverage, figures};
use crate::domain::form::Section;
use crate::domain::obligation::Shut;
use crate::domain::period::Period;
use crate::domain::regime::Regime;
use crate::domain::report::{Act, Figures, Refusal, Snapshot, SnapshotFigure, SnapshotSection, Source};
use crate::store::consolidation::{Consolidation, consolidate};
use crate::store::periods;
use crate::vocabulary::Standing;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Problem, refused};
use haicap_reference::Call;
use haicap_types::OrganizationCode;

/// The figures as they are now, with all names as they are: what they add up to, and the snapshot of it. Only once it is
/// settled for all of their time who has to report: before that, the report could not tell who is missing, and would
/// point to obligations that may still be deleted.
pub(super) async fn take_figures(
    db: Db<'_>,
    call: &Call,
    regime: &Regime,
    period: &Period,
    organization: &OrganizationCode,
) -> Result<(Consolidation, Figures), Stop> {
    let before = periods::before(db, period).await?;
    let whole = consolidate(db, regime, period, before.as_ref(), organization).await?;
    if !whole.is_settled {
        return Err(refused(&Refusal::Shut(Shut::NotOpen), Vec::<Act>::new).into());
    }
    let sources = whole.units.iter().filter_map(|unit| Some((unit.submission?, call.named(&unit.organization).into())));
    let snapshot = Snapshot::new(
        coverage(call, &whole.coverage).into(),
        figures(&whole).into_iter().map(SnapshotFigure::from).collect(),
        sections(&whole),
        sources.collect(),
    );
    let snapshot = snapshot.written().map_err(|error| Problem::internal(&error))?;
    let sources = whole.units.iter().map(|unit| Source {
        obligation: unit.obligation,
        submission: unit.submission,
        is_waived: unit.standing == Standing::Waived,
    });
    let figures = Figures { snapshot, sources: sources.collect() };
    Ok((whole, figures))
}

/// The sections of all forms, each once: behind the one that it follows in its own form.
pub(super) fn sections(whole: &Consolidation) -> Vec<SnapshotSection> {
    let mut found: Vec<SnapshotSection> = Vec::new();
    for form in whole.forms.values() {
        let mut next = 0;
        for section in &form.content.sections {
            next = 1 + add(&mut found, next, section);
        }
    }
    found
}

/// Adds a section in a place, or its figures to the one that is there already; answers where it stands.
fn add(found: &mut Vec<SnapshotSection>, place: usize, section: &Section) -> usize {
    let codes = section.indicators.iter().map(|cell| cell.code.clone());
    if let Some((known, one)) = found.iter_mut().enumerate().find(|(_, one)| one.code == section.code) {
        let new: Vec<String> = codes.filter(|code| !one.indicators.contains(code)).collect();
        one.indicators.extend(new);
        return known;
    }
    let new = SnapshotSection {
        code: section.code.clone(),
        kind: section.kind,
        title_vi: section.title_vi.clone(),
        title_en: section.title_en.clone(),
        indicators: codes.collect(),
    };
    let place = place.min(found.len());
    found.insert(place, new);
    place
}
