//! Sound bodies for every act, made of what the caller sees.

use super::dice::Dice;
use chrono::{DateTime, TimeDelta, Utc};
use haicap_types::local_date;
use serde_json::{Value, json};

/// What is sent.
pub(super) enum Attempt {
    Json(Value),
    File(Vec<u8>),
    Nothing,
}

/// What somebody sends who wants to do this to what they see.
pub(super) fn attempt(dice: &mut Dice, name: &str, view: &Value, now: DateTime<Utc>) -> Attempt {
    let is_report = !view["document_href"].is_null();
    let hash = if view["hash"].is_null() { json!("0".repeat(64)) } else { view["hash"].clone() };
    Attempt::Json(match name {
        "discard" => return Attempt::Nothing,
        "attach_scan" => return Attempt::File(b"%PDF-1.7 scan".to_vec()),
        "draft" => json!({ "reason": "Cộng nhầm." }),
        "ask" => request(dice, view, now),
        // What is waived is over, so that is rare.
        "decide" if view["pending_request"]["kind"] == "waiver" => decision(dice.throw(8) == 0),
        "decide" => decision(dice.throw(3) > 0),
        "edit" if is_report => json!({ "signer": { "name": format!("Nguyễn Văn {}", dice.throw(100)) } }),
        "edit" => content(dice),
        "return" => json!({ "remark": "Xem lại." }),
        "accept" => json!({ "hash": hash }),
        "approve" => json!({ "hash": hash, "accepts_stale": true }),
        "send" => {
            let number = format!("{}-BC/BTCTU", 1 + dice.throw(999_999));
            json!({ "document_number": number, "issued_on": local_date(now) })
        }
        "recall" => json!({ "reason": "Sai số liệu." }),
        _ => json!({}),
    })
}

fn decision(is_granted: bool) -> Value {
    json!({ "decision": if is_granted { "granted" } else { "refused" }, "remark": "Đã xem xét." })
}

/// Mostly what can be sent, and now and then a report with an error in it.
fn content(dice: &mut Dice) -> Value {
    let total = dice.throw(50);
    let surplus = if dice.throw(5) == 0 { total + 1 } else { total / 2 };
    json!({ "values": { "total": total, "surplus": surplus }, "narrative": { "results": "Đã hoàn thành." } })
}

/// What can be asked for as things stand.
fn request(dice: &mut Dice, view: &Value, now: DateTime<Utc>) -> Value {
    let moment = |name: &str| view[name].as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let kinds: &[&str] = match (moment("due_at"), moment("locks_at")) {
        _ if view["state"] == "missed" => &["unlock"],
        (Some(due_at), Some(locks_at)) if now < due_at && due_at < locks_at => &["waiver", "extension"],
        _ => &["waiver"],
    };
    let until = match dice.one_of(kinds) {
        "waiver" => return json!({ "kind": "waiver", "reason": "Mất điện." }),
        "unlock" => (now + TimeDelta::days(1)).to_rfc3339(),
        _ => view["locks_at"].as_str().unwrap().to_owned(),
    };
    let kind = if view["state"] == "missed" { "unlock" } else { "extension" };
    json!({ "kind": kind, "until": until, "reason": "Mất điện." })
}
