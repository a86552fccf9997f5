haicap_types::acts! {
    /// Everything that anybody may do to a target.
    Act as "target_act" {
        /// The head of the team says when the decision was announced to the organization.
        Announce = "announce", Post "announce" versioned, "Công bố quyết định", "Announce";
        /// The head of the team asks for more time.
        RequestExtension = "request_extension", Post "request-extension", "Đề nghị gia hạn", "Request an extension";
        /// The deciding organization grants it, or not.
        DecideExtension = "decide_extension", Post "decide-extension" versioned, "Quyết định gia hạn", "Decide on an extension";
        /// The conducting organization stops the clock.
        Suspend = "suspend", Post "suspend" versioned, "Tạm dừng", "Suspend";
        /// It lets it go on.
        Resume = "resume", Post "resume" bare, "Tiếp tục", "Resume";
    }
}
