//! Charts alone.

use crate::read::well_formed;
use crate::sample::on_time;
use haicap_documents::{CATEGORIES_MAX, Chart, ChartKind, DocumentError, Number, Series, chart_svg};

const KINDS: [ChartKind; 3] = [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines];

#[test]
fn every_figure_is_written_out_and_series_differ_in_grey() {
    for kind in KINDS {
        let svg = chart_svg(&on_time(kind)).unwrap();
        well_formed(&svg);
        for said in ["Tỷ lệ giải quyết hồ sơ đúng hạn (%)", "Tuần 38", "Đặc khu", ">97,6<", ">92,7<"]
        {
            assert!(svg.contains(said), "{kind:?}: {said}");
        }
        let marks: &[&str] = match kind {
            ChartKind::Lines => &["stroke-dasharray=\"6 3\"", "stroke-dasharray=\"2 2\""],
            _ => &["fill=\"#404040\"", "fill=\"url(#hatch)\"", "fill=\"#c0c0c0\""],
        };
        assert!(marks.iter().all(|mark| svg.contains(mark)), "{kind:?}");
    }
}

#[test]
fn names_too_long_for_their_slot_stand() {
    let mut chart = on_time(ChartKind::Columns);
    assert!(!chart_svg(&chart).unwrap().contains("rotate(-90)"));
    chart.categories[2] = "Nghĩa-trang-liệt-sĩ-thành-phố".into();
    let svg = chart_svg(&chart).unwrap();
    assert_eq!(svg.matches("rotate(-90)").count(), 5);
    assert!(svg.contains("Nghĩa-trang-liệt-sĩ-thành"), "{svg}");
}

#[test]
fn names_beside_bars_are_whole() {
    let names = [
        "Tỷ lệ chức danh người hoạt động không chuyên trách đã có người đảm nhiệm",
        "Mức độ hài lòng của người dân, doanh nghiệp",
        "Tỷ lệ trụ sở dôi dư chưa có phương án xử lý",
    ];
    let mut chart = on_time(ChartKind::Bars);
    chart.categories = (0..12).map(|at| names[at % 3].to_owned()).collect();
    chart.series = vec![Series { name: "Kỳ này".into(), values: vec![Some(Number::new(976, 1)); 12] }; 2];
    let svg = chart_svg(&chart).unwrap();
    let texts: Vec<&str> = svg.split("<text ").skip(1).filter_map(|text| text.split(['>', '<']).nth(1)).collect();
    let said = texts.join(" ").replace("97,6 ", "");
    for name in names {
        assert_eq!(said.matches(name).count(), 4, "{name}: {said}");
    }
    assert!(!said.contains('…'));
}

#[test]
fn h27_no_figures_and_no_names_break_a_chart() {
    let extremes = [Some(Number::integer(i64::MIN)), None, Some(Number::integer(i64::MAX)), Some(Number::new(1, 255))];
    for values in [vec![None; 4], vec![Some(Number::integer(0)); 4], extremes.to_vec()] {
        for kind in KINDS {
            let names = ["<b>&\u{0}".to_owned(), "a".repeat(10_000), String::new(), "👍".into()];
            let series = vec![Series { name: "x\"y".into(), values: values.clone() }; 4];
            let chart = Chart { title: "]]>".into(), unit: None, kind, categories: names.to_vec(), series };
            let svg = chart_svg(&chart).unwrap();
            well_formed(&svg);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}

#[test]
fn a_chart_without_figures_or_with_too_many_is_refused() {
    let mut chart = on_time(ChartKind::Columns);
    chart.series.clear();
    assert_eq!(chart_svg(&chart), Err(DocumentError::Empty));
    let mut chart = on_time(ChartKind::Columns);
    chart.categories = vec![String::new(); CATEGORIES_MAX + 1];
    assert!(matches!(chart_svg(&chart), Err(DocumentError::TooLarge { .. })));
    let mut chart = on_time(ChartKind::Columns);
    chart.series[1].values.pop();
    assert!(matches!(chart_svg(&chart), Err(DocumentError::Ragged { .. })));
}
