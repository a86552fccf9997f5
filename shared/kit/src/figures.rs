use crate::config::faults::ConfigFaults;
use std::collections::HashMap;

/// A figure of a rule, which an operator may set by a variable.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// The variable.
    pub name: &'static str,
    /// What holds where it is not set.
    pub default: u32,
    /// The largest that makes sense.
    pub max: u32,
    /// What it says.
    pub meaning: &'static str,
}

/// The figures that the operator has set.
#[derive(Debug, Clone, Default)]
pub struct Figures(HashMap<&'static str, u32>);

impl Figures {
    /// Reads them from the environment.
    ///
    /// # Errors
    /// Every variable whose value is no number or too large.
    pub fn read(figures: &[Figure], environment: &HashMap<String, String>) -> Result<Self, ConfigFaults> {
        let mut faults = Vec::new();
        let set = figures.iter().filter_map(|figure| Some((figure, environment.get(figure.name)?)));
        let read = |(figure, text): (&Figure, &String)| match text.parse() {
            Ok(value) if value <= figure.max => Some((figure.name, value)),
            _ => {
                faults.push(format!("{} is not a whole number from 0 to {}: {text}", figure.name, figure.max));
                None
            }
        };
        let values = set.filter(|(_, text)| !text.is_empty()).filter_map(read).collect();
        if faults.is_empty() { Ok(Self(values)) } else { Err(ConfigFaults(faults)) }
    }

    /// A figure.
    #[must_use]
    pub fn get(&self, figure: &Figure) -> u32 {
        self.0.get(figure.name).copied().unwrap_or(figure.default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: Figure = Figure { name: "DAYS", default: 7, max: 30, meaning: "days" };

    #[test]
    fn a_figure_is_set_or_what_it_is_by_default() {
        let read = |text: &str| Figures::read(&[DAYS], &HashMap::from([("DAYS".to_owned(), text.to_owned())]));
        assert_eq!(Figures::default().get(&DAYS), 7);
        assert_eq!(read("").unwrap().get(&DAYS), 7);
        assert_eq!(read("30").unwrap().get(&DAYS), 30);
        for wrong in ["31", "-1", "two", "1.5"] {
            assert!(read(wrong).unwrap_err().0[0].starts_with("DAYS "), "{wrong}");
        }
    }
}
