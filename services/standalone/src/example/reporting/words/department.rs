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
    let Scene { body, when, .. } = scene;
    vec![
        format!(
            "{body} tiếp tục triển khai phương án sắp xếp tổ chức bộ máy, phân công lãnh đạo phụ trách từng cụm xã, phường."
        ),
        format!(
            "{when}, {body} đã ban hành văn bản hướng dẫn chuyên môn cho cấp xã và tổ chức họp trực tuyến giải đáp vướng \
             mắc."
        ),
        format!("{body} duy trì tổ công tác hỗ trợ cấp xã; giao ban hằng tuần với các phòng, đơn vị trực thuộc."),
    ]
}

fn results(scene: &Scene<'_>) -> Vec<String> {
    let Scene { body, when, .. } = scene;
    let (divisions, dossiers, premises, training) =
        (divisions(scene), scene.dossiers(), scene.premises(), scene.training());
    vec![
        format!("{divisions} {when}, {body} {dossiers}."),
        format!("{divisions} {premises} {training}"),
        format!("{when}, {body} {dossiers}. {premises}"),
    ]
}

fn divisions(scene: &Scene<'_>) -> String {
    let (before, after) = (scene.told("divisions_before"), scene.told("divisions_after"));
    if before == after {
        format!("Số phòng và tổ chức tương đương là {after}, chưa thay đổi so với trước khi sắp xếp.")
    } else {
        format!("Số phòng và tổ chức tương đương giảm từ {before} xuống còn {after}.")
    }
}

fn difficulties(scene: &Scene<'_>) -> Vec<(String, String)> {
    vec![
        (
            "Một số nhiệm vụ phân cấp cho cấp xã chưa rõ thẩm quyền và trình tự thực hiện; nguyên nhân là các quy định \
             chuyên ngành chưa được sửa đổi đồng bộ."
                .to_owned(),
            "Đề nghị Ủy ban nhân dân Thành phố sớm ban hành quy định phân cấp, ủy quyền theo lĩnh vực.".to_owned(),
        ),
        (
            format!(
                "Cơ sở dữ liệu chuyên ngành của {} chưa kết nối đầy đủ với hệ thống giải quyết thủ tục hành chính; nguyên \
                 nhân là chuẩn kết nối chưa thống nhất.",
                scene.body
            ),
            "Đề nghị Sở Khoa học và Công nghệ ưu tiên kết nối cơ sở dữ liệu chuyên ngành.".to_owned(),
        ),
        (
            "Việc giải quyết chế độ đối với người dôi dư sau sắp xếp còn chậm so với kế hoạch; nguyên nhân là hồ sơ phải \
             bổ sung nhiều lần."
                .to_owned(),
            "Đề nghị Sở Nội vụ hướng dẫn thống nhất hồ sơ giải quyết chế độ, chính sách đối với người dôi dư.".to_owned(),
        ),
    ]
}

fn next_week(scene: &Scene<'_>) -> Vec<String> {
    let mut all = vec![
        format!(
            "Hoàn thiện quy chế làm việc và vị trí việc làm của các phòng; {} làm việc với các xã, phường có nhiều vướng mắc.",
            scene.body
        ),
        "Rà soát, cập nhật, công bố thủ tục hành chính thuộc thẩm quyền giải quyết của cấp xã.".to_owned(),
    ];
    if scene.number("people_to_train") > 0 {
        let left = scene.told("people_to_train");
        all.push(format!("Tiếp tục tập huấn nghiệp vụ cho {left} người còn lại theo kế hoạch."));
    }
    all
}
