//! What the rules of this service make of a call.

use crate::domain::rights::may_define;
use crate::store::{Definitions, Kept};
use haicap_kit::db::Db;
use haicap_kit::http::{ListAnswer, Pages, Problem};
use haicap_reference::Call;
use haicap_types::{Actor, Denial, OrganizationCode};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the caller may define what others report by.
///
/// # Errors
/// 403.
pub(super) fn expect_definer(call: &Call) -> Result<(), Problem> {
    let overseen = call.known.directory.overseen_by(&call.caller.organization, call.known.today);
    may_define(&Actor::from(&call.caller), !overseen.is_empty()).map_err(Into::into)
}

/// Whether the caller's organization defined this, which alone changes it.
///
/// # Errors
/// 403.
pub(super) fn expect_owner(call: &Call, owner: &OrganizationCode) -> Result<(), Problem> {
    expect_definer(call)?;
    if call.caller.organization == *owner { Ok(()) } else { Err(Denial::Organization.into()) }
}

/// Answers with what was defined, by code.
pub(super) async fn answer_by_code<T: 'static, V: Serialize + ToSchema + 'static>(
    pages: Pages,
    call: Call,
    list: impl AsyncFn(Db<'_>, &str, usize) -> Definitions<T> + 'static,
    code: fn(&T) -> &str,
    view: fn(&Call, Kept<T>) -> V,
) -> ListAnswer {
    pages
        .answer(async move |page| {
            let after = page.after::<String>()?.unwrap_or_default();
            let rows = page.rows();
            let found = page.read(&call.host.database, async |db| list(db, &after, rows).await).await?;
            let (found, next) = page.cut(found, |kept| code(&kept.thing).to_owned());
            Ok(page.list(found.into_iter().map(|kept| view(&call, kept)).collect(), next))
        })
        .await
}
