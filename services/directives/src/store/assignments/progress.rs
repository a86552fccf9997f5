//! How far a parent has come, as SQL over the rows below it: the one rule for all who read it.

/// The mean progress of the leaves, 0 to 100; null where none counts. What was withdrawn, or closed without being
/// implemented, does not count.
macro_rules! mean_of_leaves {
    () => {
        "floor(avg(case when state = 'completed' then 100 else percent end)
            filter (where children = 0 and state not in ('withdrawn', 'closed_not_implemented')))::int"
    };
}

/// The share of the leaves that were implemented, in percent; null where none counts. What was withdrawn does not count.
macro_rules! implemented_leaves {
    () => {
        "(100 * count(*) filter (where children = 0 and state = 'completed')
            / nullif(count(*) filter (where children = 0 and state <> 'withdrawn'), 0))::int"
    };
}

pub(crate) use {implemented_leaves, mean_of_leaves};
