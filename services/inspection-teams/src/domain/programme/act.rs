haicap_types::acts! {
    /// Everything that anybody may do to a programme.
    Act as "programme_act" {
        /// The conducting organization writes the plan anew.
        Edit = "edit", Patch "", "Sửa", "Edit";
        /// It puts the programme before the deciding organization, as it is now with its teams.
        Propose = "propose", Post "propose" versioned, "Trình", "Propose";
        /// It gives the draft up.
        Discard = "discard", Post "discard" versioned, "Bỏ bản thảo", "Discard";
        /// It starts the teams on their way: from now on each target belongs to one team.
        Launch = "launch", Post "launch" versioned, "Giao các tổ thực hiện", "Launch";
        /// It has a round begin: every target gets its clock.
        OpenRound = "open_round", Post "open-round" versioned, "Mở đợt", "Open a round";
        /// The deciding organization calls it off.
        Cancel = "cancel", Post "cancel" versioned, "Hủy", "Cancel";
    }
}
