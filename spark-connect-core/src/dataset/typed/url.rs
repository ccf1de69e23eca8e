//! URLs.

use super::Text;
use crate::functions;

methods! {
    /// A part of a URL: `HOST`, `PATH`, `QUERY`, `REF`, `PROTOCOL`, `FILE`, `AUTHORITY` or `USERINFO`. NULL if it has no such
    /// part; what is no URL fails the query, or gives NULL without `spark.sql.ansi.enabled`. Spark: `parse_url`.
    exact parse_url(self: Text, part: String as R) -> Option<String> = functions::parse_url;
    /// The value of a parameter of the query of a URL; NULL if it has none of this name. Spark: `parse_url`.
    exact parse_url_key(self: Text, part: String as A, key: String as B) -> Option<String> = functions::parse_url_key;
    /// As [`parse_url`](Self::parse_url), NULL for what is no URL. Spark: `try_parse_url`, 4.0.
    exact try_parse_url(self: Text, part: String as R) -> Option<String> = functions::try_parse_url;
    /// As [`parse_url_key`](Self::parse_url_key), NULL for what is no URL. Spark: `try_parse_url`, 4.0.
    exact try_parse_url_key(self: Text, part: String as A, key: String as B) -> Option<String> =
        functions::try_parse_url_key;
    /// As a part of a URL: what it cannot hold is escaped with `%`. Spark: `url_encode`.
    strict url_encode(self: Text) -> String = functions::url_encode;
    /// A part of a URL as it was before it was encoded; a wrong `%` fails the query. Spark: `url_decode`.
    strict url_decode(self: Text) -> String = functions::url_decode;
    /// As [`url_decode`](Self::url_decode), NULL for a wrong `%`. Spark: `try_url_decode`, 4.0.
    exact try_url_decode(self: Text) -> Option<String> = functions::try_url_decode;
}
