use chrono::{DateTime, Utc};
use haicap_types::HCMC;
use std::fmt::Write as _;

/// The three services: name, what it is for in both languages.
const SERVICES: [(&str, &str, &str); 3] = [
    (
        "directives",
        "Chỉ đạo: ai được giao việc gì, đến bao giờ, xong chưa, ai xác nhận. Kèm danh mục cơ quan và lịch làm việc.",
        "Directives: who owes what, by when, is it done, who confirmed it. Also organizations and the working calendar.",
    ),
    (
        "reporting",
        "Báo cáo: chỉ tiêu, biểu mẫu, kỳ báo cáo; mỗi số liệu chỉ phải cung cấp một lần.",
        "Reporting: indicators, forms and periods; every figure is asked for once.",
    ),
    (
        "inspection-teams",
        "Yêu cầu kiểm tra, giám sát của cấp trên; chương trình, tổ kiểm tra và kết luận sẽ bổ sung sau.",
        "Requirements of higher organizations for inspection and supervision; programmes, teams and findings are to \
         follow.",
    ),
];

/// Sample identities: organization, role, and who that is in both languages.
const PERSONAS: [(&str, &str, &str, &str); 9] = [
    (
        "TT",
        "coordinator",
        "Thường trực Thành ủy, điều phối viên: đã nhập kết luận",
        "Standing Body: entered the conclusion",
    ),
    ("TT", "leader", "Thường trực Thành ủy, lãnh đạo", "Standing Body, a leader"),
    (
        "BTC",
        "coordinator",
        "Ban Tổ chức Thành ủy, điều phối viên: theo dõi, tổng hợp",
        "Organization Commission: follows and consolidates",
    ),
    (
        "DU-UBND",
        "leader",
        "Đảng ủy UBND Thành phố, lãnh đạo: chấp nhận hoặc trả lại kết quả của sở",
        "Party Committee of the City People's Committee: accepts or returns what departments submit",
    ),
    (
        "SNV",
        "officer",
        "Sở Nội vụ, chuyên viên: đang thực hiện phần của Sở trong điểm 1.1",
        "Department of Home Affairs: at work on its part of 1.1",
    ),
    (
        "DU-25747",
        "coordinator",
        "Đảng ủy phường Thủ Dầu Một, điều phối viên: tiếp nhận nhiệm vụ",
        "Party Committee of Thu Dau Mot Ward: acknowledges assignments",
    ),
    (
        "DU-25747",
        "officer",
        "Đảng ủy phường Thủ Dầu Một, chuyên viên: lập và gửi báo cáo",
        "Party Committee of Thu Dau Mot Ward: writes and submits reports",
    ),
    ("UBKT", "inspector", "Ủy ban Kiểm tra Thành ủy, cán bộ kiểm tra: chỉ xem", "City Inspection Commission: reads"),
    ("TT", "auditor", "Cán bộ giám sát: xem tất cả, không sửa gì", "An auditor: reads all, writes nothing"),
];

