//! How the names of columns follow from the names of fields: the rules of `rename_all`.

/// A rule of `rename_all`. The names, and what they do to a field in Rust's `snake_case`, are serde's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RenameRule {
    /// `lowercase`: like serde, the name stays as it is, since fields are lower case already.
    Lower,
    /// `UPPERCASE`
    Upper,
    /// `PascalCase`
    Pascal,
    /// `camelCase`
    Camel,
    /// `snake_case`: the name stays as it is.
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnake,
    /// `kebab-case`
    Kebab,
    /// `SCREAMING-KEBAB-CASE`
    ScreamingKebab,
}

impl RenameRule {
    /// Every rule with the name that it has in the attribute.
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    /// The rule called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(known, rule)| (known == name).then_some(rule))
    }

    /// The name of the column for the field `field`.
    pub(crate) fn apply(self, field: &str) -> String {
        match self {
            Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_uppercase(),
            Self::Pascal => capitalized_words(field, true),
            Self::Camel => capitalized_words(field, false),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_uppercase().replace('_', "-"),
        }
    }

    /// What a variant of the name `variant` is stored as.
    pub(crate) fn apply_to_variant(self, variant: &str) -> String {
        match self {
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_lowercase(),
            Self::Upper => variant.to_uppercase(),
            Self::Camel => {
                let mut letters = variant.chars();
                let first = letters.next().into_iter().flat_map(char::to_lowercase);
                first.chain(letters.as_str().chars()).collect()
            }
            Self::Snake => lower_words(variant),
            Self::ScreamingSnake => lower_words(variant).to_uppercase(),
            Self::Kebab => lower_words(variant).replace('_', "-"),
            Self::ScreamingKebab => lower_words(variant).to_uppercase().replace('_', "-"),
        }
    }
}

/// `ShipTo` as `ship_to`: each capital begins a word.
fn lower_words(variant: &str) -> String {
    let mut name = String::with_capacity(variant.len() + 4);
    for letter in variant.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// `ship_to` as `ShipTo`, or as `shipTo` unless the first word is `capitalized` too.
fn capitalized_words(field: &str, capitalized: bool) -> String {
    let mut name = String::with_capacity(field.len());
    for word in field.split('_').filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if capitalized || !name.is_empty() => name.extend(first.to_uppercase()),
            Some(first) => name.extend(first.to_lowercase()),
            None => {}
        }
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::RenameRule;

    #[test]
    fn each_rule_renames_like_serde() {
        let renamed =
            RenameRule::ALL.map(|(rule, _)| (rule, RenameRule::named(rule).unwrap().apply("ship_to2_x")));
        assert_eq!(
            renamed.map(|(rule, name)| format!("{rule}: {name}")),
            [
                "lowercase: ship_to2_x",
                "UPPERCASE: SHIP_TO2_X",
                "PascalCase: ShipTo2X",
                "camelCase: shipTo2X",
                "snake_case: ship_to2_x",
                "SCREAMING_SNAKE_CASE: SHIP_TO2_X",
                "kebab-case: ship-to2-x",
                "SCREAMING-KEBAB-CASE: SHIP-TO2-X",
            ]
        );
    }

    #[test]
    fn each_rule_renames_variants_like_serde() {
        let renamed = RenameRule::ALL
            .map(|(rule, _)| (rule, RenameRule::named(rule).unwrap().apply_to_variant("ShipTo2X")));
        assert_eq!(
            renamed.map(|(rule, name)| format!("{rule}: {name}")),
            [
                "lowercase: shipto2x",
                "UPPERCASE: SHIPTO2X",
                "PascalCase: ShipTo2X",
                "camelCase: shipTo2X",
                "snake_case: ship_to2_x",
                "SCREAMING_SNAKE_CASE: SHIP_TO2_X",
                "kebab-case: ship-to2-x",
                "SCREAMING-KEBAB-CASE: SHIP-TO2-X",
            ]
        );
    }

    #[test]
    fn underscores_around_and_letters_beyond_ascii() {
        assert_eq!(RenameRule::Camel.apply("_größe_é"), "größeÉ");
        assert_eq!(RenameRule::Pascal.apply("öl__stand_"), "ÖlStand");
        assert_eq!(RenameRule::Upper.apply("größe"), "GRÖSSE");
        assert_eq!(RenameRule::Camel.apply("_"), "");
    }

    #[test]
    fn other_names_are_no_rules() {
        assert_eq!(RenameRule::named("Camelcase"), None);
    }
}
