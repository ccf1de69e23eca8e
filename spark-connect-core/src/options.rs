//! Options of data sources and writers.

use std::{collections::BTreeMap, fmt};

/// Named settings of a data source: the names are the same in upper and lower case, the last value set wins.
///
/// Names keep their spelling, since some sources hand them on to libraries that tell cases apart. Values may be
/// secrets (passwords, keys): `Debug` shows names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// By lower-case name: the name as spelled, and the value.
    entries: BTreeMap<String, (String, String)>,
}

impl Options {
    /// No options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets one option; numbers and booleans are written as Spark writes them.
    #[allow(clippy::needless_pass_by_value, reason = "callers pass numbers and literals")]
    pub fn set(&mut self, name: impl Into<String>, value: impl ToString) {
        let name = name.into();
        self.entries.insert(name.to_lowercase(), (name, value.to_string()));
    }

    /// The value of an option.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.entries.get(&name.to_lowercase()).map(|(_, value)| value.as_str())
    }

    /// Names and values, in the order of their lower-case names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.values().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The options as the protocol's map.
    pub(crate) fn to_map(&self) -> BTreeMap<String, String> {
        self.entries.values().cloned().collect()
    }
}

impl<K: Into<String>, V: ToString> Extend<(K, V)> for Options {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.set(name, value);
        }
    }
}

impl<K: Into<String>, V: ToString> FromIterator<(K, V)> for Options {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut options = Self::new();
        options.extend(entries);
        options
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.entries.values().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ignore_case_and_the_last_value_wins() {
        let mut options = Options::from_iter([("Header", "true"), ("sep", ",")]);
        options.set("HEADER", false);
        assert_eq!(options.value("header"), Some("false"));
        assert_eq!(options.to_map().keys().collect::<Vec<_>>(), ["HEADER", "sep"]);
    }

    #[test]
    fn values_are_not_shown() {
        assert_eq!(format!("{:?}", Options::from_iter([("password", "hunter2")])), r#"{"password"}"#);
    }
}
