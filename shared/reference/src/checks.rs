//! What is right or wrong about one row of the directory, whatever the others say.

use crate::calendar::{is_weekday, is_worked};
use crate::{CalendarDay, DirectoryRefusal, FIRST_DATE, LAST_DATE};
use chrono::NaiveDate;
use haicap_types::DayKind;

/// Both dates are within range, and the last day does not come before the first.
pub(crate) fn check_dates(valid_from: NaiveDate, valid_to: Option<NaiveDate>) -> Result<(), DirectoryRefusal> {
    check_range(valid_from)?;
    let Some(valid_to) = valid_to else {
        return Ok(());
    };
    check_range(valid_to)?;
    if valid_to < valid_from { Err(DirectoryRefusal::DatesOutOfOrder { valid_from, valid_to }) } else { Ok(()) }
}

/// Two digits for a province, five for a commune, or none.
pub(crate) fn check_territory_code(code: Option<&str>) -> Result<(), DirectoryRefusal> {
    match code {
        Some(code) if !matches!(code.len(), 2 | 5) || !code.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(DirectoryRefusal::TerritoryCodeMalformed { territory_code: code.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Small letters, digits and hyphens, the first not a hyphen.
pub(crate) fn check_audience_code(code: &str) -> Result<(), DirectoryRefusal> {
    let shaped = code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if shaped && (1..=64).contains(&code.len()) && !code.starts_with('-') {
        Ok(())
    } else {
        Err(DirectoryRefusal::AudienceMalformed { audience: code.to_owned() })
    }
}

/// The day is within range and differs from what the week makes it.
pub(crate) fn check_day(day: &CalendarDay) -> Result<(), DirectoryRefusal> {
    check_range(day.date)?;
    // A public holiday is one on whatever day it falls; everything else must turn the day round.
    if day.kind != DayKind::Holiday && is_worked(day.kind) == is_weekday(day.date) {
        return Err(DirectoryRefusal::DayChangesNothing { date: day.date });
    }
    Ok(())
}

/// Within the years that the directory covers.
pub(crate) fn check_range(date: NaiveDate) -> Result<(), DirectoryRefusal> {
    if (FIRST_DATE..=LAST_DATE).contains(&date) { Ok(()) } else { Err(DirectoryRefusal::DateOutOfRange { date }) }
}
