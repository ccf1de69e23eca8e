//! What the tests share: real servers, a scripted one for what real servers do not do on demand, and a network that
//! fails.
//!
//! ```no_run
//! use spark_connect_tests::on_every_server;
//!
//! on_every_server! {
//!     /// Runs three times, as `answers::spark43`, `answers::spark40` and `answers::sail`.
//!     async fn answers(server) {
//!         assert!(server.connection_string().starts_with("sc://"));
//!     }
//! }
//! ```

pub mod alone;
pub mod catalog;
pub mod faults;
pub mod log;
pub mod models;
pub mod oracle;
pub mod plans;
pub mod scripted;
pub mod servers;
pub mod tls;

/// What the sources of an error say, from the outside in.
pub fn sources(error: &dyn std::error::Error) -> Vec<String> {
    let mut source = error.source();
    std::iter::from_fn(|| {
        let text = source?.to_string();
        source = source?.source();
        Some(text)
    })
    .collect()
}

/// The code in the guide compiles, and what is not `no_run` runs.
#[cfg(doctest)]
mod chapters {
    macro_rules! chapters {
        ($($name:ident $file:literal;)*) => { $(
            #[doc = include_str!(concat!("../../spark-connect-core/guide/", $file))]
            struct $name;
        )* };
    }
    chapters! {
        RowsAndTypes "01_rows_and_types.md";
        ExpressionsAndScopes "02_expressions_and_scopes.md";
        JoinsAndNull "03_joins_and_null.md";
        Aggregation "04_aggregation.md";
        Windows "05_windows.md";
        NestedData "06_nested_data.md";
        Subqueries "07_subqueries.md";
        Writing "08_writing.md";
        EscapeHatches "09_escape_hatches.md";
        ReadingTheErrors "10_reading_the_errors.md";
    }
}

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
