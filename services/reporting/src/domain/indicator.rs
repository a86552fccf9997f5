//! Indicators: what a figure means, and how several of them become one.

use crate::vocabulary::{OverTime, OverUnits, ValueType};
use haicap_types::{Faults, Words};
use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;

/// The most choices of one indicator.
const CHOICES_MAX: usize = 100;

/// The most decimals of a figure.
pub const DECIMALS_MAX: u8 = 6;

/// Words that the language of rules keeps for itself.
const RESERVED: &[&str] = &[
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "previous",
    "return",
    "true",
    "var",
    "void",
    "while",
];

/// What a figure means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "premises_transferred", "name_vi": "Số trụ sở đã điều chuyển", "name_en": "Premises transferred",
    "unit_vi": "trụ sở", "unit_en": "premises", "value_type": "integer", "decimals": 0, "minimum": "0",
    "maximum": "500", "choices": [], "is_blank_zero": true, "over_units": "sum", "weight": null,
    "over_time": "latest", "ratio": null,
}))]
pub struct Indicator {
    /// Its code, by which forms, rules and values name it: a small letter, then small letters, digits and `_`.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,62}$", example = "premises_surplus")]
    pub code: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 300, example = "Số trụ sở dôi dư")]
    pub name_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 300, example = "Surplus premises")]
    pub name_en: String,
    /// What is counted or measured.
    #[serde(default)]
    #[schema(required, max_length = 60, example = "trụ sở")]
    pub unit_vi: Option<String>,
    /// The same in English.
    #[serde(default)]
    #[schema(required, max_length = 60, example = "premises")]
    pub unit_en: Option<String>,
    /// What its values are. It cannot change.
    pub value_type: ValueType,
    /// How many decimals a decimal number or a percentage may have.
    #[serde(default)]
    #[schema(maximum = 6, example = 0)]
    pub decimals: u8,
    /// The smallest value, as a string.
    #[serde(default, deserialize_with = "bound")]
    #[schema(required, value_type = Option<String>, format = "decimal", pattern = "^-?[0-9]{1,15}([.][0-9]{1,6})?$", example = "0")]
    pub minimum: Option<Decimal>,
    /// The largest value, as a string.
    #[serde(default, deserialize_with = "bound")]
    #[schema(required, value_type = Option<String>, format = "decimal", pattern = "^-?[0-9]{1,15}([.][0-9]{1,6})?$", example = "500")]
    pub maximum: Option<Decimal>,
    /// What there is to choose from.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub choices: Vec<Choice>,
    /// Whether a cell that is left blank in a report that was sent means zero. Otherwise it means that nothing is
    /// known.
    #[serde(default)]
    pub is_blank_zero: bool,
    /// How the values of several units become one. It cannot change.
    pub over_units: OverUnits,
    /// The indicator by which a weighted mean is weighted. It cannot change.
    #[serde(default)]
    #[schema(required, example = json!(null))]
    pub weight: Option<String>,
    /// How a unit's values of several periods become one. It cannot change.
    pub over_time: OverTime,
    /// Where the figure is not asked for but follows from two others. It cannot change.
    #[serde(default)]
    #[schema(required)]
    pub ratio: Option<Ratio>,
}

/// Where a cell is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// In a report with figures, which leaves it blank.
    Cell,
    /// In a report that there is nothing to report.
    NilReport,
}

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its code, as it stands in values.
    #[schema(min_length = 1, max_length = 64, example = "transferred")]
    pub code: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200, example = "Điều chuyển")]
    pub name_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 200, example = "Transferred")]
    pub name_en: String,
}

/// One indicator over another: the ratio of the sums, never the sum of the ratios.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// The code of what is divided.
    #[schema(example = "dossiers_on_time")]
    pub numerator: String,
    /// The code of what it is divided by.
    #[schema(example = "dossiers_handled")]
    pub denominator: String,
    /// What the ratio is multiplied with: 1, 100 for percentages, 1000.
    #[schema(minimum = 1, maximum = 1000, example = 100)]
    pub scale: u16,
}

