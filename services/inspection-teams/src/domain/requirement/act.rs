haicap_types::acts! {
    /// Everything that anybody may do to a requirement.
    Act as "requirement_act" {
        /// Another person than the one who entered it says that nothing more is asked.
        Close = "close", Post "close" versioned, "Kết thúc", "Close";
    }
}
