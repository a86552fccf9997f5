use crate::vocabulary::{
    ConsolidatedReportState, DeadlineKind, FigureMeasure, FrequencyKind, GrantKind, ObligationState, OverTime,
    OverUnits, RegimeKind, RegimeState, SectionKind, SubmissionState, Timeliness, ValueType,
};
use crate::{api, background, domain, facts, store};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_kit::events::Titles;
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
        ("periods", "The reporting periods of the regimes"),
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
    titles: &[
        Titles {
            noun: "submission",
            select: "select s.id::text, (r.definition ->> 'title') || ' (' || p.key || ')' \
                from asked, submission s join obligation o on o.id = s.obligation_id \
                join period p on p.id = o.period_id join regime r on r.code = o.regime where s.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "obligation",
            select: "select o.id::text, (r.definition ->> 'title') || ' (' || p.key || ')' from asked, obligation o \
                join period p on p.id = o.period_id join regime r on r.code = o.regime where o.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "consolidated_report",
            select: "select c.id::text, (r.definition ->> 'title') || ' (' || p.key || ')' \
                from asked, consolidated_report c join period p on p.id = c.period_id join regime r on r.code = c.regime \
                where c.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "period",
            select: "select p.id::text, (r.definition ->> 'title') || ' (' || p.key || ')' from asked, period p \
                join regime r on r.code = p.regime where p.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "regime",
            select: "select r.code, r.definition ->> 'title' from asked, regime r where r.code = any(asked.ids)",
        },
        Titles { noun: "form", select: "select f.code, f.name_vi from asked, form f where f.code = any(asked.ids)" },
        Titles {
            noun: "indicator",
            select: "select i.code, i.definition ->> 'name_vi' from asked, indicator i where i.code = any(asked.ids)",
        },
    ],
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            let periods = background::periods(host.service, Arc::clone(&live));
            Ok(live.prepared(&host, api::CREATIONS, vec![periods, sweeper(FILES)], vec![follow_directory(&live)]))
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
        list::<FrequencyKind>(),
        list::<DeadlineKind>(),
        list::<domain::report::Act>(),
    ]
}
