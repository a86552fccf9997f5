//! As much SQL as the rules about migrations need: words, statements, and the parts of a table.

/// One statement as lower-case words and single signs; comments are gone, a text is `''`, a quoted name is bare.
pub(crate) type Statement = Vec<String>;

/// What a statement says about one table.
pub(crate) struct Table {
    /// The table's name.
    pub(crate) name: String,
    /// Its columns and constraints, as far as the statement defines them.
    pub(crate) parts: Vec<Statement>,
}

/// An index, whether made by itself or by a constraint.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
}

/// The statements of a script.
pub(crate) fn statements(script: &str) -> Vec<Statement> {
    words(script).split(|word| word == ";").filter(|statement| !statement.is_empty()).map(<[_]>::to_vec).collect()
}

/// The table that a statement creates or adds to.
pub(crate) fn table(statement: &[String]) -> Option<Table> {
    let statement = without(statement, &["if", "not", "exists", "only", "unlogged", "temporary"]);
    match statement.as_slice() {
        [create, table, name, rest @ ..] if create == "create" && table == "table" => {
            Some(Table { name: name.clone(), parts: split(inside(rest)) })
        }
        [alter, table, name, rest @ ..] if alter == "alter" && table == "table" => {
            let added = split(rest).into_iter().filter(|part| part.first().is_some_and(|word| word == "add"));
            let parts = added.map(|part| part.into_iter().skip(1).filter(|word| word != "column").collect());
            Some(Table { name: name.clone(), parts: parts.collect() })
        }
        _ => None,
    }
}

/// The index that a statement creates, if it can find a row by equality.
pub(crate) fn index(statement: &[String]) -> Option<Index> {
    let is_index = statement.iter().take(3).any(|word| word == "index");
    let on = statement.iter().position(|word| word == "on")?;
    let statement = without(statement.get(on + 1..)?, &["only"]);
    let (name, rest) = statement.split_first()?;
    let is_ordered = !rest.starts_with(&["using".to_owned()]) || rest.get(1).is_some_and(|method| method == "btree");
    (is_index && is_ordered).then(|| Index { table: name.clone(), columns: columns(rest) })
}

/// The first words between the first pair of brackets: the columns of a key or an index.
pub(crate) fn columns(words: &[String]) -> Vec<String> {
    split(inside(words)).into_iter().filter_map(|part| part.into_iter().next()).collect()
}

fn words(script: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '\'' || first == '"' {
            let end = rest[1..].find(first).map_or(rest.len(), |end| end + 2);
            words.push(if first == '"' { rest[1..end - 1].to_owned() } else { "''".to_owned() });
            end
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            words.push(rest[..end].to_lowercase());
            end
        } else {
            if !first.is_whitespace() {
                words.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    words
}

fn without(statement: &[String], fillers: &[&str]) -> Statement {
    let (head, tail) = statement.split_at(statement.len().min(6));
    let head = head.iter().filter(|word| !fillers.contains(&word.as_str()));
    head.chain(tail).cloned().collect()
}

/// What stands between the first pair of brackets.
fn inside(words: &[String]) -> &[String] {
    let Some(open) = words.iter().position(|word| word == "(") else {
        return &[];
    };
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.as_str() {
            "(" => depth += 1,
            ")" if depth == 1 => return &words[open + 1..at],
            ")" => depth -= 1,
            _ => {}
        }
    }
    &words[open + 1..]
}

/// Splits at the commas that no bracket encloses.
fn split(words: &[String]) -> Vec<Statement> {
    let mut depth = 0_usize;
    let is_comma = |word: &String| {
        match word.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && word == ","
    };
    words.split(is_comma).filter(|part| !part.is_empty()).map(<[_]>::to_vec).collect()
}
