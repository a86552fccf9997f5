use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa::openapi::schema::{AllOf, Object, OneOf, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr};

/// How deep things lie in one another; a shape that holds itself ends here.
const DEPTH_LIMIT: usize = 4;

/// What the caller may do now is of no use in a file.
const LEFT_OUT: &str = "actions";

/// The format by which a schema says that a text is a decimal number.
const DECIMAL: &str = "decimal";

/// A column of a table: a field of an item, or of a thing within it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::http) struct Column {
    /// The fields that lead to it.
    pub(super) path: Vec<String>,
    /// What its text means.
    pub(super) kind: CellKind,
}

/// What a text that stands in a cell means, so that a workbook has it as its own kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Itself.
    Plain,
    /// A decimal number.
    Decimal,
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

/// What is known of columns beside the schema of their view.
#[derive(Debug, Default)]
pub(in crate::http) struct Known {
    /// A field that is a map, and has a column for each of the keys.
    pub(in crate::http) spread: Option<(&'static str, Vec<(String, CellKind)>)>,
    /// A field that can hold anything, and what it holds this time.
    pub(in crate::http) told: Option<(&'static str, CellKind)>,
}

/// The columns of a view, in the order of its fields, whatever a page holds: they come from its schema.
pub(in crate::http) fn columns<V: ToSchema>(known: &Known) -> Vec<Column> {
    let mut named = Vec::new();
    V::schemas(&mut named);
    let mut walk = Walk { named: named.into_iter().collect(), known, columns: Vec::new() };
    walk.shape(&V::schema(), &[]);
    walk.columns
}

struct Walk<'a> {
    named: HashMap<String, RefOr<Schema>>,
    known: &'a Known,
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
                    _ => self.leaf(path, CellKind::Plain),
                }
            }
            Schema::Object(Object { format: Some(SchemaFormat::KnownFormat(format)), .. }) => {
                let kind = match format {
                    KnownFormat::Date => CellKind::Date,
                    KnownFormat::DateTime => CellKind::Moment,
                    _ => CellKind::Plain,
                };
                self.leaf(path, kind);
            }
            Schema::Object(Object { format: Some(SchemaFormat::Custom(format)), .. }) if format == DECIMAL => {
                self.leaf(path, CellKind::Decimal);
            }
            _ => self.leaf(path, CellKind::Plain),
        }
    }

    fn fields(&mut self, object: &Object, path: &[String]) {
        for (name, shape) in object.properties.iter().filter(|(name, _)| *name != LEFT_OUT) {
            let below = [path, std::slice::from_ref(name)].concat();
            match (&self.known.spread, self.known.told) {
                (Some((field, keys)), _) if path.is_empty() && field == name => {
                    for (key, kind) in keys {
                        self.leaf(&[name.clone(), key.clone()], *kind);
                    }
                }
                (_, Some((field, kind))) if path.is_empty() && field == name => self.leaf(&below, kind),
                _ => self.shape(shape, &below),
            }
        }
    }

    fn leaf(&mut self, path: &[String], kind: CellKind) {
        self.columns.push(Column { path: path.to_vec(), kind });
    }
}

fn is_null(shape: &RefOr<Schema>) -> bool {
    matches!(shape, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}
