//! How the typed API is used, in short chapters. Their examples are compiled and most are run by the tests.
//!
//! 1. [Rows and types](rows_and_types)
//! 2. [Expressions and scopes](expressions_and_scopes)
//! 3. [Joins and NULL](joins_and_null)
//! 4. [Aggregation](aggregation)
//! 5. [Windows](windows)
//! 6. [Nested data](nested_data)
//! 7. [Subqueries](subqueries)
//! 8. [Writing](writing)
//! 9. [Escape hatches](escape_hatches)
//! 10. [Reading the errors](reading_the_errors)

/// The package `tests` has what the examples run on, and compiles them.
macro_rules! chapters {
    ($($file:literal $title:literal $name:ident;)*) => { $(
        #[doc = concat!("# ", $title, "\n\n")]
        #[cfg_attr(not(doctest), doc = include_str!(concat!("../guide/", $file)))]
        pub mod $name {}
    )* };
}

chapters! {
    "01_rows_and_types.md" "Rows and types" rows_and_types;
    "02_expressions_and_scopes.md" "Expressions and scopes" expressions_and_scopes;
    "03_joins_and_null.md" "Joins and NULL" joins_and_null;
    "04_aggregation.md" "Aggregation" aggregation;
    "05_windows.md" "Windows" windows;
    "06_nested_data.md" "Nested data" nested_data;
    "07_subqueries.md" "Subqueries" subqueries;
    "08_writing.md" "Writing" writing;
    "09_escape_hatches.md" "Escape hatches" escape_hatches;
    "10_reading_the_errors.md" "Reading the errors" reading_the_errors;
}
