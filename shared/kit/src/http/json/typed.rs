use super::every::{Spelling, TEXTS};
use super::unfit::{Unfit, Wrong};
use super::{Json, whole};
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// JSON that is read for a type. serde by itself is more lenient: it also fills a struct from an array, member by member,
/// and takes `{"word": null}` for a word of an enum.
#[derive(Clone, Copy)]
pub(super) struct Typed<'j> {
    pub(super) json: &'j Json,
    pub(super) spelling: Spelling,
}

/// The word of a choice, and what belongs to it.
struct Chosen<'j> {
    word: &'j str,
    value: Typed<'j>,
}

/// The items of a list, and where the next one stands.
struct Items<'j> {
    items: std::slice::Iter<'j, Json>,
    next: usize,
    spelling: Spelling,
}

/// The members of an object, and the one whose value comes next.
struct Members<'j, M> {
    members: M,
    current: Option<(&'j str, &'j Json)>,
    spelling: Spelling,
}

/// A whole number, signed where it can be.
enum Integer {
    Signed(i64),
    Unsigned(u64),
}

impl<'j> Typed<'j> {
    const fn with(self, json: &'j Json) -> Self {
        Self { json, spelling: self.spelling }
    }

    /// What is spelled out in a query, where everything is a text.
    fn spelled(&self) -> Option<&'j str> {
        match self.json {
            Json::Text(text) if self.spelling != Spelling::Json => Some(text),
            _ => None,
        }
    }

    fn integer(&self) -> Option<Integer> {
        match self.json {
            Json::Hole(_) => Some(Integer::Signed(0)),
            Json::Number(number) => {
                whole(number).map(Integer::Signed).or_else(|| number.as_u64().map(Integer::Unsigned))
            }
            _ => {
                let text = self.spelled()?;
                text.parse().map(Integer::Signed).or_else(|_| text.parse().map(Integer::Unsigned)).ok()
            }
        }
    }

    fn float(&self) -> Option<f64> {
        match self.json {
            Json::Hole(_) => Some(0.0),
            Json::Number(number) => number.as_f64(),
            _ => self.spelled()?.parse().ok(),
        }
    }

    fn items<V: Visitor<'j>>(self, items: &'j [Json], visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items { items: items.iter(), next: 0, spelling: self.spelling })
    }

    fn members<V: Visitor<'j>>(
        self,
        members: impl Iterator<Item = (&'j str, &'j Json)>,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let members = members.filter(|(_, value)| !matches!(value, Json::Left));
        visitor.visit_map(Members { members, current: None, spelling: self.spelling })
    }
}

fn named(members: &[(String, Json)]) -> impl Iterator<Item = (&str, &Json)> {
    members.iter().map(|(name, value)| (name.as_str(), value))
}

macro_rules! integers {
    ($($method:ident $kind:ty),+) => {$(
        fn $method<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
            let read = match self.integer() {
                Some(Integer::Signed(number)) => visitor.visit_i64(number),
                Some(Integer::Unsigned(number)) => visitor.visit_u64(number),
                None => Err(Unfit::new(Wrong::Form)),
            };
            read.map_err(|_| Unfit::new(Wrong::Integer(<$kind>::MIN.into(), <$kind>::MAX.into())))
        }
    )+};
}

macro_rules! floats {
    ($($method:ident),+) => {$(
        fn $method<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
            visitor.visit_f64(self.float().ok_or_else(|| Unfit::new(Wrong::Number))?)
        }
    )+};
}

macro_rules! texts {
    ($($method:ident),+) => {$(
        fn $method<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match self.json {
                Json::Text(text) => visitor.visit_str(text),
                Json::Hole(which) => visitor.visit_str(TEXTS.get(*which).copied().unwrap_or_default()),
                _ => Err(Unfit::new(Wrong::Text)),
            }
        }
    )+};
}

