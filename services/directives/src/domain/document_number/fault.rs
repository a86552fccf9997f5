use super::Serial;
use haicap_types::Words;

/// Why a text is not a number and symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Neither `45-KL/TU` nor `45/QĐ-UBND`.
    #[error("not in the notation of the Party or of the state")]
    Notation,
    /// The serial is missing, zero or too high.
    #[error("the serial is not between 1 and {}", Serial::MAX)]
    Serial,
    /// No known type has this abbreviation.
    #[error("unknown type of document")]
    UnknownType,
    /// The type exists, but not in this scheme.
    #[error("this scheme has no such type of document")]
    TypeNotInScheme,
    /// A state official letter carries no abbreviation of its type.
    #[error("official letters of state organizations carry no abbreviation of their type")]
    LetterAbbreviated,
    /// The year is out of range.
    #[error("the year is not between 1900 and 2200")]
    Year,
    /// Only legal normative documents carry the year.
    #[error("only legal normative documents carry the year")]
    YearNotForType,
    /// The symbol of the issuer or unit is missing or malformed.
    #[error("the symbol of the issuing organization is missing or malformed")]
    Symbol,
}

impl NumberFault {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Notation => Words::new(
                "Số, ký hiệu phải viết theo dạng 45-KL/TU (văn bản của Đảng) hoặc 45/QĐ-UBND, 31/2025/QĐ-UBND, \
                 123/UBND-TH (văn bản của cơ quan nhà nước).",
                "Write the number as 45-KL/TU (Party) or as 45/QĐ-UBND, 31/2025/QĐ-UBND, 123/UBND-TH (state).",
            ),
            Self::Serial => Words::new(
                "Số thứ tự của văn bản phải từ 1 đến 999999.",
                "The serial of the document must be between 1 and 999999.",
            ),
            Self::UnknownType => Words::new(
                "Không có loại văn bản nào mang chữ viết tắt này; hãy kiểm tra lại ký hiệu.",
                "No type of document has this abbreviation; check the symbol.",
            ),
            Self::TypeNotInScheme => Words::new(
                "Loại văn bản này không thuộc hệ thống văn bản đã chọn; hãy kiểm tra là văn bản của Đảng hay của cơ \
                 quan nhà nước.",
                "This scheme has no such type of document; check whether it is a document of the Party or of the state.",
            ),
            Self::LetterAbbreviated => Words::new(
                "Công văn của cơ quan nhà nước không ghi chữ viết tắt tên loại; hãy viết như 123/UBND-TH.",
                "Official letters of state organizations carry no abbreviation of their type; write 123/UBND-TH.",
            ),
            Self::Year => Words::new(
                "Năm trong số, ký hiệu phải từ 1900 đến 2200.",
                "The year in the number must be between 1900 and 2200.",
            ),
            Self::YearNotForType => Words::new(
                "Chỉ nghị quyết, quyết định quy phạm pháp luật mới ghi năm trong số, ký hiệu; hãy bỏ năm.",
                "Only normative resolutions and decisions carry the year in their number; leave the year out.",
            ),
            Self::Symbol => Words::new(
                "Thiếu ký hiệu cơ quan ban hành, hoặc ký hiệu không đúng: chỉ gồm 1 đến 16 chữ cái, chữ số, bắt đầu \
                 bằng chữ cái.",
                "The symbol of the issuing organization is missing or wrong: 1 to 16 letters and digits, the first a letter.",
            ),
        }
    }
}
