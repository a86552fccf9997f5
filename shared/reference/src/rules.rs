//! How the directory may change. Each rule takes the snapshot and what is wanted, and answers with the row to keep, at
//! its next version, or with a refusal.

use crate::checks::{check_audience_code, check_dates, check_day, check_territory_code};
use crate::{Audience, CalendarDay, Directory, DirectoryRefusal, Organization, Oversight};
use chrono::NaiveDate;
use haicap_types::OrganizationCode;

/// A new organization: its code is free, its parent exists on its first day.
///
/// # Errors
/// The first rule that it breaks.
pub fn add_organization(directory: &Directory, new: Organization) -> Result<Organization, DirectoryRefusal> {
    check_dates(new.valid_from, new.valid_to)?;
    check_territory_code(new.territory_code.as_deref())?;
    check_parent(directory, &new, new.valid_from)?;
    if directory.get(&new.code).is_some() {
        return Err(DirectoryRefusal::CodeTaken { code: new.code });
    }
    Ok(Organization { successors: Vec::new(), version: 1, ..new })
}

/// Another name, contact, kind or parent from today on; its end is decided by [`end_organization`] alone.
///
/// # Errors
/// The first rule that it breaks.
pub fn revise_organization(
    directory: &Directory,
    revised: Organization,
    today: NaiveDate,
) -> Result<Organization, DirectoryRefusal> {
    let current = existing(directory, &revised.code)?;
    let revised = Organization {
        valid_to: current.valid_to,
        successors: current.successors.clone(),
        version: current.version + 1,
        ..revised
    };
    check_dates(revised.valid_from, revised.valid_to)?;
    check_territory_code(revised.territory_code.as_deref())?;
    if revised.parent != current.parent {
        check_parent(directory, &revised, today.max(revised.valid_from))?;
    }
    Ok(revised)
}

/// The end of an organization on its last day: nothing below it outlives it, its successors exist on the day after.
///
/// # Errors
/// The first rule that it breaks.
pub fn end_organization(
    directory: &Directory,
    code: &OrganizationCode,
    valid_to: NaiveDate,
    successors: Vec<OrganizationCode>,
) -> Result<Organization, DirectoryRefusal> {
    let current = existing(directory, code)?;
    if let Some(valid_to) = current.valid_to {
        return Err(DirectoryRefusal::AlreadyEnded { code: code.clone(), valid_to });
    }
    check_dates(current.valid_from, Some(valid_to))?;
    check_children(directory, code, valid_to)?;
    check_successors(directory, code, Some(valid_to), &successors)?;
    Ok(Organization { valid_to: Some(valid_to), successors, version: current.version + 1, ..current.clone() })
}

/// A new audience.
///
/// # Errors
/// The first rule that it breaks.
pub fn add_audience(directory: &Directory, new: Audience) -> Result<Audience, DirectoryRefusal> {
    check_audience_code(&new.code)?;
    check_selection(directory, &new)?;
    if directory.audience(&new.code).is_some() {
        return Err(DirectoryRefusal::AudienceTaken { audience: new.code });
    }
    Ok(Audience { version: 1, ..new })
}

/// Another name or selection for an audience.
///
/// # Errors
/// The first rule that it breaks.
pub fn revise_audience(directory: &Directory, revised: Audience) -> Result<Audience, DirectoryRefusal> {
    let Some(current) = directory.audience(&revised.code) else {
        return Err(DirectoryRefusal::AudienceUnknown { audience: revised.code });
    };
    check_selection(directory, &revised)?;
    Ok(Audience { version: current.version + 1, ..revised })
}

/// A new span of oversight: organization and audience exist, and no other row says the same of one of its days.
///
/// # Errors
/// The first rule that it breaks.
pub fn add_oversight(directory: &Directory, new: Oversight) -> Result<Oversight, DirectoryRefusal> {
    existing(directory, &new.body)?;
    if directory.audience(&new.audience).is_none() {
        return Err(DirectoryRefusal::AudienceUnknown { audience: new.audience });
    }
    check_dates(new.valid_from, new.valid_to)?;
    if let Some(other) = directory.oversight().iter().find(|other| other.overlaps(&new)) {
        let valid_from = other.valid_from;
        return Err(DirectoryRefusal::OversightOverlaps { body: new.body, audience: new.audience, valid_from });
    }
    Ok(Oversight { version: 1, ..new })
}

/// The end of a span of oversight on its last day.
///
/// # Errors
/// The first rule that it breaks.
pub fn end_oversight(
    directory: &Directory,
    body: &OrganizationCode,
    audience: &str,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
) -> Result<Oversight, DirectoryRefusal> {
    let is_meant = |row: &&Oversight| row.body == *body && row.audience == audience && row.valid_from == valid_from;
    let Some(current) = directory.oversight().iter().find(is_meant) else {
        let (body, audience) = (body.clone(), audience.to_owned());
        return Err(DirectoryRefusal::OversightUnknown { body, audience, valid_from });
    };
    check_dates(valid_from, Some(valid_to))?;
    let ended = Oversight { valid_to: Some(valid_to), version: current.version + 1, ..current.clone() };
    let is_other = |row: &&Oversight| row.valid_from != valid_from && row.overlaps(&ended);
    if let Some(other) = directory.oversight().iter().find(is_other) {
        let valid_from = other.valid_from;
        return Err(DirectoryRefusal::OversightOverlaps { body: ended.body, audience: ended.audience, valid_from });
    }
    Ok(ended)
}

