use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// JSON that is read as the document describes it. serde by itself is more lenient: it also fills a struct from an
/// array, member by member, and takes `{"word": null}` for a word of an enum.
pub(super) struct Strict<T>(pub(super) T);

/// Takes an object and nothing else.
struct Object<V>(V);

/// Takes a word, or an object of one member whose name is the word and whose value belongs to it.
struct Choice<V>(V);

/// The object of a choice.
struct Chosen<A>(A);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Strict(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Strict(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Object(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Choice(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.0.visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.0.visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        self.0.visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        match whole(value) {
            Some(whole) => self.0.visit_i64(whole),
            None => self.0.visit_f64(value),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        self.0.visit_str(value)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<V::Value, E> {
        self.0.visit_string(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.0.visit_borrowed_str(value)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Strict(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Strict(members))
    }
}

/// To JSON Schema `24.0` and `4e1` are integers; some clients write all their numbers so. Nobody means `-0`.
fn whole(number: f64) -> Option<i64> {
    /// The largest whole number that every reader holds exactly.
    const MOST: f64 = 9_007_199_254_740_991.0;
    let is_whole = number.fract() == 0.0 && number.abs() <= MOST && !(number == 0.0 && number.is_sign_negative());
    if is_whole { format!("{number:.0}").parse().ok() } else { None }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Strict(members))
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Choice<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or an object of one member")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<V::Value, E> {
        self.0.visit_enum(StrDeserializer::new(word))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Chosen(members))
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Chosen<A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<(S::Value, Self), A::Error> {
        let word = self.0.next_key_seed(seed)?.ok_or_else(|| A::Error::invalid_length(0, &ONE_MEMBER))?;
        Ok((word, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Chosen<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        Err(A::Error::invalid_type(Unexpected::Map, &"a word"))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<S::Value, A::Error> {
        let value = self.0.next_value_seed(Strict(seed))?;
        match self.0.next_key::<IgnoredAny>()? {
            None => Ok(value),
            Some(_) => Err(A::Error::invalid_length(2, &ONE_MEMBER)),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom(NO_SUCH_VARIANT))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom(NO_SUCH_VARIANT))
    }
}

const ONE_MEMBER: &str = "an object of one member";
const NO_SUCH_VARIANT: &str = "the value of a choice is one thing";

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Strict(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Strict<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Strict(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Thing {
        word: Side,
        inner: Option<Box<Thing>>,
        #[serde(default)]
        many: Vec<Thing>,
        #[serde(default)]
        any: Value,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Side {
        Left,
        Around(Box<Thing>),
    }

    #[test]
    fn h12_objects_are_objects_and_words_are_words_at_any_depth() {
        let read = |json: &Value| Thing::deserialize(Strict(json));
        let good = json!({ "word": "left", "any": [{ "a": [1, -2, 0.5, null, true, "x"] }] });
        for (member, value, is_good) in [
            ("inner", json!(null), true),
            ("inner", good.clone(), true),
            ("inner", json!(["left", null, []]), false),
            ("many", json!([good]), true),
            ("many", json!([["left", null, []]]), false),
            ("many", json!([{ "word": "left", "inner": ["left", null, []] }]), false),
            ("word", json!({ "left": null }), false),
            ("word", json!({ "around": good }), true),
            ("word", json!({ "around": ["left"] }), false),
            ("word", json!({ "around": good, "left": null }), false),
            ("word", json!({}), false),
            ("word", json!("around"), false),
            ("word", json!("right"), false),
            ("word", json!(1), false),
        ] {
            let mut thing = good.clone();
            thing[member] = value;
            assert_eq!(read(&thing).is_ok(), is_good, "{thing}");
        }
        assert_eq!(read(&good).unwrap().any, good["any"]);
        assert!(read(&json!(["left", null])).is_err());
    }

    #[test]
    fn h12_a_whole_number_may_be_written_with_a_point_and_nothing_is_rounded() {
        for (text, number) in [
            ("40", Some(40)),
            ("40.0", Some(40)),
            ("4e1", Some(40)),
            ("-0", None),
            ("1.5", None),
            ("9007199254740993.0", None),
        ] {
            let mut json = serde_json::Deserializer::from_str(text);
            assert_eq!(i64::deserialize(Strict(&mut json)).ok(), number, "{text}");
        }
    }
}
