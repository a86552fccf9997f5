haicap_types::acts! {
    /// What may be done to a document. That another one takes its place is no act of its own: it follows from putting
    /// the other one into force.
    Act as "directive_act" {
        /// Somebody changes what a draft says of itself.
        Edit = "edit", Patch "", "Sửa dự thảo", "Edit the draft";
        /// Somebody adds a clause to a draft.
        AddClause = "add_clause", Post "clauses", "Thêm điểm", "Add a clause";
        /// Somebody changes or removes clauses of a draft.
        EditClauses = "edit_clauses", Put "clauses", "Sửa các điểm", "Edit the clauses";
        /// Somebody adds a file.
        Attach = "attach", Post "attachments", "Đính kèm tệp", "Add a file";
        /// The issuing organization puts a draft into force.
        Issue = "issue", Post "issue", "Ban hành", "Issue";
        /// Somebody takes note of a document that was issued elsewhere.
        Register = "register", Post "register", "Vào sổ", "Register";
        /// The issuing organization says that it no longer holds.
        Revoke = "revoke", Post "revoke", "Thu hồi", "Revoke";
        /// Somebody corrects what was entered wrong.
        Correct = "correct", Post "corrections" versioned, "Đính chính", "Correct";
        /// Somebody takes a registration back that should not have been made.
        Annul = "annul", Post "annul" versioned, "Hủy việc vào sổ", "Annul the registration";
        /// Somebody deletes a draft.
        Delete = "delete", Delete "", "Xóa dự thảo", "Delete the draft";
    }
}
