//! DOCX, read back as what it is: a package of XML.

use crate::read::{paragraphs, part};
use crate::sample::weekly_report;
use haicap_documents::{Block, render_docx};

#[test]
fn the_text_is_read_back_in_its_order() {
    let mut report = weekly_report();
    report.blocks.retain(|block| !matches!(block, Block::Chart(_)));
    report.appendices[1].blocks.clear();
    let text = part(&render_docx(&report).unwrap(), "word/document.xml");
    let lines = paragraphs(&text);
    let mut rest = lines.iter();
    for said in [
        "THÀNH PHỐ HỒ CHÍ MINH",
        "BAN TỔ CHỨC",
        "*",
        "Số 45-BC/BTCTU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BÁO CÁO",
        "-----",
        "I- TÌNH HÌNH TRIỂN KHAI",
        "1. Công tác chỉ đạo, quán triệt",
        "Đơn vị tính: hồ sơ",
        "6.296,21",
        "Nơi nhận:",
        "Nguyễn Văn A",
        "PHỤ LỤC 2",
    ] {
        assert!(rest.any(|line| line.replace('\u{A0}', " ") == said), "{said}");
    }
}

#[test]
fn pages_lines_and_rows_are_as_the_rules_say() {
    let docx = render_docx(&weekly_report()).unwrap();
    let text = part(&docx, "word/document.xml");
    let count = |words: &str| text.matches(words).count();
    assert_eq!(count("<w:sectPr>"), 3);
    assert_eq!(count("<w:titlePg/>"), 3);
    assert_eq!(count("<w:pgNumType w:start=\"1\"/>"), 3);
    assert_eq!(count("w:orient=\"landscape\""), 1);
    assert_eq!(count("<w:tblHeader/>"), 2);
    assert!(count("<w:cantSplit/>") > 80);
    assert!(text.contains(r#"<w:spacing w:before="0" w:after="120" w:line="360" w:lineRule="exact"/>"#));
    assert!(text.contains(r#"<w:ind w:firstLine="567"/>"#));
    let margins = r#"<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567""#;
    assert!(text.contains(margins), "{text:.20}");
    assert!(part(&docx, "word/header.xml").contains(" PAGE "));
    assert!(part(&docx, "word/styles.xml").contains("Times New Roman"));
    assert_eq!(part(&docx, "word/_rels/document.xml.rels").matches("/image\"").count(), 3);
}

#[test]
fn h27_control_characters_are_dropped_and_signs_are_kept() {
    let mut report = weekly_report();
    report.blocks = vec![Block::paragraph("a\u{0}\u{B}\u{FFFF}<b> & \"c\" 👍 ]]>")];
    let text = part(&render_docx(&report).unwrap(), "word/document.xml");
    assert!(paragraphs(&text).contains(&"a<b> & \"c\" 👍 ]]>".to_owned()), "{:?}", paragraphs(&text));
}
