//! How the schemas that this program made are told from anybody else's: each says of itself, in its comment, which
//! database it belongs to and whether the example is still being loaded. The comment is written in the transaction that
//! makes the schema, and a dump carries it.

use super::DatabaseError;
use uuid::Uuid;

const BEGINS: &str = "haicap database ";

const LOADING: &str = ", being loaded";

/// What a schema says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: Uuid,
    pub(super) is_loading: bool,
}

/// A schema that is there under one of our names.
pub(super) struct Schema {
    pub(super) name: &'static str,
    pub(super) comment: Option<String>,
}

/// How far loading the example has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// There is no schema under our names.
    Nothing,
    /// Loading began, and broke off or goes on.
    Unfinished(Uuid),
    /// Data that somebody may care for.
    Whole(Uuid),
}

impl Mark {
    fn read(comment: &str) -> Option<Self> {
        let rest = comment.strip_prefix(BEGINS)?;
        let (id, is_loading) = match rest.strip_suffix(LOADING) {
            Some(id) => (id, true),
            None => (rest, false),
        };
        Some(Self { id: id.parse().ok()?, is_loading })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{BEGINS}{}{}", self.id, if self.is_loading { LOADING } else { "" })
    }
}

/// What the schemas are that were found under our `names`.
///
/// # Errors
/// One of them is not ours, or they do not belong together: nobody may touch them.
pub(super) fn contents(names: &[&'static str], found: &[Schema]) -> Result<Contents, DatabaseError> {
    let mut marks = Vec::new();
    for Schema { name, comment } in found {
        let mark = comment.as_deref().and_then(Mark::read);
        marks.push(mark.ok_or(DatabaseError::Foreign { schema: name })?);
    }
    let Some(first) = marks.first() else { return Ok(Contents::Nothing) };
    if let Some(missing) = names.iter().find(|name| !found.iter().any(|schema| schema.name == **name)) {
        return Err(DatabaseError::Incomplete { schema: missing });
    }
    if let Some((schema, _)) = found.iter().zip(&marks).find(|(_, mark)| *mark != first) {
        return Err(DatabaseError::Mixed { schema: schema.name });
    }
    Ok(if first.is_loading { Contents::Unfinished(first.id) } else { Contents::Whole(first.id) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["directives", "reporting", "inspection_teams"];

    /// What is made of these comments; `None` where there is no such schema.
    fn judged(comments: [Option<&str>; 3]) -> Result<Contents, String> {
        let there = NAMES.into_iter().zip(comments).filter_map(|(name, comment)| Some((name, comment?)));
        let found: Vec<Schema> =
            there.map(|(name, comment)| Schema { name, comment: Some(comment.to_owned()) }).collect();
        contents(&NAMES, &found).map_err(|error| error.to_string())
    }

    #[test]
    fn only_schemas_that_bear_one_mark_are_ours() {
        let (id, other) = (Uuid::now_v7(), Uuid::now_v7());
        let whole = Mark { id, is_loading: false }.to_string();
        let loading = Mark { id, is_loading: true }.to_string();
        let others = Mark { id: other, is_loading: false }.to_string();
        let [whole, loading, others] = [&whole, &loading, &others].map(|mark| Some(mark.as_str()));
        assert_eq!(judged([None; 3]), Ok(Contents::Nothing));
        assert_eq!(judged([whole; 3]), Ok(Contents::Whole(id)));
        assert_eq!(judged([loading; 3]), Ok(Contents::Unfinished(id)));
        for (comments, schema) in [
            ([None, Some(""), None], "reporting"),
            ([Some("standard public schema"), loading, loading], "directives"),
            ([Some("haicap database of Huế"), None, None], "directives"),
            ([loading, loading, Some("haicap: being loaded")], "inspection_teams"),
            ([loading, loading, whole], "inspection_teams"),
            ([whole, others, whole], "reporting"),
            ([None, loading, loading], "directives"),
            ([whole, None, whole], "reporting"),
        ] {
            let refusal = judged(comments).unwrap_err();
            assert!(refusal.contains(&format!("`{schema}`")) && !refusal.contains('\n'), "{comments:?}: {refusal}");
        }
    }

    #[test]
    fn a_schema_without_a_comment_is_not_ours() {
        let found = [Schema { name: "reporting", comment: None }];
        assert!(contents(&NAMES, &found).is_err());
    }
}
