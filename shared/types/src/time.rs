use crate::Words;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Ho Chi Minh City: UTC+7 all year.
pub const HCMC: FixedOffset = match FixedOffset::east_opt(7 * 3600) {
    Some(offset) => offset,
    None => panic!("seven hours are less than a day"),
};

/// A moment, written at +07:00 with microseconds at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub DateTime<chrono::Utc>);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.with_timezone(&HCMC).to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let moment = DateTime::parse_from_rfc3339(&text).map_err(|_| de::Error::custom(NOT_AN_INSTANT))?;
        Ok(Self(moment.to_utc()))
    }
}

impl PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .examples([serde_json::json!("2025-10-01T08:00:00+07:00")])
            .into()
    }
}

impl ToSchema for Instant {}

impl From<DateTime<chrono::Utc>> for Instant {
    fn from(moment: DateTime<chrono::Utc>) -> Self {
        Self(moment)
    }
}

/// A date as it is sent to us: `YYYY-MM-DD` and nothing else (RFC 3339, `full-date`). The parser of chrono also takes
/// `2025-7-1` and `+2025-07-01`. utoipa knows the name, so that documents say `format: date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Date(pub NaiveDate);

/// A text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateError;

const NOT_A_DATE: Words = Words::new(
    "Ngày phải theo dạng NNNN-TT-NN, như 2025-10-15.",
    "A date must be written as YYYY-MM-DD, such as 2025-10-15.",
);
const NOT_AN_INSTANT: Words = Words::new(
    "Thời điểm phải theo dạng 2025-10-01T08:00:00+07:00.",
    "A moment must be written like 2025-10-01T08:00:00+07:00.",
);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NOT_A_DATE.fmt(f)
    }
}

impl std::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text);
        date.map(Self).ok_or(DateError)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

/// Reads a date as people in Vietnam write it: day, month and year such as `22/09/2025` or `1/9/2025`, or as it stands
/// in JSON. A year has four digits.
#[must_use]
pub fn written_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let number = |part: &str, digits: RangeInclusive<usize>| {
        let is_number = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<u16>().ok() } else { None }
    };
    if let [day, month, year] = text.split('/').collect::<Vec<_>>()[..] {
        let (day, month, year) = (number(day, 1..=2)?, number(month, 1..=2)?, number(year, 4..=4)?);
        return NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    }
    text.parse().ok().map(|Date(date)| date)
}

/// The years of every date that a client may send or that a rule may lead to: Postgres and the formats of files hold
/// them, and arithmetic on them cannot leave what chrono can hold.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Whether a date is in [`YEARS`].
#[must_use]
pub fn is_in_range(date: impl Datelike) -> bool {
    YEARS.contains(&date.year())
}

/// The date that a moment falls on in the city.
#[must_use]
pub fn local_date(moment: DateTime<chrono::Utc>) -> NaiveDate {
    moment.with_timezone(&HCMC).date_naive()
}

/// The moment at which a date begins in the city.
#[must_use]
pub fn local_midnight(date: NaiveDate) -> DateTime<chrono::Utc> {
    HCMC.from_local_datetime(&date.and_time(NaiveTime::MIN))
        .single()
        .map_or_else(|| date.and_time(NaiveTime::MIN).and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h17_only_whole_dates_are_dates() {
        for text in ["2025-7-1", "+2025-07-01", " 2025-07-01", "10000-01-01", "2025-02-29", "2025-07-01T00:00:00Z", ""]
        {
            assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
        }
        assert_eq!(serde_json::from_str::<Date>(r#""2028-02-2\u0039""#).unwrap().0.to_string(), "2028-02-29");
    }

    #[test]
    fn the_day_stands_before_the_month() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        for (text, read) in [
            ("22/09/2025", day(2025, 9, 22)),
            (" 1/9/2025 ", day(2025, 9, 1)),
            ("2025-09-22", day(2025, 9, 22)),
            ("29/02/2028", day(2028, 2, 29)),
            ("09/22/2025", None),
            ("29/02/2025", None),
            ("22/09/25", None),
            ("22/9/02025", None),
            ("/9/2025", None),
            ("22-09-2025", None),
            ("2025-9-22", None),
            ("2025-09-22T08:00:00", None),
            ("+1/9/2025", None),
            ("22.9.2025", None),
            ("hôm nay", None),
            ("", None),
        ] {
            assert_eq!(written_date(text), read, "{text}");
        }
    }
}
