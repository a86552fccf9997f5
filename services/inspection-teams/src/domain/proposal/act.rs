haicap_types::acts! {
    /// Everything that anybody may do to a proposal.
    Act as "proposal_act" {
        /// The deciding organization approves it.
        Approve = "approve", Post "approve" versioned, "Duyệt", "Approve";
        /// It wants something changed.
        Return = "return", Post "return" versioned, "Trả lại", "Return";
        /// It wants nothing of the kind.
        Reject = "reject", Post "reject" versioned, "Không duyệt", "Reject";
        /// The conducting organization takes it back.
        Withdraw = "withdraw", Post "withdraw" versioned, "Rút lại", "Withdraw";
    }
}
