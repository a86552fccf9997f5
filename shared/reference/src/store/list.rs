use crate::schema::organization;
use crate::{Audience, Organization};
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, SelectableHelper, TextExpressionMethods,
};
use diesel_async::RunQueryDsl;
use haicap_kit::db::Db;
use haicap_types::{OrganizationCode, OrganizationKind};

/// Which organizations are wanted; what is empty or none asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct OrganizationFilter<'a> {
    /// Folded words: each begins a word of a name or of the code.
    pub words: Vec<String>,
    /// One of these kinds.
    pub kinds: Vec<OrganizationKind>,
    /// Directly below this one.
    pub parent: Option<OrganizationCode>,
    /// Governs this territory.
    pub territory: Option<String>,
    /// Belongs to this audience.
    pub audience: Option<&'a Audience>,
    /// Exists on this date.
    pub on: Option<NaiveDate>,
}

/// What a list of organizations is sorted by; of equal names the code decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationOrder {
    /// The Vietnamese name, as a Vietnamese dictionary sorts it.
    Name,
    /// The same, from the end.
    NameDescending,
    /// The code.
    Code,
    /// The same, from the end.
    CodeDescending,
}

/// Where an organization stands in any order.
pub type OrganizationKey = (String, OrganizationCode);

/// Lists organizations after a place.
pub async fn list_organizations(
    mut db: Db<'_>,
    filter: &OrganizationFilter<'_>,
    order: OrganizationOrder,
    after: Option<&OrganizationKey>,
    rows: usize,
) -> QueryResult<Vec<Organization>> {
    use organization::{code, kind, name_vi, parent, search, territory_code, valid_from, valid_to};
    let mut query = organization::table.select(Organization::as_select()).into_boxed::<Pg>();
    for word in &filter.words {
        // Two patterns, because the index knows the whole text and not its words.
        query = query.filter(search.like(format!("{word}%")).or(search.like(format!("% {word}%"))));
    }
    if !filter.kinds.is_empty() {
        query = query.filter(kind.eq_any(filter.kinds.clone()));
    }
    if let Some(above) = &filter.parent {
        query = query.filter(parent.eq(above.clone()));
    }
    if let Some(territory) = &filter.territory {
        query = query.filter(territory_code.eq(territory.clone()));
    }
    if let Some(audience) = filter.audience {
        let named = code.eq_any(audience.organizations.clone());
        query = query.filter(kind.eq_any(audience.kinds.clone()).or(named));
    }
    if let Some(on) = filter.on {
        query = query.filter(valid_from.le(on)).filter(valid_to.is_null().or(valid_to.ge(on)));
    }
    if let Some((name, own)) = after.cloned() {
        let same_name = name_vi.eq(name.clone());
        query = match order {
            OrganizationOrder::Name => query.filter(name_vi.gt(name).or(same_name.and(code.gt(own)))),
            OrganizationOrder::NameDescending => query.filter(name_vi.lt(name).or(same_name.and(code.lt(own)))),
            OrganizationOrder::Code => query.filter(code.gt(own)),
            OrganizationOrder::CodeDescending => query.filter(code.lt(own)),
        };
    }
    query = match order {
        OrganizationOrder::Name => query.order((name_vi.asc(), code.asc())),
        OrganizationOrder::NameDescending => query.order((name_vi.desc(), code.desc())),
        OrganizationOrder::Code => query.order(code.asc()),
        OrganizationOrder::CodeDescending => query.order(code.desc()),
    };
    query.limit(i64::try_from(rows).unwrap_or(i64::MAX)).load(&mut db).await
}
