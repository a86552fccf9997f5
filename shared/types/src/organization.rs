use crate::{Words, vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

vocabulary! {
    /// The kind of an organization.
    OrganizationKind as "organization_kind" {
        CityPartyCommittee = "city_party_committee", "Thành ủy", "City Party Committee";
        StandingCommittee = "standing_committee", "Ban Thường vụ", "Standing Committee";
        StandingBody = "standing_body", "Thường trực", "Standing Body";
        AdvisoryBody = "advisory_body", "Ban tham mưu của Đảng", "Advisory body";
        InspectionCommission = "inspection_commission", "Ủy ban Kiểm tra", "Inspection Commission";
        PartyOffice = "party_office", "Văn phòng cấp ủy", "Party office";
        Academy = "academy", "Học viện cán bộ", "Cadre academy";
        UpperPartyCommittee = "upper_party_committee",
            "Đảng ủy trực thuộc Thành ủy (không phải cấp xã)",
            "Party committee under the City Party Committee (not commune-level)";
        PeoplesCouncil = "peoples_council", "Hội đồng nhân dân", "People's Council";
        PeoplesCommittee = "peoples_committee", "Ủy ban nhân dân Thành phố", "City People's Committee";
        FatherlandFront = "fatherland_front", "Ủy ban Mặt trận Tổ quốc", "Fatherland Front Committee";
        Department = "department", "Sở, ngành", "Department";
        CommunePartyCommittee = "commune_party_committee", "Đảng ủy cấp xã", "Commune-level Party committee";
        PartyCell = "party_cell", "Chi bộ", "Party cell";
        CommunePeoplesCommittee = "commune_peoples_committee", "Ủy ban nhân dân cấp xã", "Commune-level People's Committee";
        PublicServiceUnit = "public_service_unit", "Đơn vị sự nghiệp công lập", "Public service unit";
        ExternalBody = "external_body", "Cơ quan ngoài Thành phố", "External organization";
    }
}

vocabulary! {
    /// How a date differs from an ordinary weekday or weekend.
    DayKind as "day_kind" {
        Holiday = "holiday", "Ngày lễ, tết", "Public holiday";
        InLieu = "in_lieu", "Nghỉ bù", "Day off in lieu";
        SwapOff = "swap_off", "Nghỉ hoán đổi", "Working day swapped for a day off";
        MakeupWorkday = "makeup_workday", "Làm bù", "Weekend day worked to make up";
    }
}

vocabulary! {
    /// How sure a calendar day is.
    DayStatus as "day_status" {
        Official = "official", "Chính thức", "Official";
        Projected = "projected", "Dự kiến", "Projected";
    }
}

/// The natural key of an organization: never a name, never a slug.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "BTC", pattern = "^[A-Z0-9][A-Z0-9-]{0,31}$")]
pub struct OrganizationCode(String);

/// Why a text is not an organization's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeError;

const NOT_A_CODE: Words = Words::new(
    "Mã cơ quan phải gồm 1 đến 32 chữ in hoa không dấu, chữ số và dấu gạch nối, không bắt đầu bằng dấu gạch nối.",
    "An organization's code must have 1 to 32 capital letters, digits and hyphens; the first must not be a hyphen.",
);

impl std::fmt::Display for CodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        NOT_A_CODE.fmt(f)
    }
}

impl std::error::Error for CodeError {}

impl OrganizationCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for OrganizationCode {
    type Err = CodeError;

    fn from_str(code: &str) -> Result<Self, CodeError> {
        Self::try_from(code.to_owned())
    }
}

impl TryFrom<String> for OrganizationCode {
    type Error = CodeError;

    fn try_from(code: String) -> Result<Self, CodeError> {
        let shaped = code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        let sized = (1..=32).contains(&code.len());
        if shaped && sized && !code.starts_with('-') { Ok(Self(code)) } else { Err(CodeError) }
    }
}

impl From<OrganizationCode> for String {
    fn from(code: OrganizationCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for OrganizationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for OrganizationCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl crate::Column for OrganizationCode {
    type Sql = diesel::sql_types::Text;
}

impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for OrganizationCode {
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
        std::io::Write::write_all(out, self.0.as_bytes())?;
        Ok(diesel::serialize::IsNull::No)
    }
}

impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for OrganizationCode {
    fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
        Ok(std::str::from_utf8(bytes.as_bytes())?.parse()?)
    }
}

/// An organization as it stands in answers: organizations go in as codes and come out with their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// The organization's code.
    pub code: OrganizationCode,
    /// Its Vietnamese name.
    #[schema(example = "Ban Tổ chức Thành ủy")]
    pub name_vi: String,
    /// Its English name.
    #[schema(example = "Organization Commission")]
    pub name_en: String,
}
