use serde::Serialize;
use utoipa::ToSchema;

/// One value of a vocabulary with its labels, for front ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Term {
    /// The value as it stands in JSON.
    #[schema(example = "granted")]
    pub value: &'static str,
    /// The Vietnamese label.
    #[schema(example = "Đồng ý")]
    pub label_vi: &'static str,
    /// The English label.
    #[schema(example = "Granted")]
    pub label_en: &'static str,
}

/// A closed list of words, each with a label in both languages.
pub trait Vocabulary: Copy + Eq + std::fmt::Debug + std::str::FromStr<Err = UnknownWord> + 'static {
    /// The name of the list, as in `GET /v1/vocabulary`.
    const NAME: &'static str;
    /// Every value, in the order in which people expect them.
    const ALL: &'static [Self];

    /// The value as it stands in JSON and in the database.
    fn word(self) -> &'static str;

    /// The value with its labels.
    fn term(self) -> Term;

    /// Every value with its labels.
    fn terms() -> Vec<Term> {
        Self::ALL.iter().map(|value| value.term()).collect()
    }
}

/// A word that is not in the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of the {list}")]
pub struct UnknownWord {
    /// The list that was searched.
    pub list: &'static str,
    /// The word that was not found.
    pub word: String,
}

/// Declares an enum whose values are words on the wire and in the database, with a label in both languages; `such as` names the
/// value that examples show, if that is not the first one. The crate that declares it needs `diesel`, `serde` and `utoipa`.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident as $list:literal $(such as $example:literal)? {
            // `tt`, because utoipa does not look into the invisible group around a `literal`.
            $( $(#[$variant_meta:meta])* $variant:ident = $word:tt, $vi:literal, $en:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $(
                #[doc = concat!($en, " (", $vi, ").")]
                $(#[$variant_meta])*
                #[serde(rename = $word)]
                $variant,
            )+
        }

        impl $crate::Vocabulary for $name {
            const NAME: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn term(self) -> $crate::Term {
                match self {
                    $(Self::$variant => $crate::Term { value: $word, label_vi: $vi, label_en: $en }),+
                }
            }
        }

        /// By hand: utoipa does not see a word that a macro passes on.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    $(.examples([$example]))?
                    .build()
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl $crate::Column for $name {
            type Sql = diesel::sql_types::Text;
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::Vocabulary::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord { list: $list, word: word.to_owned() }),
                }
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                std::io::Write::write_all(out, $crate::Vocabulary::word(*self).as_bytes())?;
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(std::str::from_utf8(bytes.as_bytes())?.parse()?)
            }
        }
    };
}
