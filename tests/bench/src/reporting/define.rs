use super::world::{City, FIGURES, WEEKLY};
use crate::http::{Connection, write_post};
use crate::service::Service;
use serde_json::{Value, json};
use std::error::Error;

/// How many sections the figures stand in; each ends with a share.
pub(super) const SECTIONS: u32 = 10;

/// Where regimes are defined that begin long before today.
const REGIMES: &str = "/regimes?acknowledged_warnings=deadlines_passed";

/// Defines figures, form and regimes through the front door; the service writes down the periods that have begun.
pub(super) async fn all(service: &Service, city: &City) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut connection = Connection::open(service.address).await?;
    for n in 1..=FIGURES {
        post(&mut connection, city, "/indicators", &figure(n)).await?;
    }
    for section in 1..=SECTIONS {
        post(&mut connection, city, "/indicators", &share(section)).await?;
    }
    let head = json!({ "code": "commune", "name_vi": "Biểu mẫu cấp xã", "name_en": "Communes" });
    post(&mut connection, city, "/forms", &head).await?;
    post(&mut connection, city, "/forms/commune/versions", &form()).await?;
    let first = city.weeks.first().ok_or("there is no week")?;
    post(&mut connection, city, REGIMES, &regime(WEEKLY, &first.days.starts_on.to_string())).await?;
    let last = city.weeks.last().ok_or("there is no week")?;
    for n in 1..=city.regimes {
        let code = format!("{WEEKLY}-{n:05}");
        post(&mut connection, city, REGIMES, &regime(&code, &last.days.starts_on.to_string())).await?;
    }
    Ok(())
}

async fn post(
    connection: &mut Connection,
    city: &City,
    path: &str,
    body: &Value,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut request = Vec::new();
    // All that is changed here was made a moment ago.
    let head = format!("{}if-match: \"1\"\r\n", city.receiver);
    write_post(&mut request, &format!("/reporting/v1{path}"), Some(&head), &body.to_string());
    match connection.send(&request).await? {
        (201, _) => Ok(()),
        (status, body) => Err(format!("{path}: {status} {}", String::from_utf8_lossy(body)).into()),
    }
}

fn figure(n: u32) -> Value {
    json!({
        "code": code(n), "name_vi": format!("Số trụ sở thuộc nhóm {n}"), "name_en": format!("Premises of group {n}"),
        "unit_vi": "trụ sở", "unit_en": "premises", "value_type": "integer", "minimum": "0", "over_units": "sum",
        "over_time": "latest",
    })
}

/// The share of a section's second figure in its first.
fn share(section: u32) -> Value {
    let first = first_of(section);
    json!({
        "code": share_code(section), "name_vi": format!("Tỷ lệ trụ sở đã bố trí của nhóm {section}"),
        "name_en": format!("Share of group {section} that is allocated"), "value_type": "percent", "decimals": 1,
        "over_units": "none", "over_time": "latest",
        "ratio": { "numerator": code(first + 1), "denominator": code(first), "scale": 100 },
    })
}

/// Words, figures section by section, and two rules for each section.
fn form() -> Value {
    let mut sections = vec![json!({
        "code": "results", "kind": "narrative", "title_vi": "Kết quả thực hiện", "title_en": "Results",
        "is_required": true,
    })];
    let mut rules = Vec::new();
    for section in 1..=SECTIONS {
        let first = first_of(section);
        let typed = (first..first + FIGURES / SECTIONS).map(|n| json!({ "code": code(n), "is_required": true }));
        let cells: Vec<Value> = typed.chain([json!({ "code": share_code(section) })]).collect();
        sections.push(json!({
            "code": format!("group_{section}"), "kind": "figures", "title_vi": format!("Nhóm {section}"),
            "title_en": format!("Group {section}"), "indicators": cells,
        }));
        let (whole, part) = (code(first), code(first + 1));
        rules.push(json!({
            "code": format!("within_{section}"), "expression": format!("{part} <= {whole}"), "severity": "error",
            "message_vi": "Phần không được lớn hơn tổng số.", "message_en": "The part is within the whole.",
        }));
        rules.push(json!({
            "code": format!("fewer_{section}"), "expression": format!("{whole} >= previous.{whole}"),
            "severity": "warning", "message_vi": "Tổng số giảm so với kỳ trước.",
            "message_en": "There are fewer than before.",
        }));
    }
    json!({ "sections": sections, "rules": rules })
}

/// Every week to the Organization Commission, and from there to the Standing Body.
fn regime(code: &str, starts_on: &str) -> Value {
    let tier = |after: u8, leg: Value| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after, "at": "17:00" },
            "locks_after_working_days": 5, "legs": [leg] })
    };
    json!({
        "code": code, "kind": "periodic", "scheme": "party",
        "title": "Báo cáo tuần về tình hình vận hành mô hình chính quyền địa phương 2 cấp",
        "required_content": "Tình hình vận hành mô hình chính quyền địa phương 2 cấp.", "channel": "Hệ thống Hai Cấp",
        "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" },
        "tiers": [
            tier(1, json!({ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" })),
            tier(2, json!({ "organization": "BTC", "receiver": "TT" })),
        ],
        "starts_on": starts_on,
    })
}

pub(super) fn code(n: u32) -> String {
    format!("premises_{n:03}")
}

pub(super) fn share_code(section: u32) -> String {
    format!("share_{section:02}")
}

/// The number of a section's first figure.
pub(super) const fn first_of(section: u32) -> u32 {
    (section - 1) * (FIGURES / SECTIONS) + 1
}
