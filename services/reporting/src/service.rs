use crate::vocabulary::{
    ConsolidatedReportState, FigureMeasure, GrantKind, ObligationState, OverTime, OverUnits, RegimeKind, RegimeState,
    SectionKind, SubmissionState, Timeliness, ValueType,
};
use crate::{api, background, domain, facts, store};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_kit::storage::{Files, sweeper};
use haicap_reference::{LiveDirectory, OWNER_OF_DIRECTORY, follow_directory};
use haicap_types::{Decision, DocumentScheme, PeriodSpan, RequestState, Severity, Term, Vocabulary, Weekday};
use std::sync::Arc;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

const FILES: Files = Files { folders: &["consolidated-reports"], named: store::reports::named_scans };

/// The reporting service.
pub const SERVICE: Service = Service {
    name: "reporting",
    schema: "reporting",
    title: "Hai Cấp — reporting",
    description: "Indicators, forms and periods: every figure is asked for once, by a form that says what it means, and \
                  consolidated from below.\n\n\
                  Instants are written at +07:00. Every POST takes an `Idempotency-Key`. Enums in answers may gain \
                  values: clients must tolerate unknown values.",
    tags: &[
        ("organizations", "The copy of the directory, which the directives service owns"),
        ("indicators", "What figures mean"),
        ("forms", "What reports ask for"),
        ("regimes", "Who reports what to whom, how often, and by when"),
        ("periods", "What has been written down of regimes' time"),
        ("obligations", "Who owes a report for a period"),
        ("submissions", "The versions of reports"),
        ("consolidations", "What units' reports add up to"),
        ("completeness", "Who reported, and when"),
        ("consolidated-reports", "What organizations report upward"),
        ("me", "The caller, and what waits for the caller"),
    ],
    neighbours: &[OWNER_OF_DIRECTORY],
    figures: &[],
    migrations: || vec![haicap_reference::MIGRATIONS, MIGRATIONS],
    routes: api::routes,
    vocabulary: words,
    events: facts::event_kinds,
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            let periods = background::periods(host.service, Arc::clone(&live));
            Ok(live.prepared(&host, vec![periods, sweeper(FILES)], vec![follow_directory(&live)]))
        }
        .boxed()
    },
};

fn words() -> Vec<(&'static str, Vec<Term>)> {
    fn list<V: Vocabulary>() -> (&'static str, Vec<Term>) {
        (V::NAME, V::terms())
    }
    vec![
        list::<ValueType>(),
        list::<OverUnits>(),
        list::<OverTime>(),
        list::<FigureMeasure>(),
        list::<SectionKind>(),
        list::<Severity>(),
        list::<RegimeKind>(),
        list::<RegimeState>(),
        list::<DocumentScheme>(),
        list::<PeriodSpan>(),
        list::<Weekday>(),
        list::<ObligationState>(),
        list::<domain::obligation::Act>(),
        list::<SubmissionState>(),
        list::<Timeliness>(),
        list::<GrantKind>(),
        list::<RequestState>(),
        list::<Decision>(),
        list::<ConsolidatedReportState>(),
        list::<domain::report::Act>(),
    ]
}
