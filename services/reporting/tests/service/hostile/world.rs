//! A week of reports with something in every state, and a sound body for every operation that takes one.

use super::PREFIX;
use crate::city::{City, form, indicator, receiver, stranger, unit, weekly};
use crate::leaders::{above, head};
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_testing::{Persona, Sample, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

/// Addresses of what is there.
pub(super) struct World {
    pub(super) service: TestService,
    /// A ward's report, sent.
    pub(super) submission: String,
    /// The same ward's draft.
    pub(super) draft: String,
    /// What another ward owes, and has not begun.
    pub(super) owed: String,
    /// What a third ward asks to be spared.
    pub(super) asked: String,
    /// Reports upward.
    drafting: String,
    for_approval: String,
    approved: String,
    pub(super) sent: String,
}

impl World {
    pub(super) async fn new() -> Self {
        let city = City::weekly().await;
        let submission = city.submitted().await;
        let (draft, _) = city.drafted("DU-25747", "2025-W40", &json!({ "values": { "total": 1 } })).await;
        let owed = city.obligation("DU-25750", "2025-W40").await;
        let asked = city.obligation("DU-25760", "2025-W40").await;
        let (owed, asked) = (address("obligations", &owed), address("obligations", &asked));
        let waiver = json!({ "kind": "waiver", "reason": "Đơn vị giải thể." });
        let third = Persona::new("DU-25760", Role::Officer);
        city.service.post(&third, &format!("{asked}/requests"), &waiver).expect(200).await;
        let sent = address("consolidated-reports", &city.sent_for("weekly", "2025-W39").await.body);
        let drafting = address("consolidated-reports", &city.drawn_up_for("weekly", "2025-W40").await.body);
        let mut second = weekly();
        second["code"] = json!("second");
        let define = format!("{PREFIX}/regimes?acknowledged_warnings=deadlines_passed");
        city.service.post(&receiver(), &define, &second).expect(201).await;
        let for_approval = address("consolidated-reports", &city.asked_for("second", "2025-W39").await.body);
        let approved = address("consolidated-reports", &city.approved_for("second", "2025-W40").await.body);
        Self { service: city.service, submission, draft, owed, asked, drafting, for_approval, approved, sent }
    }

    /// Every operation with a body, addressed at what is there.
    pub(super) fn samples(&self) -> Vec<Sample> {
        let named = |code: &str| json!({ "code": code, "name_vi": "Biểu mẫu", "name_en": "Form" });
        let (mut choice, mut regime) = (indicator("other"), weekly());
        choice["minimum"] = json!("0.5");
        choice["choices"] = json!([{ "code": "moved", "name_vi": "Điều chuyển", "name_en": "Transferred" }]);
        (regime["code"], regime["starts_on"]) = (json!("other"), json!("2025-09-29"));
        let mut made_of = weekly();
        made_of["code"] = json!("two-weekly");
        made_of["frequency"] = json!({ "kind": "two_weekly", "anchor": "2025-09-22" });
        made_of["source_regime"] = json!("weekly");
        made_of["process_guide"] = json!("Theo hướng dẫn của Ban Tổ chức.");
        made_of["tiers"] = json!([made_of["tiers"][1]]);
        let (mut rate, mut weighted) = (indicator("rate"), indicator("weighted"));
        rate["ratio"] = json!({ "numerator": "surplus", "denominator": "total", "scale": 100 });
        (rate["value_type"], rate["over_units"]) = (json!("percent"), json!("none"));
        (weighted["weight"], weighted["over_units"]) = (json!("total"), json!("weighted"));
        let reason = json!({ "reason": "Số liệu cần đối chiếu lại." });
        let until = json!({ "kind": "extension", "until": "2025-10-08T17:00:00+07:00", "reason": "Mất kết nối." });
        let hash = "0".repeat(64);
        let words = json!({
            "title": "tình hình vận hành", "letterhead": { "place": "TP. Hồ Chí Minh" },
            "narrative": { "results": { "p": { "position": 1, "text": "Đã hoàn thành.", "sources": [] } } },
            "signer": { "name": "Nguyễn Văn A" }, "recipients": ["Thường trực Thành ủy"],
        });
        let returned = json!({ "remark": "Đề nghị rà soát.", "remarks": { "/values/total": "Số này lớn quá." } });
        let nothing = || json!({});
        let table = [
            (receiver(), "POST", format!("{PREFIX}/indicators"), choice),
            (receiver(), "POST", format!("{PREFIX}/indicators"), rate),
            (receiver(), "POST", format!("{PREFIX}/indicators"), weighted),
            (
                receiver(),
                "PATCH",
                format!("{PREFIX}/indicators/total"),
                json!({ "name_vi": "Tổng số", "maximum": "500" }),
            ),
            (receiver(), "POST", format!("{PREFIX}/forms"), named("other")),
            (receiver(), "POST", format!("{PREFIX}/forms/commune/versions"), form()),
            (receiver(), "POST", format!("{PREFIX}/regimes"), regime),
            (receiver(), "POST", format!("{PREFIX}/regimes"), made_of),
            (receiver(), "PATCH", format!("{PREFIX}/regimes/weekly"), json!({ "title": "Báo cáo hằng tuần" })),
            (stranger(), "POST", format!("{}/nil-report", self.owed), json!({ "remark": "Không phát sinh." })),
            (stranger(), "POST", format!("{}/requests", self.owed), until),
            (stranger(), "POST", format!("{}/submissions", self.owed), json!({ "reason": "Bổ sung." })),
            (
                receiver(),
                "POST",
                format!("{}/requests/decide", self.asked),
                json!({ "decision": "granted", "remark": "Đồng ý." }),
            ),
            (
                unit(),
                "PATCH",
                self.draft.clone(),
                json!({ "values": { "total": 12 }, "narrative": { "results": "Đã xong." } }),
            ),
            (unit(), "POST", format!("{}/submit", self.draft), nothing()),
            (receiver(), "POST", format!("{}/return", self.submission), returned),
            (receiver(), "POST", format!("{}/accept", self.submission), json!({ "hash": hash, "remark": "Đạt." })),
            (
                receiver(),
                "POST",
                format!("{PREFIX}/consolidated-reports"),
                json!({ "regime": "weekly", "period": "2025-W38" }),
            ),
            (receiver(), "PATCH", self.drafting.clone(), words),
            (receiver(), "POST", format!("{}/refresh", self.drafting), nothing()),
            (receiver(), "POST", format!("{}/request-approval", self.drafting), nothing()),
            (
                head(),
                "POST",
                format!("{}/return", self.for_approval),
                json!({ "remark": "Số liệu cần đối chiếu lại." }),
            ),
            (head(), "POST", format!("{}/approve", self.for_approval), json!({ "hash": hash })),
            (
                receiver(),
                "POST",
                format!("{}/send", self.approved),
                json!({ "document_number": "46-BC/BTCTU", "issued_on": "2025-10-01" }),
            ),
            (above(), "POST", format!("{}/acknowledge", self.sent), nothing()),
            (head(), "POST", format!("{}/recall", self.sent), reason),
        ];
        table.into_iter().map(|(who, method, path, body)| Sample { who, method, path, body }).collect()
    }

    /// How many facts there are: what changed nothing has added none.
    pub(super) async fn facts(&self) -> (i64, String) {
        let mut owner = self.service.database.owner().await;
        let count = Statement::<(BigInt,)>::new("select count(*) from event").get_result::<(i64,)>(&mut owner).await;
        // Writing on a draft is nobody else's fact.
        let draft = self.service.get(&unit(), &self.draft).expect(200).await;
        (count.unwrap().0, draft.text)
    }
}

fn address(noun: &str, view: &Value) -> String {
    format!("{PREFIX}/{noun}/{}", view["id"].as_str().unwrap())
}
