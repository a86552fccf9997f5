use crate::{Column, Words, local_midnight};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A time of day in the city, to the minute, from `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[serde(try_from = "String", into = "String")]
#[diesel(sql_type = sql_types::Text)]
pub struct DayTime(u16);

/// A text that is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayTimeError;

const NOT_A_TIME: Words = Words::new(
    "Giờ phải theo dạng GG:PP, từ 00:00 đến 24:00.",
    "A time of day must be written as HH:MM, from 00:00 to 24:00.",
);

impl fmt::Display for DayTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NOT_A_TIME.fmt(f)
    }
}

impl std::error::Error for DayTimeError {}

impl DayTime {
    /// The end of the day.
    pub const END: Self = Self(24 * 60);

    /// That time on a day.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = local_midnight(day);
        midnight.checked_add_signed(TimeDelta::minutes(i64::from(self.0))).unwrap_or(midnight)
    }
}

impl FromStr for DayTime {
    type Err = DayTimeError;

    fn from_str(text: &str) -> Result<Self, DayTimeError> {
        let (hours, minutes) = text.split_once(':').ok_or(DayTimeError)?;
        let number = |text: &str| text.parse::<u16>().map_err(|_| DayTimeError);
        let time = Self(number(hours)?.checked_mul(60).ok_or(DayTimeError)?.saturating_add(number(minutes)?));
        // Printing it again refuses every other spelling.
        if time <= Self::END && time.to_string() == text { Ok(time) } else { Err(DayTimeError) }
    }
}

impl TryFrom<String> for DayTime {
    type Error = DayTimeError;

    fn try_from(text: String) -> Result<Self, DayTimeError> {
        text.parse()
    }
}

impl From<DayTime> for String {
    fn from(time: DayTime) -> Self {
        time.to_string()
    }
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Column for DayTime {
    type Sql = sql_types::Text;
}

impl ToSql<sql_types::Text, Pg> for DayTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<sql_types::Text, Pg>::to_sql(&self.to_string(), &mut out.reborrow())
    }
}

impl FromSql<sql_types::Text, Pg> for DayTime {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(std::str::from_utf8(bytes.as_bytes())?.parse()?)
    }
}

impl PartialSchema for DayTime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"))
            .examples([serde_json::json!("17:00")])
            .into()
    }
}

impl ToSchema for DayTime {}

#[cfg(test)]
mod tests {
    use super::DayTime;

    #[test]
    fn h17_only_times_of_day_are_times() {
        for text in ["00:00", "07:05", "23:59", "24:00"] {
            assert_eq!(text.parse::<DayTime>().unwrap().to_string(), text);
        }
        for text in ["", "7:05", "24:01", "23:60", "-1:00", "07:05:00", "+7:05", "99999:00"] {
            assert!(text.parse::<DayTime>().is_err(), "{text}");
        }
    }
}
