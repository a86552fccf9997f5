use haicap_types::{Term, UnknownWord, Vocabulary, fold};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// What sort of territory it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TerritoryKind {
    /// Centrally run city (thành phố trực thuộc trung ương).
    Municipality,
    /// Province (tỉnh).
    Province,
    /// Ward (phường).
    Ward,
    /// Commune (xã).
    Commune,
    /// Special zone (đặc khu).
    SpecialZone,
}

/// A province or a commune: static data, not rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Territory {
    /// The official code: two digits for a province, five for a commune.
    #[schema(example = "25807")]
    pub code: String,
    /// The Vietnamese name with its kind.
    #[schema(example = "Xã Thanh An")]
    pub name_vi: String,
    /// The Vietnamese name without its kind.
    #[schema(example = "Thanh An")]
    pub short_name_vi: String,
    /// The English name.
    #[schema(example = "Thanh An Commune")]
    pub name_en: String,
    /// What sort of territory it is.
    pub kind: TerritoryKind,
    /// The province that a commune belongs to; null for a province.
    #[schema(required)]
    pub province_code: Option<String>,
}

/// Every territory of the country.
#[derive(Debug)]
pub struct Territories {
    all: Vec<Territory>,
    folded: Vec<String>,
    positions: HashMap<String, usize>,
}

impl Territories {
    pub(crate) fn new(all: Vec<Territory>) -> Self {
        let folded = all
            .iter()
            .map(|territory| fold(&format!("{} {} {}", territory.name_vi, territory.name_en, territory.code)))
            .collect();
        let positions = all.iter().enumerate().map(|(position, one)| (one.code.clone(), position)).collect();
        Self { all, folded, positions }
    }

    /// The territory with a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Territory> {
        self.positions.get(code).and_then(|position| self.all.get(*position))
    }

    /// Provinces, then communes, each by code.
    #[must_use]
    pub fn all(&self) -> &[Territory] {
        &self.all
    }

    /// The territories whose names or code contain a text, however it is spelt.
    pub fn search(&self, text: &str) -> impl Iterator<Item = &Territory> {
        let text = fold(text);
        self.all.iter().zip(&self.folded).filter(move |(_, folded)| folded.contains(&text)).map(|(found, _)| found)
    }
}

impl Vocabulary for TerritoryKind {
    const NAME: &'static str = "territory_kind";
    const ALL: &'static [Self] = &[Self::Municipality, Self::Province, Self::Ward, Self::Commune, Self::SpecialZone];

    fn word(self) -> &'static str {
        self.term().value
    }

    fn term(self) -> Term {
        let (value, label_vi, label_en) = match self {
            Self::Municipality => ("municipality", "Thành phố trực thuộc trung ương", "Centrally run city"),
            Self::Province => ("province", "Tỉnh", "Province"),
            Self::Ward => ("ward", "Phường", "Ward"),
            Self::Commune => ("commune", "Xã", "Commune"),
            Self::SpecialZone => ("special_zone", "Đặc khu", "Special zone"),
        };
        Term { value, label_vi, label_en }
    }
}

impl std::str::FromStr for TerritoryKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let unknown = || UnknownWord { list: Self::NAME, word: word.to_owned() };
        Self::ALL.iter().copied().find(|kind| kind.word() == word).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::TerritoryKind;
    use crate::shipped;

    #[test]
    fn the_country_has_34_provinces_and_3321_communes() {
        let territories = shipped::territories();
        let count = |kind| territories.all().iter().filter(|territory| territory.kind == kind).count();
        assert_eq!(count(TerritoryKind::Municipality) + count(TerritoryKind::Province), 34);
        assert_eq!(count(TerritoryKind::Ward), 687);
        assert_eq!(count(TerritoryKind::Commune), 2_621);
        assert_eq!(count(TerritoryKind::SpecialZone), 13);
        assert_eq!(territories.all().iter().filter(|one| one.province_code.as_deref() == Some("79")).count(), 168);
        for territory in territories.all() {
            let province = territory.province_code.as_deref();
            assert!(province.is_none_or(|code| territories.get(code).is_some()), "{}", territory.code);
        }
    }

    #[test]
    fn h15_both_communes_of_one_accent_free_name_are_found() {
        for text in ["Thạnh An", "thanh an", "Tha\u{323}nh An", "THANH AN"] {
            let found: Vec<_> = shipped::territories()
                .search(text)
                .filter(|territory| territory.province_code.as_deref() == Some("79"))
                .map(|territory| territory.code.as_str())
                .collect();
            assert_eq!(found, ["25807", "27676"], "{text}");
        }
    }
}
