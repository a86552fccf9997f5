use crate::case::Case;
use crate::world::World;

/// What the scripts of all services have in common, by the names that stand for it in braces.
const SHARED: [(&str, &str); 3] = [
    ("claim", include_str!("../scripts/shared/claim.sql")),
    ("publish", include_str!("../scripts/shared/publish.sql")),
    ("answer", include_str!("../scripts/shared/answer.sql")),
];

/// How a line begins in which a script says what a name in it stands for.
const LET: &str = "-- let ";

/// A case's script with its parts in their places, then what it says of them in lines like `-- let name = value`, where a
/// value may be a part, and then what is known only now.
pub(crate) fn whole(case: Case, world: &dyn World) -> Result<String, String> {
    let insert = |text: String, name: &str, value: &str| text.replace(&format!("{{{name}}}"), value.trim_end());
    let with_parts = |text: &str| {
        let parts = SHARED.iter().chain(world.parts());
        parts.fold(text.to_owned(), |text, (name, part)| insert(text, name, part))
    };
    let script = world.script(case).ok_or_else(|| format!("{}: there is no script", case.name()))?;
    let (said, statements): (Vec<&str>, Vec<&str>) = script.lines().partition(|line| line.starts_with(LET));
    let said = said.iter().filter_map(|line| line.strip_prefix(LET)?.split_once(" = "));
    let text = with_parts(&statements.join("\n"));
    let text = said.fold(text, |text, (name, value)| insert(text, name, &with_parts(value)));
    Ok(world.words().iter().fold(text, |text, (name, value)| insert(text, name, value)))
}
