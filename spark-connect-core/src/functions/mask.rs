//! Texts that tell their form only.

use crate::{
    expr::{Column, ColumnOrLiteral, ColumnOrName, Literal, call, lit},
    types::DataType,
};

/// What [`mask_with`] writes in the place of a character of each kind; NULL keeps the character.
///
/// Not set: `X` for upper case, `x` for lower case, `n` for digits, and all others are kept.
///
/// ```
/// use spark_connect_core::functions::{MaskCharacters, mask_with};
///
/// let digits_hidden = mask_with("phone", MaskCharacters::new().digit("#"));
/// # let _ = digits_hidden;
/// ```
#[derive(Debug, Clone)]
#[must_use = "characters do nothing until a text is masked with them"]
pub struct MaskCharacters {
    upper: Column,
    lower: Column,
    digit: Column,
    other: Column,
}

impl MaskCharacters {
    /// `X`, `x` and `n`.
    pub fn new() -> Self {
        let kept = lit(Literal::null(DataType::Null));
        Self { upper: lit("X"), lower: lit("x"), digit: lit("n"), other: kept }
    }

    /// What stands for an upper case letter.
    pub fn upper(self, character: impl ColumnOrLiteral) -> Self {
        Self { upper: character.into_operand(), ..self }
    }

    /// What stands for a lower case letter.
    pub fn lower(self, character: impl ColumnOrLiteral) -> Self {
        Self { lower: character.into_operand(), ..self }
    }

    /// What stands for a digit.
    pub fn digit(self, character: impl ColumnOrLiteral) -> Self {
        Self { digit: character.into_operand(), ..self }
    }

    /// What stands for any other character.
    pub fn other(self, character: impl ColumnOrLiteral) -> Self {
        Self { other: character.into_operand(), ..self }
    }
}

impl Default for MaskCharacters {
    fn default() -> Self {
        Self::new()
    }
}

/// The text with `X` for upper case letters, `x` for lower case ones, and `n` for digits.
///
/// Spark: `mask`, 3.5.
#[track_caller]
pub fn mask(text: impl ColumnOrName) -> Column {
    mask_with(text, MaskCharacters::new())
}

/// The text with other characters for upper and lower case letters, digits and the rest.
///
/// Spark: `mask`, 3.5.
#[track_caller]
pub fn mask_with(text: impl ColumnOrName, characters: MaskCharacters) -> Column {
    let MaskCharacters { upper, lower, digit, other } = characters;
    call("mask", [text.into_column(), upper, lower, digit, other])
}
