//! The document of a report, read with programs that are not ours: it says what the API says.

#[path = "documents/read.rs"]
pub(crate) mod read;

use crate::city::{City, receiver};
use calamine::Data;
use haicap_testing::Answer;
use haicap_testing::pdf::{Page, Word, pages as read_pages};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

const LETTERS: &str = "aàảãáạ ăằẳẵắặ âầẩẫấậ đ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ";

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// A row that a document has to have: of figures, or of a body that is missing.
struct Row {
    place: i64,
    name: String,
    /// What stands between the name and the figures.
    word: String,
    figures: Vec<Figure>,
}

/// A figure as it is printed, and as a workbook holds it.
struct Figure {
    text: String,
    cell: Data,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_stands_between_the_margins_of_the_pdf_and_every_figure_in_its_row() {
    let (city, sent) = city().await;
    let pages = read_pages(&document(&city, &sent, PDF).await);
    for (number, word) in (1..).zip(&pages).flat_map(|(number, page)| page.words.iter().map(move |word| (number, word)))
    {
        let page = &pages[number - 1];
        let fits = word.left >= 30.0 * MILLIMETRE - 1.5
            && word.right <= page.width - 15.0 * MILLIMETRE + 1.5
            && word.top >= if is_page_number(word) { 10.0 } else { 20.0 } * MILLIMETRE - 4.0
            && word.bottom <= page.height - 20.0 * MILLIMETRE + 4.0;
        assert!(fits, "page {number}: {word:?}");
    }
    let mut edges = [None; 3];
    for row in figures(&sent).iter().chain(&missing(&sent)) {
        if row.place == 1 {
            edges = [None; 3];
        }
        let found = pdf_row(&pages, row);
        let words: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
        let place = row.place.to_string();
        let expected = [place.as_str()].into_iter().chain(row.word.split_whitespace());
        let figures = row.figures.iter().flat_map(|figure| figure.text.split_whitespace());
        assert_eq!(words, expected.chain(figures).collect::<Vec<_>>(), "{}", row.name);
        // Figures stand under each other: one that stood in another column would end elsewhere.
        let mut end = found.len();
        for (column, figure) in row.figures.iter().enumerate().rev().filter(|(_, figure)| !figure.text.is_empty()) {
            let right = found[end - 1].right;
            let edge = *edges[column].get_or_insert(right);
            assert!((right - edge).abs() < 1.0, "{}: {} in column {column}", row.name, figure.text);
            end -= figure.text.split_whitespace().count();
        }
    }
    let words = pages.iter().flat_map(|page| &page.words).filter(|word| !is_page_number(word));
    let text = words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    for said in sentences(&sent) {
        assert!(text.contains(&said), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_and_every_letter_is_in_the_docx_and_every_number_in_the_xlsx() {
    let (city, sent) = city().await;
    let (paragraphs, rows) = read::docx(&document(&city, &sent, DOCX).await);
    let cells = read::xlsx(&document(&city, &sent, XLSX).await);
    for row in figures(&sent).iter().chain(&missing(&sent)) {
        let mut expected = vec![row.place.to_string(), row.name.clone(), row.word.clone()];
        expected.extend(row.figures.iter().map(|figure| figure.text.clone()));
        let found: Vec<_> = rows.iter().filter(|cells| cells.get(1) == Some(&row.name)).collect();
        assert_eq!(found, [&expected]);

        let text = |text: &str| Data::String(text.to_owned());
        let place = Data::Float(f64::from(i32::try_from(row.place).unwrap()));
        let mut expected = vec![place, text(&row.name), text(&row.word)];
        expected.extend(row.figures.iter().map(|figure| figure.cell.clone()));
        let found: Vec<_> = cells.iter().filter(|cells| cells.get(1) == Some(&text(&row.name))).collect();
        assert_eq!(found.len(), 1, "{}", row.name);
        let filled = found[0].iter().rposition(|cell| *cell != Data::Empty).unwrap() + 1;
        let asked = expected.iter().rposition(|cell| *cell != Data::Empty).unwrap() + 1;
        assert_eq!(found[0][..filled], expected[..asked]);
    }
    let text = paragraphs.join(" ");
    for said in sentences(&sent) {
        assert!(text.contains(&said), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h25_h27_what_looks_like_markup_stays_a_text() {
    let city = City::weekly().await;
    let drawn_up = city.drawn_up_for("weekly", "2025-W39").await;
    let texts = ["#strike[x] $y$ *đậm* = Mục <b> & \\ // hết", "</w:t><w:br/>]]> &lt;", "=1+1", "@SUM(A1)"];
    let paragraphs = (0..).zip(texts).map(|(place, text)| {
        let paragraph = json!({ "position": place, "text": text, "sources": [] });
        (format!("p{place}"), paragraph)
    });
    let words = json!({ "narrative": { "results": paragraphs.collect::<serde_json::Map<_, _>>() } });
    let path = format!("/reporting/v1/consolidated-reports/{}", drawn_up.text_at("/id"));
    let edit = city.service.request(&receiver(), "PATCH", &path).json(&words).header("if-match", drawn_up.etag());
    let edited = edit.expect(200).await;
    let pages = read_pages(&document(&city, &edited, PDF).await);
    let drawn = pages.iter().flat_map(|page| &page.words).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let (written, _) = read::docx(&document(&city, &edited, DOCX).await);
    for text in texts {
        assert!(drawn.contains(text), "{text}");
        assert!(written.iter().any(|paragraph| paragraph == text), "{text}");
    }
}

/// A city where three communes reported, and what was sent upward: shares, money, decimals, losses, figures that were
/// not there last week, figures that are not there any more, and all letters, as some programs write them.
async fn city() -> (City, Answer) {
    let define = |code: &str, name: &str, unit: Option<&str>, changes: Value| {
        let mut whole = json!({ "code": code, "name_vi": name, "name_en": code, "unit_vi": unit, "value_type": "integer",
            "over_units": "sum", "over_time": "latest" });
        whole.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        whole
    };
    let upper = LETTERS.to_uppercase();
    let ratio = json!({ "numerator": "on_time", "denominator": "handled", "scale": 100 });
    let rate = json!({ "value_type": "percent", "decimals": 1, "over_units": "none", "ratio": ratio });
    let indicators = vec![
        define("premises", "Trụ sở dôi dư", Some("trụ sở"), json!({})),
        define("handled", "Hồ sơ thủ tục hành chính đã giải quyết trong kỳ", Some("hồ sơ"), json!({})),
        define("on_time", "Trong đó giải quyết đúng hạn", Some("hồ sơ"), json!({})),
        define("rate", "Tỷ lệ hồ sơ giải quyết đúng hạn", None, rate),
        define("area", "Diện tích sàn", Some("m²"), json!({ "value_type": "decimal", "decimals": 2 })),
        define("new", LETTERS, Some("trường hợp"), json!({})),
        define("old", &upper, Some("trường hợp"), json!({})),
        define("spent", "Kinh phí đã giải ngân", Some("đồng"), json!({ "value_type": "money" })),
    ];
    let words =
        |code: &str, title: &str| json!({ "code": code, "kind": "narrative", "title_vi": title, "title_en": code });
    let cells = |of: &[Value]| of.iter().map(|one| json!({ "code": one["code"] })).collect::<Vec<_>>();
    let (work, money) = indicators.split_at(7);
    let form = json!({ "sections": [
        words("results", "Kết quả thực hiện"),
        { "code": "work", "kind": "figures", "title_vi": "Số liệu chủ yếu", "title_en": "Work", "indicators": cells(work) },
        words("plans", "Nhiệm vụ trọng tâm kỳ tới"),
        { "code": "money", "kind": "figures", "title_vi": "Kinh phí", "title_en": "Money", "indicators": cells(money) },
    ] });
    let city = City::asking(indicators, &form).await;
    let decomposed: String = format!("Đã rà soát: {LETTERS}; {upper}.").nfd().collect();
    let narrative =
        json!({ "results": decomposed, "plans": "Tiếp tục bố trí, sắp xếp trụ sở dôi dư.\nBáo cáo kết quả." });
    for (organization, period, values) in [
        ("DU-25747", "2025-W39", json!({ "premises": 1100, "handled": 900, "on_time": 810, "old": 7 })),
        ("DU-25750", "2025-W39", json!({ "area": "6296.2", "spent": 2_500_000 })),
        ("DU-25747", "2025-W40", json!({ "premises": 1000, "handled": 1000, "on_time": 976, "area": "0.75" })),
        ("DU-25750", "2025-W40", json!({ "premises": 87, "area": "1234567.25", "spent": 151_108_800_000_i64 })),
        ("DU-25760", "2025-W40", json!({ "handled": 87, "on_time": 85, "new": 12_345_678, "spent": 999 })),
    ] {
        city.report(organization, period, &json!({ "values": values, "narrative": narrative })).await;
    }
    let sent = city.sent_for("weekly", "2025-W40").await;
    let known = figures(&sent);
    let printed = |place: usize| known[place].figures.iter().map(|figure| figure.text.clone()).collect::<Vec<_>>();
    assert_eq!(printed(0), ["1.087", "1.100", "-100"]);
    assert_eq!(printed(3), ["97,6", "90,0", "7,6 điểm %"]);
    assert_eq!(printed(4), ["1.234.568,00", "6.296,20", "1.228.271,05"]);
    assert_eq!(printed(7), ["151.108,8", "2,5", "151.106,3"]);
    (city, sent)
}

async fn document(city: &City, report: &Answer, form: &str) -> Vec<u8> {
    let path = report.text_at("/document_href");
    city.service.get(&receiver(), path).header("accept", form).expect(200).await.bytes
}

/// The rows of all tables of figures, as the API says them.
fn figures(report: &Answer) -> Vec<Row> {
    let snapshot = &report.body["snapshot"];
    let all = snapshot["figures"].as_array().unwrap();
    let mut rows = Vec::new();
    for section in snapshot["sections"].as_array().unwrap() {
        let codes = section["indicators"].as_array().unwrap();
        let of_section = all.iter().filter(|figure| codes.contains(&figure["indicator"]));
        rows.extend((1..).zip(of_section).map(|(place, figure)| {
            let (word, millionths, decimals) = match figure["value_type"].as_str().unwrap() {
                "percent" => ("%", 1.0, 1),
                "money" => ("triệu đồng", 1e6, 1),
                "decimal" => (figure["unit_vi"].as_str().unwrap(), 1.0, 2),
                _ => (figure["unit_vi"].as_str().unwrap(), 1.0, 0),
            };
            let figures = ["value", "previous", "change"].map(|member| {
                if member == "value" && figure[member].is_null() {
                    return Figure { text: "–".to_owned(), cell: Data::String("–".to_owned()) };
                }
                let unit = if (word, member) == ("%", "change") { " điểm %" } else { "" };
                printed(&figure[member], millionths, decimals, unit)
            });
            let mut name = figure["name_vi"].as_str().unwrap().to_owned();
            let (compared, either) = (&figure["units_compared"], &figure["units_in_either"]);
            if compared.as_i64() < either.as_i64() {
                let value = printed(&figure["compared_value"], millionths, decimals, "").text;
                let value = if value.is_empty() { value } else { format!(", kỳ này là {value}") };
                name.push_str(&format!(" (so sánh {compared}/{either} đơn vị{value})"));
            }
            Row { place, name, word: word.to_owned(), figures: figures.into() }
        }));
    }
    assert_eq!(rows.len(), all.len());
    rows
}

/// Who is missing, as the API says it.
fn missing(report: &Answer) -> Vec<Row> {
    let bodies = report.body["snapshot"]["coverage"]["missing"].as_array().unwrap();
    assert_eq!(bodies.len(), 165);
    let row = |(place, body): (i64, &Value)| Row {
        place,
        name: body["name_vi"].as_str().unwrap().to_owned(),
        word: "Chưa gửi".to_owned(),
        figures: Vec::new(),
    };
    (1..).zip(bodies).map(row).collect()
}

/// What is said in words: of how many reports it is made, and every paragraph.
fn sentences(report: &Answer) -> Vec<String> {
    let coverage = &report.body["snapshot"]["coverage"];
    let share = vietnamese(coverage["percent"].as_str().unwrap());
    let (received, expected) = (&coverage["received"], &coverage["expected"]);
    let mut found = vec![format!("{received} trên {expected} cơ quan, đơn vị gửi báo cáo ({share}%)")];
    for section in report.body["content"]["narrative"].as_object().unwrap().values() {
        let texts = section.as_object().unwrap().values().map(|paragraph| paragraph["text"].as_str().unwrap());
        found.extend(texts.map(|text| text.replace('\n', " ")));
    }
    assert_eq!(found.len(), 1 + 2 * 3);
    found
}

/// A figure of the API as it is printed: `1.087`, `97,6`, a sum in millions.
fn printed(figure: &Value, millionths: f64, decimals: usize, unit: &str) -> Figure {
    let number: f64 = match figure {
        Value::Null => return Figure { text: String::new(), cell: Data::Empty },
        Value::String(text) => text.parse().unwrap(),
        whole => whole.as_f64().unwrap(),
    };
    let text = format!("{:.decimals$}", number / millionths);
    Figure { cell: Data::Float(text.parse().unwrap()), text: format!("{}{unit}", vietnamese(&text)) }
}

/// A number with Vietnamese separators.
fn vietnamese(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, String::new()), |(a, b)| (a, format!(",{b}")));
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("{sign}{}{decimals}", groups.join("."))
}

/// What stands beside a name in its table, from left to right.
fn pdf_row<'a>(pages: &'a [Page], row: &Row) -> Vec<&'a Word> {
    let mut found = Vec::new();
    for page in pages {
        for named in page.words.iter().filter_map(|first| run(page, first, &row.name)) {
            let (top, bottom) = (named[0].top, named.last().unwrap().bottom);
            let is_beside = |word: &&Word| (top..bottom).contains(&f64::midpoint(word.top, word.bottom));
            let is_named = |word: &Word| named.iter().any(|one| std::ptr::eq(*one, word));
            let mut beside: Vec<&Word> = page.words.iter().filter(is_beside).filter(|word| !is_named(word)).collect();
            beside.sort_by(|a, b| a.left.total_cmp(&b.left));
            // A name may also stand at a chart, or in a sentence.
            found.extend(beside.first().is_some_and(|word| word.text == row.place.to_string()).then_some(beside));
        }
    }
    assert_eq!(found.len(), 1, "{} {}", row.place, row.name);
    found.remove(0)
}

/// The words of a text that begins with one of them, and may go on in the line below.
fn run<'a>(page: &'a Page, first: &'a Word, text: &str) -> Option<Vec<&'a Word>> {
    let mut words = text.split(' ');
    let mut found = vec![words.next().filter(|word| *word == first.text).map(|_| first)?];
    for said in words {
        let last = *found.last()?;
        let goes_on = |word: &&Word| {
            let is_next = (word.top - last.top).abs() < 1.0 && (0.0..8.0).contains(&(word.left - last.right));
            let is_below = (word.left - first.left).abs() < 1.0
                && (1.0..2.0 * (last.bottom - last.top)).contains(&(word.top - last.top));
            word.text == said && (is_next || is_below)
        };
        found.push(page.words.iter().find(goes_on)?);
    }
    Some(found)
}

fn is_page_number(word: &Word) -> bool {
    word.bottom < 20.0 * MILLIMETRE
}
