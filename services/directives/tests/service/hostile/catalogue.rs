//! A sound body for every operation that takes one, by somebody who may send it.

use super::{ASSIGNMENTS, DIRECTIVES, NOBODYS, ORGANIZATIONS, office, operator};
use crate::city::{City, doer, receiver};
use haicap_testing::{Persona, Sample};
use serde_json::{Value, json};

/// Every operation with a body, addressed at what is there.
pub(super) async fn samples(city: &City) -> Vec<Sample> {
    let draft = city.service.post(&receiver(), DIRECTIVES, &directive()).expect(201).await;
    let draft = format!("{DIRECTIVES}/{}", draft.text_at("/id"));
    let clauses = city.service.get(&receiver(), &format!("{draft}/clauses")).expect(200).await;
    let first = format!("{draft}/clauses/{}", clauses.items()[0]["id"].as_str().unwrap());
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT"] });
    city.service.post(&office(), "/directives/v1/number-books", &book).expect(201).await;
    let audience = json!({
        "code": "wards", "name_vi": "Phường", "name_en": "Wards", "kinds": ["department"], "organizations": ["BTC"],
    });
    city.service.post(&operator(), "/directives/v1/audiences", &audience).expect(201).await;
    let oversight = json!({
        "body": "BTC", "audience": "wards", "valid_from": "2026-01-01", "valid_to": "2026-12-31",
        "reason_vi": "Theo chương trình", "reason_en": "By programme",
    });
    city.service.post(&operator(), "/directives/v1/oversight", &oversight).expect(201).await;

    let clauses = city.service.get(&receiver(), &format!("{DIRECTIVES}/{}/clauses", city.directive)).expect(200).await;
    let entered = clauses.items()[0]["id"].clone();
    let of = |who: &Persona, method, path: String, body| Sample { who: who.clone(), method, path, body };
    let (operator, office, receiver) = (operator(), office(), receiver());
    let mut samples = vec![
        of(&receiver, "POST", DIRECTIVES.to_owned(), directive()),
        of(&receiver, "PATCH", draft.clone(), directive()),
        of(&receiver, "POST", format!("{draft}/clauses"), clause()),
        of(&receiver, "PUT", format!("{draft}/clauses"), json!({ "clauses": [clause()] })),
        of(&receiver, "PATCH", first, clause()),
        of(
            &receiver,
            "POST",
            format!("{draft}/issue"),
            json!({ "number": "45-KL/TU", "book": "TU", "unit": "TH", "issued_on": "2025-09-22" }),
        ),
        of(&receiver, "POST", format!("{draft}/register"), json!({ "number": "45-KL/TU", "issued_on": "2025-09-22" })),
        of(
            &receiver,
            "POST",
            format!("{DIRECTIVES}/{}/revoke", city.directive),
            json!({ "reason": "Hết hiệu lực", "open_assignments": { "default": "keep", "clauses": [] } }),
        ),
        of(
            &receiver,
            "POST",
            format!("{DIRECTIVES}/{}/corrections", city.directive),
            json!({
                "reason": "Nhập nhầm.", "number": "45-KL/TU", "title": "Kết luận", "abstract": "Về việc khác.",
                "signer": { "capacity": "on_behalf", "position": "Bí thư", "name": "Nguyễn Văn A" },
                "issued_on": "2025-09-22", "covers_from": "2025-09-01", "covers_to": "2025-09-15", "place": "Huế",
                "clauses": [{ "id": entered, "text": "Mở lớp.", "due_on": "2025-10-15", "product": "Báo cáo",
                              "note": "Theo bản giấy." }],
                "added_clauses": [clause()],
            }),
        ),
        of(&receiver, "POST", format!("{DIRECTIVES}/{}/annul", city.directive), json!({ "reason": "Vào sổ nhầm." })),
        of(&receiver, "POST", "/directives/v1/withdrawals".to_owned(), json!({ "reason": "Hết hiệu lực" })),
        of(&office, "POST", "/directives/v1/number-books".to_owned(), book),
        of(&office, "PATCH", "/directives/v1/number-books/TU".to_owned(), json!({ "issuers": ["TT"] })),
        of(
            &office,
            "POST",
            "/directives/v1/terms".to_owned(),
            json!({ "starts_on": "2025-10-14", "ends_on": "2030-10-14" }),
        ),
        of(&operator, "POST", ORGANIZATIONS.to_owned(), organization()),
        of(&operator, "PATCH", format!("{ORGANIZATIONS}/SNV"), organization()),
        of(&operator, "POST", "/directives/v1/audiences".to_owned(), audience.clone()),
        of(&operator, "PUT", "/directives/v1/audiences/wards".to_owned(), audience),
        of(&operator, "POST", "/directives/v1/oversight".to_owned(), oversight),
        of(
            &operator,
            "POST",
            "/directives/v1/oversight/BTC/wards/2026-01-01/end".to_owned(),
            json!({ "valid_to": "2026-06-30" }),
        ),
        of(
            &operator,
            "PUT",
            "/directives/v1/working-calendar/2026-06-05".to_owned(),
            json!({ "name_vi": "Nghỉ", "kind": "swap_off", "status": "official" }),
        ),
    ];
    let task = city.task().await;
    samples.extend(acts().into_iter().map(|(who, segment, body)| of(&who, "POST", format!("{task}/{segment}"), body)));
    assert!(task.starts_with(ASSIGNMENTS));
    samples
}