/// A new day in the calendar.
///
/// # Errors
/// The first rule that it breaks.
pub fn add_day(directory: &Directory, new: CalendarDay) -> Result<CalendarDay, DirectoryRefusal> {
    if directory.calendar().day(new.date).is_some() {
        return Err(DirectoryRefusal::DayTaken { date: new.date });
    }
    check_day(&new)?;
    Ok(CalendarDay { version: first_version_of_a_day(directory), ..new })
}

/// Days alone are removed. One that comes again has a version that it never had, so that who knows the earlier one does
/// not take this for it: every version of a row is at most the directory's.
pub(crate) fn first_version_of_a_day(directory: &Directory) -> i32 {
    i32::try_from(directory.version() + 1).unwrap_or(i32::MAX)
}

/// Another name, kind or status for a day in the calendar.
///
/// # Errors
/// The first rule that it breaks.
pub fn revise_day(directory: &Directory, revised: CalendarDay) -> Result<CalendarDay, DirectoryRefusal> {
    let Some(current) = directory.calendar().day(revised.date) else {
        return Err(DirectoryRefusal::DayUnknown { date: revised.date });
    };
    check_day(&revised)?;
    Ok(CalendarDay { version: current.version + 1, ..revised })
}

/// An organization that a file brings, in the directory as it will be, which has no circles: its parent exists when it
/// begins to stand below it, nothing below it outlives it, and what ends an organization that is there already is
/// decided by [`end_organization`] alone.
pub(crate) fn check_imported(
    before: Option<&Organization>,
    row: &Organization,
    after: &Directory,
    today: NaiveDate,
) -> Result<(), DirectoryRefusal> {
    let ends_otherwise = |before: &Organization| before.valid_to != row.valid_to || before.successors != row.successors;
    match before {
        Some(before) if ends_otherwise(before) => Err(DirectoryRefusal::EndNotImported { code: row.code.clone() }),
        Some(before) if before.parent == row.parent => Ok(()),
        Some(_) => check_parent_exists(after, row, today.max(row.valid_from)),
        None => {
            row.valid_to.map_or(Ok(()), |valid_to| check_children(after, &row.code, valid_to))?;
            check_successors(after, &row.code, row.valid_to, &row.successors)?;
            check_parent_exists(after, row, row.valid_from)
        }
    }
}

fn existing<'d>(directory: &'d Directory, code: &OrganizationCode) -> Result<&'d Organization, DirectoryRefusal> {
    directory.get(code).ok_or_else(|| DirectoryRefusal::OrganizationUnknown { code: code.clone() })
}

fn check_parent(directory: &Directory, child: &Organization, on: NaiveDate) -> Result<(), DirectoryRefusal> {
    if let Some(parent) = &child.parent
        && directory.is_at_or_below(parent, &child.code)
    {
        return Err(DirectoryRefusal::ParentBelowItself { code: child.code.clone(), parent: parent.clone() });
    }
    check_parent_exists(directory, child, on)
}

fn check_parent_exists(directory: &Directory, child: &Organization, on: NaiveDate) -> Result<(), DirectoryRefusal> {
    let Some(parent) = &child.parent else {
        return Ok(());
    };
    let (code, parent) = (child.code.clone(), parent.clone());
    match directory.get(&parent) {
        None => Err(DirectoryRefusal::ParentUnknown { code, parent }),
        Some(body) if !body.is_valid_on(on) => Err(DirectoryRefusal::ParentNotValid { parent, on }),
        Some(_) => Ok(()),
    }
}

/// Successors are others, and exist on the day after; who has not ended has none.
fn check_successors(
    directory: &Directory,
    code: &OrganizationCode,
    valid_to: Option<NaiveDate>,
    successors: &[OrganizationCode],
) -> Result<(), DirectoryRefusal> {
    let next_day = valid_to.and_then(|last| last.succ_opt());
    let takes_over = |successor: &OrganizationCode| {
        let exists = |day| directory.get(successor).is_some_and(|body| body.is_valid_on(day));
        successor != code && next_day.is_some_and(exists)
    };
    match successors.iter().find(|successor| !takes_over(successor)) {
        None => Ok(()),
        Some(successor) => {
            Err(DirectoryRefusal::SuccessorNotValid { code: code.clone(), successor: successor.clone() })
        }
    }
}

fn check_children(directory: &Directory, code: &OrganizationCode, valid_to: NaiveDate) -> Result<(), DirectoryRefusal> {
    let outlives = |child: &&Organization| child.valid_to.is_none_or(|last| last > valid_to);
    match directory.children(code).filter(outlives).count() {
        0 => Ok(()),
        children => Err(DirectoryRefusal::LivingChildren { code: code.clone(), children }),
    }
}

fn check_selection(directory: &Directory, audience: &Audience) -> Result<(), DirectoryRefusal> {
    if audience.kinds.is_empty() && audience.organizations.is_empty() {
        return Err(DirectoryRefusal::AudienceEmpty { audience: audience.code.clone() });
    }
    audience.organizations.iter().try_for_each(|code| existing(directory, code).map(drop))
}

#[cfg(test)]
mod tests;
