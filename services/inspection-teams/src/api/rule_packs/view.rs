use crate::domain::rule_pack::{PackVersion, RulePack};
use crate::store::rule_packs::PackHead;
use chrono::NaiveDate;
use haicap_kit::http::Reply;
use haicap_reference::Call;
use haicap_types::{Named, Signature, SignatureView};
use serde::Serialize;
use utoipa::ToSchema;

/// A version of a rule pack, without its rules.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RulePackHeadView {
    /// The code of the pack.
    #[schema(example = "party-2025")]
    code: String,
    /// The number of the version, from 1; part of the ETag.
    #[schema(minimum = 1)]
    version: i32,
    /// What it is called.
    #[schema(example = "Công tác kiểm tra, giám sát của Đảng theo Quy định 296-QĐ/TW")]
    title_vi: String,
    /// The same in English.
    #[schema(example = "Inspection and supervision by the Party under Regulation 296-QĐ/TW")]
    title_en: String,
    /// The first date of decisions to which it applies.
    valid_from: NaiveDate,
    /// The last one; null while none is known.
    #[schema(required)]
    valid_to: Option<NaiveDate>,
    /// The organization for which, and for those below which, it applies; null: all.
    #[schema(required)]
    applies_to: Option<Named>,
    /// Who entered it, and when; null where it was shipped with the service.
    #[schema(required)]
    entered: Option<SignatureView>,
}

/// A version of a rule pack.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RulePackView {
    /// The code of the pack.
    #[schema(example = "party-2025")]
    code: String,
    /// The number of the version, from 1; part of the ETag.
    #[schema(minimum = 1)]
    version: i32,
    /// What it says: what the next version is entered as.
    rules: RulePack,
    /// Who entered it, and when; null where it was shipped with the service.
    #[schema(required)]
    entered: Option<SignatureView>,
}

/// The view of a version without its rules.
pub(super) fn head(call: &Call, one: PackHead) -> RulePackHeadView {
    let entered = Signature::joined(one.entered_by, one.entered_at);
    RulePackHeadView {
        code: one.code.into(),
        version: one.version,
        title_vi: one.title_vi,
        title_en: one.title_en,
        valid_from: one.valid_from,
        valid_to: one.valid_to,
        applies_to: one.applies_to.as_ref().map(|code| call.named(code)),
        entered: entered.map(|entered| call.signature(&entered)),
    }
}

/// The view of a version.
pub(super) fn view(call: &Call, pack: &PackVersion) -> RulePackView {
    RulePackView {
        code: pack.code.to_string(),
        version: pack.version,
        rules: pack.rules.clone(),
        entered: pack.entered.as_ref().map(|entered| call.signature(entered)),
    }
}

/// The answer with a version.
pub(super) fn reply(call: &Call, pack: &PackVersion) -> Reply {
    Reply::ok(&view(call, pack)).version(pack.version)
}