impl<'j> Deserializer<'j> for Typed<'j> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.json {
            Json::Null | Json::Hole(_) | Json::Left => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Number(number) => match (self.integer(), number.as_f64()) {
                (Some(Integer::Signed(number)), _) => visitor.visit_i64(number),
                (Some(Integer::Unsigned(number)), _) => visitor.visit_u64(number),
                (None, number) => visitor.visit_f64(number.unwrap_or_default()),
            },
            Json::Text(text) => visitor.visit_str(text),
            Json::List(items) => self.items(items, visitor),
            Json::Object(members) => self.members(named(members), visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match (self.json, self.spelled()) {
            (Json::Bool(value), _) => visitor.visit_bool(*value),
            (Json::Hole(_), _) => visitor.visit_bool(false),
            (_, Some(word @ ("true" | "false"))) => visitor.visit_bool(word == "true"),
            _ => Err(Unfit::new(Wrong::Bool)),
        }
    }

    integers!(
        deserialize_i8 i8, deserialize_i16 i16, deserialize_i32 i32, deserialize_i64 i64,
        deserialize_u8 u8, deserialize_u16 u16, deserialize_u32 u32, deserialize_u64 u64
    );
    floats!(deserialize_f32, deserialize_f64);
    texts!(deserialize_char, deserialize_str, deserialize_string, deserialize_identifier);

    fn deserialize_option<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.json {
            Json::Null | Json::Hole(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'j>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.json {
            Json::List(items) => self.items(items, visitor),
            Json::Hole(_) => self.items(&[], visitor),
            _ => Err(Unfit::new(Wrong::List)),
        }
    }

    fn deserialize_tuple<V: Visitor<'j>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'j>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_struct("", &[], visitor)
    }

    fn deserialize_struct<V: Visitor<'j>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self.json {
            Json::Object(members) => self.members(named(members), visitor),
            Json::Hole(_) => self.members(fields.iter().map(|field| (*field, self.json)), visitor),
            _ => Err(Unfit::new(Wrong::Object)),
        }
    }

    fn deserialize_enum<V: Visitor<'j>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let chosen = match self.json {
            Json::Text(word) => return visitor.visit_enum(word_of(word)),
            Json::Hole(_) => words.first().map(|word| Chosen { word, value: self }),
            Json::Object(members) => match members.as_slice() {
                [(word, value)] => Some(Chosen { word, value: self.with(value) }),
                _ => None,
            },
            _ => None,
        };
        visitor.visit_enum(chosen.ok_or_else(|| Unfit::new(Wrong::Word(words)))?)
    }

    fn deserialize_ignored_any<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { <V: Visitor<'j>> i128 u128 bytes byte_buf unit unit_struct }
}

fn word_of(word: &str) -> StrDeserializer<'_, Unfit> {
    word.into_deserializer()
}

impl<'j> SeqAccess<'j> for Items<'j> {
    type Error = Unfit;

    fn next_element_seed<S: DeserializeSeed<'j>>(&mut self, seed: S) -> Result<Option<S::Value>, Unfit> {
        let Some(json) = self.items.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        let read = seed.deserialize(Typed { json, spelling: self.spelling });
        read.map(Some).map_err(|unfit| unfit.below(&index.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

impl<'j, M: Iterator<Item = (&'j str, &'j Json)>> MapAccess<'j> for Members<'j, M> {
    type Error = Unfit;

    fn next_key_seed<S: DeserializeSeed<'j>>(&mut self, seed: S) -> Result<Option<S::Value>, Unfit> {
        self.current = self.members.next();
        let Some((name, _)) = self.current else { return Ok(None) };
        seed.deserialize(word_of(name)).map(Some).map_err(|unfit| unfit.named(name))
    }

    fn next_value_seed<S: DeserializeSeed<'j>>(&mut self, seed: S) -> Result<S::Value, Unfit> {
        let (name, json) = self.current.unwrap_or(("", &Json::Null));
        seed.deserialize(Typed { json, spelling: self.spelling }).map_err(|unfit| unfit.below(name))
    }
}

impl<'j> EnumAccess<'j> for Chosen<'j> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'j>>(self, seed: S) -> Result<(S::Value, Self), Unfit> {
        Ok((seed.deserialize(word_of(self.word))?, self))
    }
}

impl<'j> VariantAccess<'j> for Chosen<'j> {
    type Error = Unfit;

    /// A word alone is a text, and no object.
    fn unit_variant(self) -> Result<(), Unfit> {
        if matches!(self.value.json, Json::Hole(_)) { Ok(()) } else { Err(Unfit::new(Wrong::Text)) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'j>>(self, seed: S) -> Result<S::Value, Unfit> {
        seed.deserialize(self.value).map_err(|unfit| unfit.below(self.word))
    }

    fn tuple_variant<V: Visitor<'j>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.value.deserialize_seq(visitor).map_err(|unfit| unfit.below(self.word))
    }

    fn struct_variant<V: Visitor<'j>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        self.value.deserialize_struct("", fields, visitor).map_err(|unfit| unfit.below(self.word))
    }
}