/// What one learns, in both languages, and the path with what may follow it.
type FirstCall = (&'static str, &'static str, &'static str);

/// First calls: who makes them, by organization and role, and which.
const CALLS: [(&str, &str, &[FirstCall]); 2] =
    [("BTC", "coordinator", &OF_THE_COMMISSION), ("DU-25747", "officer", &OF_THE_WARD)];

const OF_THE_COMMISSION: [FirstCall; 8] = [
    ("Tôi là ai?", "Who am I?", "/directives/v1/me"),
    ("Kết luận ngày 22/9/2025 và các văn bản khác", "The conclusion and other documents", "/directives/v1/directives"),
    ("Việc nào quá hạn hoặc chậm xử lý?", "What is overdue or stalled?", "/directives/v1/assignments?health=red"),
    (
        "Đếm theo cơ quan và nhóm thống kê",
        "Counts by organization and group",
        "/directives/v1/assignments/counts?by=organization,bucket",
    ),
    ("Việc gì đang chờ tôi?", "What waits for me?", "/directives/v1/duties"),
    (
        "Tìm cơ quan, không cần dấu",
        "Find an organization without accents",
        "/directives/v1/organizations?text=thu+dau+mot",
    ),
    ("Ai đã báo cáo, vào lúc nào?", "Who reported, and when?", "/reporting/v1/completeness?regime=two-tier-weekly"),
    (
        "Số liệu tổng hợp của tuần trước",
        "Last week's totals",
        "/reporting/v1/consolidations?regime=two-tier-weekly&period=2025-W39",
    ),
];

const OF_THE_WARD: [FirstCall; 4] = [
    ("Phường được giao việc gì?", "What is given to the ward?", "/directives/v1/assignments"),
    ("Báo cáo nào đang chờ?", "Which report waits?", "/reporting/v1/duties"),
    ("Các kỳ báo cáo của phường", "The ward's reports, period by period", "/reporting/v1/obligations"),
    (
        "Phường báo cáo có đúng hạn không?",
        "Was the ward on time?",
        "/reporting/v1/completeness?regime=two-tier-weekly&organization=DU-25747",
    ),
];

/// The page.
pub(super) fn html(origin: &str, program: &str, now: DateTime<Utc>) -> String {
    let now = now.with_timezone(&HCMC).format("%H:%M %d/%m/%Y");
    let (origin, program) = (escaped(origin), escaped(program));
    let (mut services, mut personas) = (String::new(), String::new());
    for (name, vi, en) in SERVICES {
        let _ = write!(
            services,
            "<article><h3>/{name}/v1</h3><p>{vi}</p><p class=en lang=en>{en}</p>\
             <p><a href=\"/{name}/docs/\">docs</a> · <a href=\"/{name}/openapi.json\">openapi.json</a></p></article>"
        );
    }
    for (org, role, vi, en) in PERSONAS {
        let _ = write!(
            personas,
            "<tr><td>{vi}<span class=en lang=en>{}</span></td><td><code>{program} token --org {org} --role {role}</code></td></tr>",
            escaped(en)
        );
    }
    let calls = first_calls(&origin, &program);
    format!(
        "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Hai Cấp</title>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\"><link rel=icon href=\"data:,\">\
         <style>{STYLE}</style></head><body><header><h1>Hai Cấp</h1>\
         <p>Chỉ đạo, báo cáo và kiểm tra cho chính quyền địa phương hai cấp.\
         <span class=en lang=en>Directives, reports and inspections for two-tier local government.</span></p></header><main>\
         <p>Bản chạy thử với kết luận ngày 22/9/2025, diễn đạt lại chứ không phải nguyên văn. \
         Đồng hồ nghiệp vụ đang chỉ <strong>{now}</strong>.\
         <span class=en lang=en>A demonstration with the conclusion of 22 September 2025, in our own words; the domain \
         clock shows {now}.</span></p>\
         <h2>Ba dịch vụ <span class=en lang=en>Three services</span></h2><section>{services}</section>\
         <h2>Thử dưới danh nghĩa <span class=en lang=en>Sample identities</span></h2>\
         <p>Mỗi lệnh in một mã truy cập, có giá trị 12 giờ. Mọi cơ quan trong danh mục và mọi vai trò đều dùng được.\
         <span class=en lang=en>Each command prints a token that is good for 12 hours; any organization and any role will do.</span></p>\
         <table>{personas}</table>\
         <h2>Gọi thử <span class=en lang=en>First calls</span></h2>\
         {calls}\
         </main></body></html>\n"
    )
}

/// The calls, each list below the command that says who makes them.
fn first_calls(origin: &str, program: &str) -> String {
    let mut calls = String::new();
    for (org, role, first) in CALLS {
        let _ = write!(calls, "<pre>TOKEN=$({program} token --org {org} --role {role})</pre><ol>");
        for (vi, en, path) in first {
            let _ = write!(
                calls,
                "<li>{vi} <span class=en lang=en>{}</span>\
                 <pre>curl -sH \"Authorization: Bearer $TOKEN\" '{origin}{}'</pre></li>",
                escaped(en),
                escaped(path)
            );
        }
        calls.push_str("</ol>");
    }
    calls
}

/// A text as HTML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const STYLE: &str = "\
    :root{color-scheme:light dark;--ink:#1c1b19;--soft:#6b665e;--line:#ddd6ca;--paper:#fbf9f5;--card:#fff;--mark:#a4161a}\
    @media(prefers-color-scheme:dark){:root{--ink:#ece8e1;--soft:#a39d92;--line:#3a362f;--paper:#191714;--card:#211e1a;--mark:#ff8f85}}\
    *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}\
    header,main{max-width:64rem;margin:auto;padding:0 1.25rem}header{padding-top:2.5rem}main{padding-bottom:4rem}\
    h1{margin:0;color:var(--mark);font-size:2.25rem}h2{margin:2.5rem 0 .75rem;font-size:1.25rem}h3{margin:0;font:600 1rem ui-monospace,monospace}\
    .en{display:block;color:var(--soft);font-size:.875rem}h2 .en,li>.en{display:inline;font-weight:400;margin-left:.35rem}\
    section{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem}\
    article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem}article p{margin:.5rem 0 0}\
    a{color:var(--mark)}table{width:100%;border-collapse:collapse}td{padding:.55rem .5rem .55rem 0;border-top:1px solid var(--line);vertical-align:top}\
    code,pre{font:.85rem/1.5 ui-monospace,monospace}code{overflow-wrap:anywhere}pre{margin:.35rem 0 .9rem;padding:.6rem .8rem;overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.4rem}\
    ol{padding-left:1.25rem}";

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_reference::shipped;
    use haicap_types::{OrganizationCode, Role};

    #[test]
    fn the_page_leads_to_every_service() {
        assert_eq!(SERVICES.map(|(name, ..)| name), crate::services::SERVICES.map(|service| service.name));
    }

    #[test]
    fn every_persona_is_somebody() {
        let directory = shipped::directory();
        for (org, role, ..) in PERSONAS {
            let code: OrganizationCode = org.parse().unwrap();
            assert!(directory.get(&code).is_some(), "{org}");
            role.parse::<Role>().unwrap();
        }
    }

    #[test]
    fn whoever_makes_the_first_calls_is_among_the_sample_identities() {
        for (org, role, _) in CALLS {
            assert!(PERSONAS.iter().any(|persona| (persona.0, persona.1) == (org, role)), "{org} {role}");
        }
    }

    #[test]
    fn what_the_environment_says_cannot_break_the_page() {
        let page = html("http://[::1]:8080", "\"><script>", DateTime::UNIX_EPOCH);
        assert!(!page.contains("<script"));
    }
}
