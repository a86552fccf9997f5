//! PDF, read back with poppler.

use crate::forms::{filled_with, named};
use crate::sample::{districts, weekly_report};
use haicap_documents::{Block, Cell, Level, render_pdf};
use haicap_testing::pdf::{Page, pages};

/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;
/// The boxes of poppler reach over what is drawn by a part of a letter.
const TOLERANCE: f64 = 1.5;

#[test]
fn every_word_is_read_back_and_stands_between_the_margins() {
    let pages = pages(&render_pdf(&weekly_report()).unwrap());
    assert_within_margins(&pages);
    let text = pages.iter().map(Page::text).collect::<Vec<_>>().join(" ");
    for said in [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "THÀNH ỦY",
        "THÀNH PHỐ HỒ CHÍ MINH",
        "Số 45-BC/BTCTU",
        "TP. Hồ Chí Minh, ngày 22 tháng 9 năm 2025",
        "HỎA TỐC",
        "(từ ngày 15/9/2025 đến ngày 21/9/2025)",
        "I- TÌNH HÌNH TRIỂN KHAI",
        "1. Công tác chỉ đạo, quán triệt",
        "a) Về trụ sở, tài sản công",
        "Đơn vị tính: hồ sơ",
        "1.087",
        "6.296,21",
        "97,6%",
        "151.108,80",
        "xem xét./.",
        "Nơi nhận:",
        "- Lưu Văn phòng Ban.",
        "K/T TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "Nguyễn Văn A",
        "PHỤ LỤC 1",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn every_vietnamese_letter_is_read_back() {
    let letters = "aàảãáạ ăằẳẵắặ âầẩẫấậ đ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ";
    let mut report = weekly_report();
    report.blocks = vec![Block::paragraph(letters), Block::paragraph(letters.to_uppercase())];
    report.appendices.clear();
    let text = pages(&render_pdf(&report).unwrap())[0].text();
    assert!(text.contains(letters), "{text}");
    assert!(text.contains(&letters.to_uppercase()), "{text}");
}

#[test]
fn pages_are_numbered_from_the_second_on_and_appendices_by_themselves() {
    let pages = pages(&render_pdf(&weekly_report()).unwrap());
    let numbers: Vec<Option<&str>> = pages
        .iter()
        .map(|page| page.words.iter().find(|word| word.bottom < 20.0 * MILLIMETRE).map(|word| word.text.as_str()))
        .collect();
    let first = pages.iter().position(|page| page.text().starts_with("PHỤ LỤC 1")).unwrap();
    let second = pages.iter().position(|page| page.text().starts_with("PHỤ LỤC 2")).unwrap();
    for (at, number) in numbers.iter().enumerate() {
        let start = if at >= second {
            second
        } else if at >= first {
            first
        } else {
            0
        };
        let expected = (at > start).then(|| (at - start + 1).to_string());
        assert_eq!(number.map(str::to_owned), expected, "{numbers:?}");
    }
    let number = pages[1].words.iter().find(|word| word.bottom < 20.0 * MILLIMETRE).unwrap();
    assert!((9.5..13.0).contains(&(number.top / MILLIMETRE)), "{number:?}");
    assert!(pages[first].width > pages[first].height && pages[second].width < pages[second].height);
}

#[test]
fn no_title_stands_last_on_a_page_and_no_signature_alone() {
    let mut report = weekly_report();
    report.appendices.clear();
    for fillers in 18..30 {
        report.blocks = vec![Block::paragraph("đoạn"); fillers];
        report.blocks.push(Block::heading(Level::One, "mục"));
        report.blocks.push(Block::paragraph("nội dung ".repeat(40)));
        report.blocks.push(Block::paragraph("Trên đây là báo cáo."));
        let pages = pages(&render_pdf(&report).unwrap());
        for page in &pages {
            assert_ne!(page.last_line(), "I- MỤC", "after {fillers}");
            if page.text().contains("Nguyễn Văn A") {
                assert!(page.text().contains("Trên đây"), "after {fillers}: {}", page.text());
            }
        }
    }
}

#[test]
fn the_last_paragraph_fills_its_lines_like_the_others() {
    let mut report = weekly_report();
    report.appendices.clear();
    report.blocks = vec![Block::paragraph("chữ chữ chữ ".repeat(20))];
    let pages = pages(&render_pdf(&report).unwrap());
    let edge = pages[0].words.iter().filter(|word| word.text == "chữ").map(|word| word.right).fold(0.0, f64::max);
    assert!((pages[0].width - 15.0 * MILLIMETRE - edge).abs() < 0.5, "{edge}");
}

#[test]
fn a_signature_stands_under_the_last_row_of_a_table() {
    let mut report = weekly_report();
    report.appendices.clear();
    for rows in 26..36 {
        report.blocks = vec![Block::Table(districts(rows))];
        let pages = pages(&render_pdf(&report).unwrap());
        let signed = pages.iter().find(|page| page.text().contains("Nguyễn Văn A")).unwrap();
        assert!(signed.text().contains("Tổng cộng"), "after {rows}: {}", signed.text());
    }
}

#[test]
fn the_head_of_a_table_is_repeated_and_no_row_is_split() {
    let mut report = weekly_report();
    report.appendices.clear();
    report.blocks = vec![Block::Table(districts(80)), Block::paragraph("Hết.")];
    let pages = pages(&render_pdf(&report).unwrap());
    assert!(pages.len() > 2);
    for page in &pages[..pages.len() - 1] {
        for title in ["STT", "Số hồ sơ", "Ghi chú"] {
            assert!(page.text().contains(title), "{title}: {}", page.text());
        }
        let names = page.text().matches("Ủy ban nhân dân phường").count();
        assert_eq!(names, page.text().matches("Bình Tiên").count());
    }
}

#[test]
fn a_figure_stands_in_one_line_where_words_can_give_way() {
    let mut report = weekly_report();
    report.appendices.clear();
    let mut table = districts(2);
    for (row, column) in [(0, 2), (0, 4), (1, 2), (2, 4)] {
        table.rows[row].cells[column] = Cell::integer(9_007_199_254_740_991);
    }
    report.blocks = vec![Block::Table(table)];
    let pages = pages(&render_pdf(&report).unwrap());
    assert_within_margins(&pages);
    assert_eq!(pages[0].text().matches("9.007.199.254.740.991").count(), 4, "{}", pages[0].text());
}

#[test]
fn the_file_says_that_it_is_for_archives_and_for_everybody() {
    let pdf = render_pdf(&weekly_report()).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Báo cáo tình hình vận hành",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn h27_a_word_of_ten_thousand_letters_stays_between_the_margins() {
    let mut report = weekly_report();
    report.appendices.clear();
    let mut table = districts(1);
    let word = "đ".repeat(10_000);
    table.rows[0].cells[1] = Cell::text(&word);
    report.blocks = vec![Block::heading(Level::One, &word), Block::paragraph(&word), Block::Table(table)];
    assert_within_margins(&pages(&render_pdf(&report).unwrap()));
}

#[test]
fn h27_no_place_for_a_text_lets_it_out_of_the_margins() {
    let text = "đ".repeat(1_000);
    let mut report = filled_with(&text);
    report.blocks.push(Block::Chart(named(&text)));
    assert_within_margins(&pages(&render_pdf(&report).unwrap()));
}

#[test]
fn h27_markup_in_a_text_is_a_text() {
    let markup = "#strike[x] $y$ *đậm* _nghiêng_ = Mục <b> & @nguồn \\ // hết";
    let mut report = weekly_report();
    report.appendices.clear();
    let mut table = districts(1);
    table.rows[0].cells[1] = Cell::text(markup);
    report.blocks = vec![Block::paragraph(markup), Block::Table(table), Block::paragraph("Hết.")];
    let text = pages(&render_pdf(&report).unwrap()).iter().map(Page::text).collect::<String>();
    assert!(text.contains(markup), "{text}");
}

#[test]
fn h27_letters_that_the_fonts_lack_are_squares() {
    let mut report = weekly_report();
    report.appendices.clear();
    report.blocks = vec![Block::paragraph("Đạt ✓ 👍 ☐ rồi.")];
    let text = pages(&render_pdf(&report).unwrap())[0].text();
    assert!(text.contains("Đạt □ □ □ rồi./."), "{text}");
}

fn assert_within_margins(pages: &[Page]) {
    for (number, page) in (1..).zip(pages) {
        for word in &page.words {
            let is_number = word.bottom < 20.0 * MILLIMETRE;
            let top = if is_number { 10.0 } else { 20.0 } * MILLIMETRE;
            let fits = word.left >= 30.0 * MILLIMETRE - TOLERANCE
                && word.right <= page.width - 15.0 * MILLIMETRE + TOLERANCE
                && word.top >= top - 4.0
                && word.bottom <= page.height - 20.0 * MILLIMETRE + 4.0;
            assert!(fits, "page {number} of {} × {}: {word:?}", page.width, page.height);
        }
    }
}
