use crate::dice::Dice;
use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

/// Bodies that are given assignments and parts.
pub(super) const BODIES: [&str; 14] = [
    "BTC",
    "UBKT",
    "BNC",
    "SNV",
    "STC",
    "SYT",
    "SXD",
    "UBND",
    "DU-UBND",
    "DU-25747",
    "UBND-25747",
    "VPTU",
    "HVCB",
    "TTTP",
];

/// A body for an act on an assignment that is as it should be, whatever the assignment allows.
pub(super) fn body(dice: &mut Dice, act: &str, seen: &Value, parts: &[String], today: NaiveDate) -> Value {
    match act {
        "decline" | "withdraw" => json!({ "reason": "Không thuộc thẩm quyền." }),
        "propose_date" => json!({ "due_on": ahead(dice, today), "reason": "Cần lấy ý kiến." }),
        "request_extension" => {
            let from = date(&seen["due_on"]).map_or(today, |due_on| due_on.max(today));
            json!({ "due_on": ahead(dice, from), "reason": "Chờ hướng dẫn." })
        }
        "decide_date" | "decide_extension" if dice.throw(3) == 0 => {
            json!({ "decision": "refused", "remark": "Quá muộn." })
        }
        "decide_date" | "decide_extension" => json!({ "decision": "granted" }),
        "report_progress" => {
            let percent = (seen["children"]["total"] == 0).then(|| dice.throw(101));
            json!({ "percent": percent, "narrative": "Đang thực hiện." })
        }
        "add_evidence" if dice.throw(2) == 0 => json!({ "title": "Trang", "url": "https://hcmc.example/kq" }),
        "add_evidence" => json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" }),
        "submit" => {
            let may_be_done = seen["product_kind"].is_null() || seen["next_evidence"] != 0;
            let result = if may_be_done && dice.throw(4) > 0 { "implemented" } else { "not_implemented" };
            json!({ "result": result, "statement": "Kết quả thực hiện." })
        }
        "accept" => {
            let tick = |clause: &Value| json!({ "clause": clause, "is_met": true });
            let ticks: Vec<Value> = seen["constraints"].as_array().unwrap().iter().map(tick).collect();
            json!({ "hash": seen["last_submission"]["hash"].as_str().unwrap_or("0"), "constraints": ticks })
        }
        "return" => json!({ "remark": "Bổ sung số liệu." }),
        "close" => json!({ "reason": dice.one_of(&["law_changed", "infeasible"]) }),
        "reassign" => reassignment(dice, seen, parts),
        "urge" => json!({ "message": "Đề nghị khẩn trương." }),
        "add_children" => children(dice, seen, today),
        "set_fulfilment" => json!({
            "period": period(seen["cadence"].as_str(), today), "is_fulfilled": dice.throw(3) > 0,
            "remark": "Theo báo cáo.",
        }),
        _ => json!({}),
    }
}

fn reassignment(dice: &mut Dice, seen: &Value, parts: &[String]) -> Value {
    let is_free = |code: &&str| {
        let held = ["accountable", "executing", "reports_to", "issuer"].map(|role| &seen[role]["code"]);
        !held.contains(&&json!(code)) && !parts.iter().any(|part| part == code)
    };
    let free: Vec<&str> = BODIES.into_iter().filter(|code| is_free(code)).collect();
    // Bodies that are left over when everybody has a part.
    let free = if free.len() < 2 { vec!["SCT", "SDL"] } else { free };
    let accountable = dice.one_of(&free);
    let executing = dice.one_of(&free);
    let executing = (dice.throw(3) == 0 && executing != accountable).then_some(executing);
    json!({ "accountable": accountable, "executing": executing, "reason": "Đúng thẩm quyền." })
}

fn children(dice: &mut Dice, seen: &Value, today: NaiveDate) -> Value {
    let above = ["accountable", "reports_to", "issuer"].map(|role| &seen[role]["code"]);
    let others: Vec<&str> = BODIES.into_iter().filter(|code| above.iter().all(|above| *above != code)).collect();
    let (one, other) = (dice.one_of(&others), dice.one_of(&others));
    let organizations = if one == other { vec![one] } else { vec![one, other] };
    let latest = date(&seen["due_on"]);
    let due_on = match latest {
        _ if dice.throw(2) == 0 => None,
        Some(latest) => (latest >= today).then_some(latest),
        None => Some(ahead(dice, today)),
    };
    json!({ "organizations": organizations, "title": "Nhiệm vụ thành phần", "due_on": due_on })
}

/// The period of a cadence that holds a day.
fn period(cadence: Option<&str>, on: NaiveDate) -> String {
    match cadence {
        Some("weekly") => format!("{}-W{:02}", on.iso_week().year(), on.iso_week().week()),
        Some("quarterly") => format!("{}-Q{}", on.year(), on.month0() / 3 + 1),
        _ => on.format("%Y-%m").to_string(),
    }
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

fn ahead(dice: &mut Dice, from: NaiveDate) -> NaiveDate {
    from + Days::new(1 + dice.throw(40))
}
