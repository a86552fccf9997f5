//! The families of problems that every service shares. Each has a page at `/{service}/problems/{slug}`.

use haicap_types::Words;

/// A family of problems: a stable address with a page behind it.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The `code` of a problem of which nothing more is known.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What the problem is called.
    pub title: Words,
    /// What it means and what a caller can do, for the page behind the address.
    pub explanation: Words,
}

impl Kind {
    /// The last segment of the `type` address.
    #[must_use]
    pub fn slug(&self) -> String {
        self.code.replace('_', "-")
    }
}

macro_rules! kinds {
    ($( $name:ident = $status:literal $code:literal, $vi:literal, $en:literal, $why_vi:literal, $why_en:literal; )+) => {
        $(
            #[doc = $en]
            pub static $name: Kind = Kind {
                code: $code,
                status: $status,
                title: Words::new($vi, $en),
                explanation: Words::new($why_vi, $why_en),
            };
        )+
        /// Every family.
        pub static ALL: &[&Kind] = &[$(&$name),+];
    };
}

kinds! {
    MALFORMED = 400 "malformed", "Yêu cầu không đúng định dạng", "Malformed request",
        "Yêu cầu không đọc được: JSON sai; trường hoặc tham số thiếu, lạ hoặc sai kiểu. Danh sách errors chỉ rõ từng chỗ và giá trị được nhận.",
        "The request cannot be read: broken JSON; a field or parameter that is missing, unknown or of the wrong type. The list `errors` names each place and what it takes.";
    UNAUTHENTICATED = 401 "unauthenticated", "Chưa xác thực", "Not authenticated",
        "Thiếu mã truy cập (unauthenticated), mã đã hết hạn (token_expired) hoặc không hợp lệ (token_invalid). Hãy lấy mã mới hoặc đăng nhập lại rồi gửi lại yêu cầu.",
        "The access token is missing (`unauthenticated`), has expired (`token_expired`) or is not valid (`token_invalid`). Get a new one or sign in again, and repeat the request.";
    FORBIDDEN = 403 "forbidden", "Không được phép", "Not allowed",
        "Người dùng được xem đối tượng này nhưng vai trò không cho phép thao tác.",
        "The caller may see this resource, but the caller's role does not allow the act.";
    NOT_FOUND = 404 "not_found", "Không tìm thấy", "Not found",
        "Không có đối tượng này, hoặc người dùng không được biết đến nó.",
        "There is no such resource, or the caller may not know of it.";
    METHOD_NOT_ALLOWED = 405 "method_not_allowed", "Phương thức không được hỗ trợ", "Method not allowed",
        "Địa chỉ có thật nhưng không nhận phương thức này; tiêu đề Allow liệt kê các phương thức được nhận.",
        "The address exists but does not take this method; the header Allow lists those that it takes.";
    NOT_ACCEPTABLE = 406 "not_acceptable", "Không có dạng trả lời phù hợp", "No acceptable representation",
        "Tiêu đề Accept không chứa dạng nào mà địa chỉ này có thể trả về.",
        "The header Accept names no form in which this address can answer.";
    TIMEOUT = 408 "request_timeout", "Quá thời gian nhận yêu cầu", "Request took too long",
        "Nội dung yêu cầu đến quá chậm. Hãy gửi lại.",
        "The body of the request arrived too slowly. Send it again.";
    CONFLICT = 409 "conflict", "Không thực hiện được ở trạng thái hiện tại", "Not possible in the present state",
        "Yêu cầu hợp lệ nhưng đối tượng đang ở trạng thái không cho phép. Trường code nói lý do; legal_actions liệt kê các bước hợp lệ, href là địa chỉ của đối tượng đang cản trở, nếu có.",
        "The request is sound, but the resource is in a state that does not allow it. `code` says why; `legal_actions` \
         lists the legal steps, `href` is the address of what stands in the way, if anything does.";
    LOG_DIVERGED = 409 "log_diverged", "Nhật ký sự kiện không còn là nhật ký cũ", "The event log is not the one it was",
        "Vị trí đã ghi nhớ không khớp với nhật ký hiện tại, có thể do phục hồi từ bản sao cũ. Người vận hành phải đối chiếu trước khi đọc tiếp.",
        "The remembered position does not match the log as it is now, perhaps because it was restored from an older backup. An operator must reconcile before reading goes on.";
    PRECONDITION_FAILED = 412 "precondition_failed", "Phiên bản đã thay đổi", "The version has changed",
        "Đối tượng đã thay đổi từ khi người dùng đọc; current_version là phiên bản hiện tại. Hãy đọc lại, xem thay đổi \
         rồi gửi lại với ETag mới.",
        "The resource has changed since the caller read it; `current_version` is its present version. Read it again, \
         look at the change, and repeat with the new ETag.";
    TOO_LARGE = 413 "content_too_large", "Nội dung quá lớn", "Content too large",
        "Nội dung vượt giới hạn của địa chỉ này.",
        "The body is larger than this address takes.";
    UNSUPPORTED_MEDIA_TYPE = 415 "unsupported_media_type", "Kiểu nội dung không được hỗ trợ", "Unsupported media type",
        "Hãy gửi application/json (hoặc application/merge-patch+json khi sửa từng phần); tệp thì gửi nguyên nội dung làm phần thân, không qua biểu mẫu. Không nén.",
        "Send application/json (or application/merge-patch+json for a partial update); send a file as the body itself, and not in a form. Not compressed.";
    INVALID = 422 "invalid", "Nội dung chưa hợp lệ", "Invalid content",
        "Yêu cầu đọc được nhưng có giá trị không hợp lệ. Danh sách errors chỉ rõ từng chỗ; không có gì bị thay đổi.",
        "The request can be read, but values in it are not valid. The list `errors` names each place; nothing was changed.";
    KEY_REUSED = 422 "idempotency_key_reused", "Khóa chống lặp đã dùng cho yêu cầu khác", "Idempotency key used for another request",
        "Cùng một Idempotency-Key chỉ dùng lại được cho đúng yêu cầu cũ. Hãy tạo khóa mới.",
        "An Idempotency-Key can be repeated only with the very same request. Make a new key.";
    KEY_IN_USE = 409 "idempotency_key_in_use", "Yêu cầu cùng khóa đang được xử lý", "A request with this key is being carried out",
        "Một yêu cầu cùng Idempotency-Key chưa xong. Hãy thử lại sau ít giây.",
        "A request with the same Idempotency-Key is not finished. Try again in a few seconds.";
    PRECONDITION_REQUIRED = 428 "precondition_required", "Thiếu If-Match", "If-Match is required",
        "Thao tác này phải kèm If-Match với ETag đang có, để không ghi đè thay đổi của người khác.",
        "This act needs If-Match with the present ETag, so that nobody's change is overwritten unseen.";
    TOO_MANY_REQUESTS = 429 "too_many_requests", "Quá nhiều yêu cầu cùng lúc", "Too many requests at once",
        "Người dùng đang có quá nhiều yêu cầu kéo dài cùng lúc, như chờ sự kiện, gửi tệp hoặc tải tệp danh sách. Hãy \
         đợi một yêu cầu kết thúc, rồi thử lại sau thời gian ghi ở Retry-After.",
        "The caller has too many long requests under way, such as waits for events, uploads or files of lists. Wait until one of them ends, and try again after Retry-After.";
    HEADERS_TOO_LARGE = 431 "headers_too_large", "Tiêu đề quá lớn", "Header fields too large",
        "Tổng kích thước tiêu đề vượt giới hạn.",
        "The header fields together are larger than allowed.";
    INTERNAL = 500 "internal", "Lỗi hệ thống", "Internal error",
        "Hệ thống gặp lỗi ngoài dự kiến. Hãy báo mã trace_id cho người vận hành.",
        "Something unexpected failed. Give the trace_id to the operator.";
    UNAVAILABLE = 503 "unavailable", "Tạm thời chưa phục vụ được", "Temporarily unavailable",
        "Cơ sở dữ liệu hoặc dịch vụ bên cạnh chưa trả lời. Hãy thử lại sau thời gian ghi ở Retry-After, với cùng Idempotency-Key.",
        "The database or a neighbouring service does not answer now. Try again after Retry-After, with the same Idempotency-Key.";
}
