use super::{Scene, Wordings};

pub(super) fn wordings(scene: &Scene<'_>) -> Wordings {
    Wordings {
        situation: situation(scene),
        results: results(scene),
        difficulties: difficulties(scene),
        next_week: next_week(scene),
    }
}

fn situation(scene: &Scene<'_>) -> Vec<String> {
    let Scene { body, place, quarters, when, .. } = scene;
    vec![
        format!(
            "{body} tiếp tục lãnh đạo, chỉ đạo vận hành chính quyền địa phương 2 cấp; duy trì giao ban hằng tuần và phân \
             công Ban Thường vụ phụ trách từng địa bàn."
        ),
        format!(
            "{when}, {body} đã họp đánh giá hoạt động của các cơ quan, đơn vị, phân công cấp ủy viên theo dõi {} \
             {quarters} và chấn chỉnh việc tiếp nhận, trả kết quả hồ sơ.",
            scene.told("quarters")
        ),
        format!(
            "{body} đã quán triệt các văn bản chỉ đạo của Thành ủy đến các chi bộ trực thuộc, rà soát quy chế làm việc \
             và phân công nhiệm vụ của các phòng chuyên môn."
        ),
        format!(
            "{when}, bộ máy của {place} hoạt động ổn định, thông suốt; việc chỉ đạo, điều hành được thực hiện trên môi \
             trường điện tử."
        ),
    ]
}

fn results(scene: &Scene<'_>) -> Vec<String> {
    let Scene { place, quarters, when, .. } = scene;
    let (dossiers, premises, training, boards) = (scene.dossiers(), scene.premises(), scene.training(), boards(scene));
    vec![
        format!("{when}, Trung tâm Phục vụ hành chính công {place} {dossiers}. {premises}"),
        format!("{boards} {premises} {when}, Trung tâm Phục vụ hành chính công {place} {dossiers}."),
        format!("{when}, {place} {dossiers}. {training}"),
        format!(
            "Đã bố trí {}/{} chức danh người hoạt động không chuyên trách ở {quarters}. {boards} {training}",
            scene.told("part_time_filled"),
            scene.told("part_time_entitled")
        ),
    ]
}

fn boards(scene: &Scene<'_>) -> String {
    let (all, done) = (scene.told("boards_to_reorganise"), scene.told("boards_reorganised"));
    match scene.number("boards_reorganised") {
        0 => format!("Chưa hoàn thành sắp xếp {all} ban ở cấp xã."),
        _ => format!("Đã sắp xếp xong {done}/{all} ban ở cấp xã."),
    }
}

fn difficulties(scene: &Scene<'_>) -> Vec<(String, String)> {
    let Scene { place, quarters, .. } = scene;
    let mut all = vec![
        (
            format!(
                "Một số vị trí chuyên môn về đất đai, xây dựng, công nghệ thông tin của {place} còn thiếu; nguyên nhân \
                 là chưa điều động, tuyển dụng kịp thời."
            ),
            "Đề nghị Sở Nội vụ hướng dẫn việc điều động, biệt phái công chức chuyên môn về cấp xã.".to_owned(),
        ),
        (
            "Phần mềm giải quyết thủ tục hành chính có lúc quá tải, đồng bộ trạng thái hồ sơ chậm; nguyên nhân là đường \
             truyền và máy chủ chưa đáp ứng số lượng hồ sơ tăng."
                .to_owned(),
            "Đề nghị Sở Khoa học và Công nghệ nâng cấp đường truyền và khắc phục lỗi đồng bộ hồ sơ.".to_owned(),
        ),
        (
            format!(
                "Mức chi và thủ tục thanh toán kinh phí hoạt động của {quarters} chưa thống nhất; nguyên nhân là chưa có \
                 hướng dẫn thay thế các quy định trước khi sắp xếp."
            ),
            format!("Đề nghị Sở Tài chính hướng dẫn thống nhất mức chi hoạt động của {quarters}."),
        ),
    ];
    if scene.number("premises_undecided") > 0 {
        all.push((
            format!(
                "Hồ sơ pháp lý của một số trụ sở dôi dư trên địa bàn {place} chưa đầy đủ nên chưa xác định được phương \
                 án xử lý."
            ),
            format!("Đề nghị Sở Tài chính sớm có ý kiến về phương án xử lý trụ sở dôi dư trên địa bàn {place}."),
        ));
    }
    all
}

fn next_week(scene: &Scene<'_>) -> Vec<String> {
    let Scene { body, place, quarters, .. } = scene;
    let mut all = vec![format!(
        "{body} kiểm tra việc thực hiện quy chế làm việc tại các cơ quan, đơn vị trực thuộc; đẩy nhanh giải ngân kinh \
         phí hoạt động của {quarters}."
    )];
    if scene.number("premises_undecided") > 0 {
        all.push(format!(
            "Tiếp tục rà soát, giải quyết dứt điểm hồ sơ quá hạn; hoàn thiện phương án sử dụng trụ sở dôi dư của {place}."
        ));
    }
    if scene.number("people_to_train") > 0 {
        all.push(format!(
            "Kiện toàn chức danh người hoạt động không chuyên trách ở {quarters}; tổ chức tập huấn cho {} người còn lại \
             theo kế hoạch.",
            scene.told("people_to_train")
        ));
    }
    all
}