impl Indicator {
    /// Whether its values are numbers that can be calculated with.
    #[must_use]
    pub const fn is_numeric(&self) -> bool {
        matches!(self.value_type, ValueType::Integer | ValueType::Decimal | ValueType::Percent | ValueType::Money)
    }

    /// Whether it is asked for; what follows from others is not.
    #[must_use]
    pub const fn is_typed(&self) -> bool {
        self.ratio.is_none()
    }

    /// Whether a missing cell of a report that counts means zero.
    #[must_use]
    pub fn means_zero(&self, blank: Blank) -> bool {
        self.is_blank_zero || blank == Blank::NilReport && self.over_units == OverUnits::Sum
    }

    /// The indicators that it cannot do without.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        let ratio = self.ratio.iter().flat_map(|ratio| [&ratio.numerator, &ratio.denominator]);
        ratio.chain(&self.weight).map(String::as_str)
    }

    /// Brings an indicator into the form in which it is kept. `others` holds at least those that it [`Self::needs`].
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn checked(mut self, others: &BTreeMap<String, Self>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        faults.expect(is_code(&self.code), "/code", BAD_CODE);
        faults.tidy::<300, false>("/name_vi", &mut self.name_vi);
        faults.tidy::<300, false>("/name_en", &mut self.name_en);
        faults.tidy_optional::<60, false>("/unit_vi", &mut self.unit_vi);
        faults.tidy_optional::<60, false>("/unit_en", &mut self.unit_en);
        self.check_values(&mut faults);
        self.check_choices(&mut faults);
        self.check_aggregation(&mut faults);
        self.check_needs(others, &mut faults);
        faults.done(self)
    }

    /// Whether another one of the same code means the same.
    #[must_use]
    pub fn means_the_same_as(&self, other: &Self) -> bool {
        let meaning = |one: &Self| {
            (one.value_type, one.over_units, one.weight.clone(), one.over_time, one.ratio.clone(), one.is_blank_zero)
        };
        meaning(self) == meaning(other)
    }

    fn check_values(&self, faults: &mut Faults) {
        let has_decimals = matches!(self.value_type, ValueType::Decimal | ValueType::Percent);
        let decimals_max = if has_decimals { DECIMALS_MAX } else { 0 };
        faults.expect(
            self.decimals <= decimals_max,
            "/decimals",
            Words::new(
                "Chỉ số thập phân và tỷ lệ phần trăm có phần thập phân, tối đa 6 chữ số.",
                "Only decimal numbers and percentages may have decimals, at most 6.",
            ),
        );
        let bounds_fit = self.is_numeric() || (self.minimum.is_none() && self.maximum.is_none());
        faults.expect(
            bounds_fit,
            "/minimum",
            Words::new("Chỉ số liệu mới có giới hạn.", "Only numbers may have bounds."),
        );
        let is_ordered = self.minimum.zip(self.maximum).is_none_or(|(minimum, maximum)| minimum <= maximum);
        faults.expect(
            is_ordered,
            "/maximum",
            Words::new(
                "Giá trị lớn nhất phải không nhỏ hơn giá trị nhỏ nhất.",
                "The maximum must not be below the minimum.",
            ),
        );
        let may_be_zero = !self.is_blank_zero || self.is_numeric();
        faults.expect(
            may_be_zero,
            "/is_blank_zero",
            Words::new("Chỉ số liệu mới có thể coi ô trống là 0.", "Only a blank number can mean zero."),
        );
    }

    fn check_choices(&mut self, faults: &mut Faults) {
        let count = if self.value_type == ValueType::Choice { 2..=CHOICES_MAX } else { 0..=0 };
        faults.expect(
            count.contains(&self.choices.len()),
            "/choices",
            Words::new(
                "Chỉ tiêu kiểu lựa chọn phải có từ 2 đến 100 giá trị; kiểu khác không được có.",
                "A choice must have 2 to 100 values; other types must have none.",
            ),
        );
        let mut seen = HashSet::new();
        for (index, choice) in self.choices.iter_mut().enumerate() {
            faults.tidy::<64, false>(format!("/choices/{index}/code"), &mut choice.code);
            faults.tidy::<200, false>(format!("/choices/{index}/name_vi"), &mut choice.name_vi);
            faults.tidy::<200, false>(format!("/choices/{index}/name_en"), &mut choice.name_en);
            let is_new = seen.insert(choice.code.clone());
            let twice = Words::new("Mã này đã có trong danh sách.", "This code is in the list already.");
            faults.expect(is_new, format!("/choices/{index}/code"), twice);
        }
    }

    fn check_aggregation(&self, faults: &mut Faults) {
        let over_units = match self.value_type {
            _ if !self.is_typed() => matches!(self.over_units, OverUnits::None),
            ValueType::Integer | ValueType::Decimal | ValueType::Percent | ValueType::Money => true,
            ValueType::Boolean => matches!(self.over_units, OverUnits::Sum | OverUnits::Count | OverUnits::None),
            ValueType::Date | ValueType::Choice | ValueType::Text => {
                matches!(self.over_units, OverUnits::Count | OverUnits::None)
            }
        };
        faults.expect(
            over_units,
            "/over_units",
            Words::new(
                "Cách tổng hợp này không dùng được cho kiểu giá trị đó; chỉ tiêu tính từ hai chỉ tiêu khác ghi none.",
                "Values of this type cannot be aggregated so; an indicator that follows from two others must say none.",
            ),
        );
        let over_time = self.over_time == OverTime::Latest || (self.is_numeric() && self.is_typed());
        faults.expect(
            over_time,
            "/over_time",
            Words::new(
                "Chỉ số liệu được nhập mới cộng dồn hoặc lấy trung bình theo thời gian; trường hợp khác ghi latest.",
                "Only numbers that are asked for can add up or be averaged over time; others must say latest.",
            ),
        );
        let weighs = self.weight.is_some() == (self.over_units == OverUnits::Weighted);
        faults.expect(
            weighs,
            "/weight",
            Words::new(
                "Trung bình có trọng số phải nêu chỉ tiêu làm trọng số; cách khác không được nêu.",
                "A weighted mean must name the indicator that weighs it; others must name none.",
            ),
        );
    }

    fn check_needs(&self, others: &BTreeMap<String, Self>, faults: &mut Faults) {
        let mut expect_number = |pointer: &str, code: &String| {
            let is_number = others.get(code).is_some_and(|other| other.is_numeric() && other.is_typed());
            faults.expect(
                is_number && *code != self.code,
                pointer,
                Words::with(
                    format!("Không có chỉ tiêu số liệu được nhập mang mã {code}."),
                    format!("There is no indicator {code} whose numbers are asked for."),
                ),
            );
        };
        if let Some(weight) = &self.weight {
            expect_number("/weight", weight);
        }
        let Some(ratio) = &self.ratio else { return };
        expect_number("/ratio/numerator", &ratio.numerator);
        expect_number("/ratio/denominator", &ratio.denominator);
        faults.expect(
            matches!(ratio.scale, 1 | 100 | 1000),
            "/ratio/scale",
            Words::new("Hệ số phải là 1, 100 hoặc 1000.", "The scale must be 1, 100 or 1000."),
        );
        let type_fits = matches!(self.value_type, ValueType::Decimal | ValueType::Percent);
        faults.expect(
            type_fits,
            "/value_type",
            Words::new(
                "Chỉ tiêu tính từ hai chỉ tiêu khác phải là số thập phân hoặc tỷ lệ phần trăm.",
                "What follows from two others must be a decimal number or a percentage.",
            ),
        );
    }
}

