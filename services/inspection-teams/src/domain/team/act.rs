haicap_types::acts! {
    /// Everything that anybody may do to a team.
    Act as "team_act" {
        /// The conducting organization changes its members or targets, before the programme is launched.
        Edit = "edit", Patch "", "Sửa", "Edit";
        /// It dissolves it.
        Dissolve = "dissolve", Delete "", "Giải thể tổ", "Dissolve";
    }
}
