/// Everything that is wrong with the environment, each with the variable's name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the configuration is not usable:\n  {}", .0.join("\n  "))]
pub struct ConfigFaults(pub Vec<String>);
