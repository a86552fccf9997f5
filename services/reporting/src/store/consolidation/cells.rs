use super::{Scope, within};
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{Nullable, Numeric, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A cell that a total is made of.
#[derive(Debug, Clone, Queryable)]
pub struct CellRow {
    /// The unit.
    pub organization: OrganizationCode,
    /// The unit's period.
    pub period: Uuid,
    /// The submission that it stands in.
    pub submission: Uuid,
    /// Its number, if that is one.
    pub number: Option<Decimal>,
    /// Its text otherwise.
    pub text: Option<String>,
}

/// A cell of the matrix of units by indicators.
#[derive(Debug, Clone, Queryable)]
pub struct MatrixCell {
    /// The unit.
    pub organization: OrganizationCode,
    /// The unit's period.
    pub period: Uuid,
    /// The indicator's code.
    pub indicator: String,
    /// Its number, if that is one.
    pub number: Option<Decimal>,
    /// Its text otherwise.
    pub text: Option<String>,
}

type SqlCell = (Text, SqlUuid, SqlUuid, Nullable<Numeric>, Nullable<Text>);
type SqlMatrixCell = (Text, SqlUuid, Text, Nullable<Numeric>, Nullable<Text>);

/// In which order cells are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the codes of the units.
    #[default]
    Unit,
    /// The largest first.
    Largest,
    /// The smallest first.
    Smallest,
}

/// After which cell the page begins: its number, where that orders, and its submission.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub Option<Decimal>, pub OrganizationCode, pub Uuid);

const SELECT: &str = "select o.organization, o.period_id, v.submission_id, v.number, v.text
    from obligation o join submission_value v on v.submission_id = o.effective_submission where ";

/// A page of the cells that an indicator's total is made of.
pub async fn cells(
    mut db: Db<'_>,
    scope: &Scope,
    indicator: &str,
    sort: Sort,
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<CellRow>> {
    let statement =
        within(Statement::<SqlCell>::new(SELECT), scope).text(" and v.indicator = ").value(indicator.to_owned());
    // What has no number comes last in either order.
    let (key, beyond, clause) = match sort {
        Sort::Unit => ("0::numeric", ">", "o.organization, v.submission_id"),
        Sort::Largest => {
            ("-coalesce(v.number, -1e30)", ">", "-coalesce(v.number, -1e30), o.organization, v.submission_id")
        }
        Sort::Smallest => {
            ("coalesce(v.number, 1e30)", ">", "coalesce(v.number, 1e30), o.organization, v.submission_id")
        }
    };
    let statement = match after {
        None => statement,
        Some(After(number, organization, submission)) => {
            let number = match sort {
                Sort::Unit => Some(Decimal::ZERO),
                Sort::Largest => number.map(|number| -number),
                Sort::Smallest => *number,
            };
            statement
                .text(format!(" and ({key}, o.organization, v.submission_id) {beyond} (coalesce("))
                .value(number)
                .text("::numeric, 1e30), ")
                .value(organization.clone())
                .text(", ")
                .value(*submission)
                .text(")")
        }
    };
    let limit = literal_limit(rows);
    let mut found: Vec<CellRow> = statement.text(format!(" order by {clause} limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found)
}

/// Every cell of these units' reports.
pub async fn matrix(mut db: Db<'_>, scope: &Scope, units: Vec<OrganizationCode>) -> QueryResult<Vec<MatrixCell>> {
    let statement = Statement::<SqlMatrixCell>::new(
        "select o.organization, o.period_id, v.indicator, v.number, v.text \
         from obligation o join submission_value v on v.submission_id = o.effective_submission where ",
    );
    within(statement, scope).text(" and o.organization = any(").value(units).text(")").load(&mut db).await
}
