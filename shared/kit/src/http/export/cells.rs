use super::columns::Column;
use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::{Error, Value};

/// The cells of one item after the other: of an item that is written as JSON only as far as a column shows it, and with
/// no map made of it, which takes longer than reading it.
#[derive(Debug)]
pub(super) struct Cells {
    tree: Node,
    values: Vec<Value>,
}

/// Where the columns lie in an item.
#[derive(Debug)]
enum Node {
    /// All of it is the cell of the column at this place.
    Leaf(usize),
    /// Fields in it, by their names.
    Branch(Vec<(String, Node)>),
}

impl Cells {
    /// The cells of these columns, still blank.
    pub(super) fn of(columns: &[Column]) -> Self {
        let mut tree = Node::Branch(Vec::new());
        for (place, column) in columns.iter().enumerate() {
            tree.grow(&column.path, place);
        }
        Self { tree, values: vec![Value::Null; columns.len()] }
    }

    /// The cells of an item, in the order of the columns; null where it has nothing.
    ///
    /// # Errors
    /// It has no form in JSON.
    pub(super) fn read(&mut self, item: &impl Serialize) -> Result<&[Value], Error> {
        self.values.fill(Value::Null);
        self.tree.read(item, &mut self.values)?;
        Ok(&self.values)
    }
}

impl Node {
    fn grow(&mut self, path: &[String], place: usize) {
        let Some((name, rest)) = path.split_first() else {
            *self = Self::Leaf(place);
            return;
        };
        let Self::Branch(fields) = self else { return };
        match fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, below)) => below.grow(rest, place),
            None => {
                let mut below = Self::Branch(Vec::new());
                below.grow(rest, place);
                fields.push((name.clone(), below));
            }
        }
    }

    fn read<T: Serialize + ?Sized>(&self, value: &T, cells: &mut [Value]) -> Result<(), Error> {
        match self {
            Self::Leaf(place) => {
                if let Some(cell) = cells.get_mut(*place) {
                    *cell = serde_json::to_value(value)?;
                }
                Ok(())
            }
            Self::Branch(fields) => value.serialize(Fields { fields, next: 0, key: String::new(), cells }),
        }
    }
}

/// Takes the fields that lead to cells; of anything else than fields it takes nothing.
struct Fields<'a> {
    fields: &'a [(String, Node)],
    /// Where the next field probably is: a schema has them in the order in which they are written.
    next: usize,
    /// The key of a map for which a value is about to come.
    key: String,
    cells: &'a mut [Value],
}

impl Fields<'_> {
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        let is_it = |at: &usize| self.fields.get(*at).is_some_and(|(field, _)| field == name);
        let found = Some(self.next).filter(is_it).or_else(|| (0..self.fields.len()).find(is_it));
        let Some((at, (_, node))) = found.and_then(|at| Some((at, self.fields.get(at)?))) else { return Ok(()) };
        self.next = at + 1;
        node.read(value, self.cells)
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        match serde_json::to_value(key)? {
            Value::String(key) => self.key = key,
            other => self.key = other.to_string(),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.field(&key, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// Values that have no fields.
macro_rules! without_fields {
    ($($method:ident($($kind:ty),*)),+ $(,)?) => {
        $(fn $method(self, $(_: $kind),*) -> Result<(), Error> {
            Ok(())
        })+
    };
}

/// Values of which a schema would not say that they have fields.
macro_rules! unexpected {
    ($($method:ident($($kind:ty),*) -> $made:ident),+ $(,)?) => {
        $(fn $method(self, $(_: $kind),*) -> Result<Self::$made, Error> {
            Err(Error::custom("the schema promises fields where there are none"))
        })+
    };
}

impl Serializer for Fields<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    without_fields! {
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char),
        serialize_str(&str),
        serialize_bytes(&[u8]),
        serialize_none(),
        serialize_unit(),
        serialize_unit_struct(&'static str),
        serialize_unit_variant(&'static str, u32, &'static str),
    }

    unexpected! {
        serialize_seq(Option<usize>) -> SerializeSeq,
        serialize_tuple(usize) -> SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant,
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }
}
