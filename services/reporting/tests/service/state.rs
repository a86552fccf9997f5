//! A report of the state: its number, to whom it is addressed, who signs it.

use crate::city::{City, keep, weekly};
use crate::documents::read::docx;
use haicap_testing::{Answer, Persona};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

/// What two departments report to a third, and that one to the People's Committee.
fn half_monthly() -> Value {
    let mut regime = weekly();
    let leg = |from: &str, to: &str, form: Option<&str>| json!({ "organization": from, "receiver": to, "form": form });
    let changes = json!({ "code": "state", "scheme": "state", "title": "Báo cáo nửa tháng về tình hình sử dụng trụ sở",
        "legal_basis": "Kế hoạch số 12/KH-UBND ngày 01/9/2025 của Ủy ban nhân dân Thành phố",
        "frequency": { "kind": "half_monthly" }, "starts_on": "2025-09-16" });
    regime.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    regime["tiers"][0]["legs"] = json!([leg("STC", "SNV", Some("commune")), leg("STP", "SNV", Some("commune"))]);
    regime["tiers"][1]["legs"] = json!([leg("SNV", "UBND", None)]);
    regime
}

async fn approved(city: &City) -> Answer {
    let above = Persona::new("UBND", Role::Coordinator);
    let path = format!("{PREFIX}/regimes?acknowledged_warnings=short_time,deadlines_passed");
    city.service.post(&above, &path, &half_monthly()).expect(201).await;
    keep(&city.service).await;
    let content = json!({ "values": { "total": 12, "surplus": 3 }, "narrative": { "results": "Đã hoàn thành." } });
    for unit in ["STC", "STP"] {
        let owed = format!("{PREFIX}/obligations?regime=state&period=2025-09-H2&organization={unit}");
        let officer = Persona::new(unit, Role::Officer);
        let owed = city.service.get(&officer, &owed).expect(200).await.items()[0].clone();
        let begin = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
        let begun = city.service.post(&officer, &begin, &json!({})).expect(201).await;
        let address = begun.header("location").unwrap();
        let edit = city.service.request(&officer, "PATCH", address).json(&content).header("if-match", begun.etag());
        edit.expect(200).await;
        city.service.post(&officer, &format!("{address}/submit"), &json!({})).expect(200).await;
    }
    let (officer, head) = (Persona::new("SNV", Role::Officer), Persona::new("SNV", Role::Leader));
    let drawn = json!({ "regime": "state", "period": "2025-09-H2" });
    let drawn = city.service.post(&officer, &format!("{PREFIX}/consolidated-reports"), &drawn).expect(201).await;
    let path = format!("{PREFIX}/consolidated-reports/{}", drawn.text_at("/id"));
    let signer = json!({ "signer": { "name": "Nguyễn Văn A" } });
    city.service.request(&officer, "PATCH", &path).json(&signer).header("if-match", "*").expect(200).await;
    let asked = city.service.post(&officer, &format!("{path}/request-approval"), &json!({})).expect(200).await;
    let hash = json!({ "hash": asked.body["hash"] });
    city.service.post(&head, &format!("{path}/approve"), &hash).header("if-match", "*").expect(200).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_the_state_has_its_number_its_address_and_its_signature() {
    let city = City::weekly().await;
    let approved = approved(&city).await;
    let sender = Persona::new("SNV", Role::Coordinator);
    for query in ["", "&organization=STC"] {
        let path = format!("{PREFIX}/completeness?regime=state{query}");
        let counted = city.service.get(&sender, &path).expect(200).await;
        assert!(!counted.body["periods"].as_array().unwrap().is_empty(), "it receives what it counts");
    }
    let send = async |number: &str| {
        let path = format!("{PREFIX}/consolidated-reports/{}/send", approved.text_at("/id"));
        let body = json!({ "document_number": number, "issued_on": "2025-10-01" });
        city.service.post(&sender, &path, &body).header("if-match", "*").send().await
    };
    for wrong in ["155-BC/SNV", "155/BC-STC", "155/QĐ-SNV"] {
        let refused = send(wrong).await;
        assert_eq!(
            (refused.status, &refused.body["errors"][0]["pointer"]),
            (422, &json!("/document_number")),
            "{wrong}"
        );
    }
    let sent = send("155/bc-snv").await;
    assert_eq!((sent.status, &sent.body["document_number"]), (200, &json!("155/BC-SNV")), "{}", sent.body);

    let accept = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let document = city.service.get(&sender, approved.text_at("/document_href")).header("accept", accept);
    let (paragraphs, rows) = docx(&document.expect(200).await.bytes);
    let said = [paragraphs, rows.into_iter().flatten().collect()].concat();
    let cells = [
        "ỦY BAN NHÂN DÂNTHÀNH PHỐ HỒ CHÍ MINHSỞ NỘI VỤ",
        "Số: 155/BC-SNVThành phố Hồ Chí Minh, ngày 01 tháng 10 năm 2025",
        "Tình hình sử dụng trụ sở",
        "Kính gửi: Ủy ban nhân dân Thành phố",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 01/9/2025 của Ủy ban nhân dân Thành phố, Sở Nội vụ báo cáo về tình hình sử \
         dụng trụ sở như sau:",
        "Tính đến 8 giờ 00 phút ngày 01/10/2025, đã có 2 trên 2 cơ quan, đơn vị gửi báo cáo (100%).",
        "Nơi nhận:- Như trên;- Lưu: VT.",
        "GIÁM ĐỐCNguyễn Văn A",
        "Kỳ này",
    ];
    let whole = said.concat();
    for expected in cells {
        assert!(whole.contains(expected), "{expected}: {said:#?}");
    }
    for absent in ["Kỳ trước", "Phụ lục", "(theo báo cáo", "0 cơ quan"] {
        assert!(!whole.contains(absent), "{absent}: {said:#?}");
    }
}
