//! How figures stand in JSON: what a cell holds, and what was calculated of cells.

use crate::domain::exact::Exact;
use crate::domain::indicator::Indicator;
use crate::domain::value::{INTEGER_MAX, Value as Cell};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What a cell holds; which of the kinds, its indicator's `value_type` says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub(super) struct FigureValue(Value);

/// What a cell is to hold; `null` for blank.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub(super) struct FigurePatch(pub(super) Value);

/// A number that was calculated, such as a total or a share: digits with a point at most. It is a string whatever it is,
/// because a total may be larger, or have more decimals, than every JSON reader holds exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = "^-?[0-9]+([.][0-9]+)?$", example = "97.6")]
pub(crate) struct FigureNumber(String);

impl FigureValue {
    /// The value of a cell.
    pub(super) fn of(indicator: &Indicator, cell: &Cell) -> Self {
        Self(cell.json(indicator))
    }
}

impl From<Exact> for FigureNumber {
    fn from(number: Exact) -> Self {
        Self(number.to_string())
    }
}

impl From<FigureNumber> for String {
    fn from(FigureNumber(number): FigureNumber) -> Self {
        number
    }
}

impl From<String> for FigureNumber {
    fn from(number: String) -> Self {
        Self(number)
    }
}

impl PartialSchema for FigureValue {
    fn schema() -> RefOr<Schema> {
        let kind = |kind, description: &str| {
            ObjectBuilder::new().schema_type(SchemaType::Type(kind)).description(Some(description))
        };
        let whole = kind(Type::Integer, "A whole number or an amount in VND.")
            .minimum(Some(-INTEGER_MAX))
            .maximum(Some(INTEGER_MAX));
        let text = kind(
            Type::String,
            "A decimal number or a percentage, such as `97.6`; a date, such as `2025-09-22`; the code of a choice; or a \
             text.",
        );
        let any = OneOfBuilder::new()
            .item(whole)
            .item(text.max_length(Some(1_000)))
            .item(kind(Type::Boolean, "Yes or no."))
            .description(Some("What a cell holds; which of the kinds, its indicator's `value_type` says."));
        RefOr::T(Schema::OneOf(any.build()))
    }
}

impl ToSchema for FigureValue {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("FigureValue")
    }
}

impl PartialSchema for FigurePatch {
    fn schema() -> RefOr<Schema> {
        let value = Ref::from_schema_name(FigureValue::name());
        let any = OneOfBuilder::new().item(value).item(ObjectBuilder::new().schema_type(SchemaType::Type(Type::Null)));
        RefOr::T(Schema::OneOf(any.description(Some("What a cell is to hold; null for blank.")).build()))
    }
}

impl ToSchema for FigurePatch {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("FigurePatch")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((FigureValue::name().into_owned(), FigureValue::schema()));
    }
}
