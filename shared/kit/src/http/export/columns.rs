use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa::openapi::schema::{AllOf, Object, OneOf, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr};

/// How deep things lie in one another; a shape that holds itself ends here.
const DEPTH_LIMIT: usize = 4;

/// What the caller may do now is of no use in a file.
const LEFT_OUT: &str = "actions";

/// A column of a table: a field of an item, or of a thing within it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::http) struct Column {
    /// The fields that lead to it.
    pub(super) path: Vec<String>,
    /// What its text means.
    pub(super) kind: Kind,
}

/// What the text of a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Itself.
    Plain,
    /// A date.
    Date,
    /// A moment.
    Moment,
}

impl Column {
    /// What it is called: its fields, with dots between them.
    pub(super) fn name(&self) -> String {
        self.path.join(".")
    }
}

/// The columns of a view, in the order of its fields, whatever a page holds: they come from its schema. The field that
/// `spread` names is a map, and has a column for each of the keys.
pub(in crate::http) fn columns<V: ToSchema>(spread: Option<&(&'static str, Vec<String>)>) -> Vec<Column> {
    let mut named = Vec::new();
    V::schemas(&mut named);
    let mut walk = Walk { named: named.into_iter().collect(), spread, columns: Vec::new() };
    walk.shape(&V::schema(), &[]);
    walk.columns
}

struct Walk<'a> {
    named: HashMap<String, RefOr<Schema>>,
    spread: Option<&'a (&'static str, Vec<String>)>,
    columns: Vec<Column>,
}

impl Walk<'_> {
    fn shape(&mut self, shape: &RefOr<Schema>, path: &[String]) {
        let schema = match shape {
            RefOr::T(schema) => schema.clone(),
            RefOr::Ref(reference) => {
                let name = reference.ref_location.rsplit('/').next().unwrap_or_default();
                match self.named.get(name) {
                    Some(RefOr::T(schema)) => schema.clone(),
                    _ => Schema::default(),
                }
            }
        };
        match schema {
            Schema::Object(object) if !object.properties.is_empty() && path.len() < DEPTH_LIMIT => {
                self.fields(&object, path);
            }
            Schema::AllOf(AllOf { items, .. }) => items.iter().for_each(|part| self.shape(part, path)),
            Schema::OneOf(OneOf { items, .. }) => {
                let mut present = items.iter().filter(|variant| !is_null(variant));
                match (present.next(), present.next()) {
                    (Some(only), None) => self.shape(only, path),
                    _ => self.leaf(path, Kind::Plain),
                }
            }
            Schema::Object(Object { format: Some(SchemaFormat::KnownFormat(format)), .. }) => {
                let kind = match format {
                    KnownFormat::Date => Kind::Date,
                    KnownFormat::DateTime => Kind::Moment,
                    _ => Kind::Plain,
                };
                self.leaf(path, kind);
            }
            _ => self.leaf(path, Kind::Plain),
        }
    }

    fn fields(&mut self, object: &Object, path: &[String]) {
        for (name, shape) in object.properties.iter().filter(|(name, _)| *name != LEFT_OUT) {
            let below = [path, std::slice::from_ref(name)].concat();
            match self.spread {
                Some((field, keys)) if path.is_empty() && field == name => {
                    for key in keys {
                        self.leaf(&[name.clone(), key.clone()], Kind::Plain);
                    }
                }
                _ => self.shape(shape, &below),
            }
        }
    }

    fn leaf(&mut self, path: &[String], kind: Kind) {
        self.columns.push(Column { path: path.to_vec(), kind });
    }
}

fn is_null(shape: &RefOr<Schema>) -> bool {
    matches!(shape, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}
