//! The part of a server's message that is meant for people.

/// What follows the sentence in a message of Spark.
const ENDS: [&str; 4] =
    // The call sites are known by themselves, from the details.
    ["\n\tat ", "\nDriver stacktrace:", "\n\nJVM stacktrace:", "\n== DataFrame =="];

/// The sentence of a message: without a Java class in front, and without the stack trace, the dump of the plan or the
/// call sites behind.
pub(super) fn headline(message: &str) -> &str {
    let mut text = message.trim();
    if let Some((class, rest)) = text.split_once(": ")
        && (class.ends_with("Exception") || class.ends_with("Error"))
        && class.contains('.')
        && !class.contains(char::is_whitespace)
    {
        text = rest;
    }
    for end in ENDS {
        text = text.split_once(end).map_or(text, |(text, _)| text);
    }
    if let Some((head, plan)) = text.split_once(";\n")
        && (plan.starts_with('\'') || plan.contains("\n+- "))
    {
        text = head;
    }
    text.trim_end()
}

/// The error class that a message of Spark begins with: `[TABLE_OR_VIEW_NOT_FOUND] The table ...`.
pub(super) fn leading_class(message: &str) -> Option<&str> {
    let (class, _) = headline(message).strip_prefix('[')?.split_once(']')?;
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '.');
    (!class.is_empty() && class.chars().all(plain)).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_message() {
        let cases = [
            ("[A] no;\n'Project [*]\n+- x\n", "[A] no"),
            ("java.lang.ArithmeticException: / by zero", "/ by zero"),
            ("no: it is not a class", "no: it is not a class"),
            (
                "[D] zero. SQLSTATE: 22012\n== DataFrame ==\n\"/\" was called from\nsrc/main.rs:1:2\n",
                "[D] zero. SQLSTATE: 22012",
            ),
            (
                "[D] zero\n== SQL (line 1, position 8) ==\nselect 1/0\n       ^^^\n",
                "[D] zero\n== SQL (line 1, position 8) ==\nselect 1/0\n       ^^^",
            ),
            ("[X] boom\n\tat a.b(C.scala:1)\n", "[X] boom"),
            (" \n", ""),
        ];
        for (message, expected) in cases {
            assert_eq!(headline(message), expected);
        }
    }

    #[test]
    fn the_class_in_front() {
        assert_eq!(leading_class("[A_1.B] text"), Some("A_1.B"));
        for none in ["", "[", "[]", "[a] text", "text [A]", "[A B] text"] {
            assert_eq!(leading_class(none), None, "{none}");
        }
    }
}