/// Reads a bound: digits with a point at most, as a string.
fn bound<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let Some(text) = Option::<Cow<'de, str>>::deserialize(deserializer)? else { return Ok(None) };
    let (whole, decimals) = text.split_once('.').map_or((&*text, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_bound = digits(whole.strip_prefix('-').unwrap_or(whole), 15)
        && decimals.is_none_or(|decimals| digits(decimals, usize::from(DECIMALS_MAX)));
    let number = text.parse().ok().filter(|_| is_bound);
    number.map(Some).ok_or_else(|| D::Error::custom(NOT_A_BOUND))
}

/// Whether a text can be the code of an indicator, a section or a rule.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && text.len() <= 63
        && !RESERVED.contains(&text)
}

const NOT_A_BOUND: Words = Words::new(
    "Giới hạn phải là một số trong dấu ngoặc kép, như \"97.6\".",
    "A bound must be a number in quotation marks, such as \"97.6\".",
);

/// Why a text is no code.
pub const BAD_CODE: Words = Words::new(
    "Mã phải gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ, tối đa 63 ký tự, không trùng từ \
     khóa.",
    "A code must have only small letters, digits and underscores, begin with a letter, have at most 63 characters, and \
     be no reserved word.",
);

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// An indicator that is summed, with some members changed.
    pub(crate) fn indicator(code: &str, changes: &Value) -> Indicator {
        let mut whole = json!({
            "code": code, "name_vi": "Chỉ tiêu", "name_en": "Indicator", "value_type": "integer", "over_units": "sum",
            "over_time": "latest",
        });
        whole.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn a_missing_cell_means_zero_as_its_indicator_says() {
        for (rule, is_blank_zero, cell, nil) in [
            ("sum", false, false, true),
            ("sum", true, true, true),
            ("mean", false, false, false),
            ("mean", true, true, true),
            ("weighted", false, false, false),
            ("count", false, false, false),
            ("none", false, false, false),
        ] {
            let indicator = indicator("x", &json!({ "over_units": rule, "is_blank_zero": is_blank_zero }));
            let found = [Blank::Cell, Blank::NilReport].map(|blank| indicator.means_zero(blank));
            assert_eq!(found, [cell, nil], "{rule} {is_blank_zero}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_refused_in_its_place() {
        let others: BTreeMap<_, _> = [
            indicator("total", &json!({})),
            indicator(
                "share",
                &json!({ "value_type": "percent", "over_units": "none",
                "ratio": { "numerator": "total", "denominator": "total", "scale": 100 } }),
            ),
            indicator("remark", &json!({ "value_type": "text", "over_units": "none" })),
        ]
        .map(|one| (one.code.clone(), one))
        .into();
        let ratio = |numerator: &str| json!({ "numerator": numerator, "denominator": "total", "scale": 100 });
        for (changes, pointers) in [
            (json!({}), vec![]),
            (json!({ "code": "Total" }), vec!["/code"]),
            (json!({ "code": "in" }), vec!["/code"]),
            (json!({ "name_vi": " " }), vec!["/name_vi"]),
            (json!({ "decimals": 1 }), vec!["/decimals"]),
            (json!({ "value_type": "decimal", "decimals": 7 }), vec!["/decimals"]),
            (json!({ "minimum": "2", "maximum": "1.5" }), vec!["/maximum"]),
            (json!({ "value_type": "text", "over_units": "sum" }), vec!["/over_units"]),
            (json!({ "value_type": "boolean" }), vec![]),
            (json!({ "value_type": "boolean", "over_time": "sum" }), vec!["/over_time"]),
            (json!({ "value_type": "choice", "over_units": "count" }), vec!["/choices"]),
            (json!({ "over_units": "weighted" }), vec!["/weight"]),
            (json!({ "over_units": "weighted", "weight": "total" }), vec![]),
            (json!({ "over_units": "weighted", "weight": "share" }), vec!["/weight"]),
            (json!({ "over_units": "weighted", "weight": "remark" }), vec!["/weight"]),
            (json!({ "value_type": "percent", "over_units": "none", "ratio": ratio("total") }), vec![]),
            (json!({ "value_type": "percent", "over_units": "sum", "ratio": ratio("total") }), vec!["/over_units"]),
            (json!({ "over_units": "none", "ratio": ratio("x") }), vec!["/ratio/numerator", "/value_type"]),
        ] {
            let faults = indicator("x", &changes).checked(&others).err().unwrap_or_default();
            assert_eq!(faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>(), pointers, "{changes}");
        }
    }
}
