//! A weekly report with everything in it that a report may have.

use chrono::NaiveDate;
use haicap_documents::{
    Align, Appendix, Block, Cell, Chart, ChartKind, Column, Document, Heading, Level, Number, Orientation, Row, Series,
    Signature, Span, Table,
};
use haicap_types::{DocumentScheme, Urgency};

pub(crate) fn weekly_report() -> Document {
    let mut blocks = vec![
        Block::Paragraph(vec![
            Span::plain("Thực hiện "),
            Span::italic("Kết luận số 178-KL/TW, ngày 17/7/2025 của Bộ Chính trị"),
            Span::plain(
                " về tình hình, tiến độ sắp xếp bộ máy và đơn vị hành chính, Ban Tổ chức Thành ủy báo cáo tình hình \
                 vận hành mô hình chính quyền địa phương 2 cấp trên địa bàn Thành phố như sau:",
            ),
        ]),
        Block::heading(Level::One, "Tình hình triển khai"),
        Block::heading(Level::Two, "Công tác chỉ đạo, quán triệt"),
        Block::paragraph(
            "Trong tuần, Ban Thường vụ Thành ủy đã tập trung lãnh đạo, chỉ đạo các cấp ủy, tổ chức đảng trực thuộc rà \
             soát, tháo gỡ khó khăn, vướng mắc; 168/168 xã, phường, đặc khu đã hoàn thành việc báo cáo đúng thời hạn.",
        ),
        Block::bullets([
            "Ban hành 03 văn bản chỉ đạo, 12 văn bản hướng dẫn nghiệp vụ;",
            "Tổ chức 05 đoàn công tác kiểm tra tại 25 phường, xã;",
        ]),
        Block::heading(Level::Two, "Kết quả giải quyết thủ tục hành chính"),
        Block::paragraph("Tổng số 1.087 thủ tục được công khai; tỷ lệ giải quyết đúng hạn đạt 97,6%."),
        Block::Table(districts(24)),
        Block::Chart(on_time(ChartKind::Columns)),
        Block::heading(Level::Three, "Về trụ sở, tài sản công"),
        Block::paragraph("Diện tích tự nhiên 6.296,20 km² sau sắp xếp."),
        Block::Chart(on_time(ChartKind::Lines)),
        Block::heading(Level::One, "Khó khăn, vướng mắc và nguyên nhân"),
    ];
    for _ in 0..4 {
        blocks.push(Block::paragraph(
            "Một số đơn vị còn thiếu công chức chuyên môn về đất đai, xây dựng, công nghệ thông tin; hệ thống phần mềm \
             dùng chung chưa ổn định vào giờ cao điểm; cơ sở vật chất tại một số trụ sở đã xuống cấp, chưa được sửa \
             chữa kịp thời, ảnh hưởng đến việc tiếp nhận và trả kết quả cho người dân và doanh nghiệp.",
        ));
    }
    blocks.push(Block::heading(Level::One, "Nhiệm vụ trọng tâm tuần tới"));
    blocks.push(Block::paragraph("Tiếp tục rà soát, bố trí đủ biên chế cho cấp xã theo quy định."));
    blocks.push(Block::paragraph("Trên đây là báo cáo của Ban Tổ chức Thành ủy, kính trình Ban Thường vụ xem xét."));
    Document {
        scheme: DocumentScheme::Party,
        title: "Báo cáo tình hình vận hành mô hình chính quyền địa phương 2 cấp".into(),
        drawn_on: NaiveDate::from_ymd_opt(2025, 9, 22).unwrap_or_default(),
        heading: Heading {
            parent_body: vec!["Thành ủy".into(), "Thành phố Hồ Chí Minh".into()],
            issuing_body: vec!["Ban Tổ chức".into()],
            number: Some(45),
            symbol: "BC/BTCTU".into(),
            place: "TP. Hồ Chí Minh".into(),
            issued_on: Some(NaiveDate::from_ymd_opt(2025, 9, 22).unwrap_or_default()),
            urgency: Urgency::Immediate,
            draft_note: None,
        },
        type_name: Some("Báo cáo".into()),
        abstract_lines: vec![
            "tình hình vận hành mô hình chính quyền địa phương 2 cấp".into(),
            "(từ ngày 15/9/2025 đến ngày 21/9/2025)".into(),
        ],
        addressees: Vec::new(),
        names: vec!["Ban Tổ chức Thành ủy".into(), "Ban Thường vụ Thành ủy".into()],
        blocks,
        signature: Some(Signature {
            capacity: vec!["K/T Trưởng Ban".into()],
            title: Some("Phó Trưởng Ban".into()),
            name: Some("Nguyễn Văn A".into()),
        }),
        recipients: vec![
            "Ban Tổ chức Trung ương (báo cáo)".into(),
            "Thường trực Thành ủy (báo cáo)".into(),
            "Các đồng chí Ủy viên Ban Thường vụ Thành ủy".into(),
            "Lưu Văn phòng Ban".into(),
        ],
        appendices: vec![
            Appendix {
                title: "Số liệu thủ tục hành chính".into(),
                orientation: Orientation::Landscape,
                blocks: vec![Block::Table(districts(60))],
            },
            Appendix {
                title: "Biểu đồ".into(),
                orientation: Orientation::Portrait,
                blocks: vec![Block::Chart(on_time(ChartKind::Bars))],
            },
        ],
    }
}

pub(crate) fn districts(rows: i64) -> Table {
    let row = |at: i64| {
        Row::new(vec![
            Cell::integer(at),
            Cell::text(format!("Ủy ban nhân dân phường Bình Tiên {at}")),
            Cell::integer(1_087 * at),
            Cell::percent(976 + at % 20, 1),
            Cell::decimal(629_620 + at, 2),
            if at % 3 == 0 { Cell::Blank } else { Cell::text("Đúng hạn") },
        ])
    };
    let mut rows: Vec<Row> = (1..=rows).map(row).collect();
    rows.push(Row::total(vec![
        Cell::Blank,
        Cell::text("Tổng cộng"),
        Cell::integer(326_100),
        Cell::percent(976, 1),
        Cell::decimal(15_110_880, 2),
        Cell::Blank,
    ]));
    Table {
        caption: Some("Bảng 1. Kết quả giải quyết hồ sơ".into()),
        unit: Some("hồ sơ".into()),
        columns: vec![
            Column::new("STT", Align::Centre, 2),
            Column::new("Đơn vị", Align::Left, 9),
            Column::new("Số hồ sơ", Align::Right, 4),
            Column::new("Tỷ lệ đúng hạn", Align::Right, 4),
            Column::new("Diện tích (ha)", Align::Right, 5),
            Column::new("Ghi chú", Align::Left, 4),
        ],
        rows,
    }
}

pub(crate) fn on_time(kind: ChartKind) -> Chart {
    let series = |name: &str, values: [i64; 5]| Series {
        name: name.into(),
        values: values.into_iter().map(|value| Some(Number::new(value, 1))).collect(),
    };
    Chart {
        title: "Tỷ lệ giải quyết hồ sơ đúng hạn".into(),
        unit: Some("%".into()),
        kind,
        categories: ["Tuần 34", "Tuần 35", "Tuần 36", "Tuần 37", "Tuần 38"].map(str::to_owned).to_vec(),
        series: vec![
            series("Phường", [931, 942, 958, 966, 976]),
            series("Xã", [902, 917, 925, 941, 953]),
            series("Đặc khu", [880, 885, 901, 913, 927]),
        ],
    }
}