/// Every act on an assignment.
fn acts() -> Vec<(Persona, &'static str, Value)> {
    let (doer, receiver) = (doer(), receiver());
    vec![
        (doer.clone(), "acknowledge", json!({})),
        (doer.clone(), "decline", json!({ "reason": "Sai địa chỉ" })),
        (doer.clone(), "start", json!({})),
        (doer.clone(), "take", json!({})),
        (doer.clone(), "date-proposals", json!({ "due_on": "2025-12-01", "reason": "Cần khảo sát" })),
        (receiver.clone(), "date-proposals/decide", json!({ "decision": "refused", "remark": "Sớm hơn" })),
        (doer.clone(), "extensions", json!({ "due_on": "2025-12-01", "reason": "Thêm lớp" })),
        (receiver.clone(), "extensions/decide", json!({ "decision": "refused", "remark": "Giữ hạn" })),
        (doer.clone(), "progress", json!({ "percent": 40, "narrative": "Đang mở lớp", "next_step": "Mở tiếp" })),
        (doer.clone(), "evidence", json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" })),
        (doer.clone(), "evidence", json!({ "title": "Trang", "url": "https://hcmc.example/lop" })),
        (doer.clone(), "evidence", json!({ "title": "Tệp", "attachment_id": NOBODYS })),
        (doer.clone(), "submit", json!({ "result": "implemented", "statement": "Đã xong" })),
        (
            receiver.clone(),
            "accept",
            json!({ "hash": "0", "remark": "Tốt", "constraints": [{ "clause": NOBODYS, "is_met": true, "remark": "Đạt" }] }),
        ),
        (receiver.clone(), "return", json!({ "remark": "Bổ sung" })),
        (receiver.clone(), "close", json!({ "reason": "law_changed", "remark": "Luật mới" })),
        (receiver.clone(), "urge", json!({ "message": "Đề nghị khẩn trương" })),
        (
            receiver.clone(),
            "reassign",
            json!({ "accountable": "UBKT", "executing": "BNC", "reason": "Đúng chức năng" }),
        ),
        (receiver.clone(), "withdraw", json!({ "reason": "Không còn cần" })),
        (
            doer,
            "children",
            json!({ "organizations": ["SNV"], "audience": "wards", "title": "Phần việc", "due_on": "2025-12-01" }),
        ),
        (receiver, "fulfilments", json!({ "period": "2025-W40", "is_fulfilled": true, "remark": "Đủ" })),
    ]
}

/// A document with everything that a document can have.
pub(super) fn directive() -> Value {
    json!({
        "scheme": "party", "document_type": "KL", "number": "45-KL/TU", "title": "Kết luận", "abstract": "Về bộ máy",
        "issuer": "TT", "signer": { "capacity": "on_behalf", "position": "Phó Bí thư", "name": "Nguyễn Văn A" },
        "issued_on": "2025-09-22", "covers_from": "2025-09-01", "covers_to": "2025-09-15", "place": "TP. Hồ Chí Minh",
        "urgency": "normal", "classification": "internal",
        "recipients": [{ "organization": "BTC" }, { "audience": "departments" }],
        "clauses": [clause(), { "label": "2", "kind": "constraint", "text": "Đúng quy định", "binds": ["1"] }],
    })
}

/// A clause with everything that a clause can have.
fn clause() -> Value {
    json!({
        "label": "1", "kind": "task", "text": "Mở lớp tập huấn", "urgency": "urgent", "due_on": "2025-10-10",
        "product_kind": "report", "product": "Báo cáo", "superior": "TU", "note": "Theo dõi riêng",
        "assignments": [{
            "accountable": { "organization": "BTC" }, "executing": "SNV", "coordinating": [{ "audience": "departments" }],
            "monitoring": [{ "organization": "VPTU" }], "reports_to": "TT", "fan_out_to": "departments",
        }],
    })
}

/// An organization with everything that an organization can have.
fn organization() -> Value {
    json!({
        "code": "SNV", "name_vi": "Sở Nội vụ", "name_en": "Department", "kind": "department", "parent": "UBND",
        "symbol": "SNV", "letterhead": "Sở Nội vụ", "head_authority": null, "head_title": "Giám đốc",
        "place": "Thành phố Hồ Chí Minh", "territory_code": "79", "electronic_id": "H29.5", "office": "Văn phòng", "post": "86 Lê Thánh Tôn",
        "telephone": "028 1022", "mail": "snv@hcmc.example", "valid_from": "2025-07-01",
    })
}
