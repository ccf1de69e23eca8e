//! URLs.

use spark_connect_core::functions::*;

columns! {
    "F.parse_url('url', lit('HOST'))" => parse_url("url", "HOST"),
    "F.parse_url('url', lit('USERINFO'))" => parse_url("url", "USERINFO"),
    "F.parse_url('url', lit('QUERY'), lit('r'))" => parse_url_key("url", "QUERY", "r"),
    "F.try_parse_url('s', lit('HOST'))" => try_parse_url("s", "HOST"),
    "F.try_parse_url('url', lit('QUERY'), lit('q'))" => try_parse_url_key("url", "QUERY", "q"),
    "F.url_encode('url')" => url_encode("url"),
    "F.url_decode(F.url_encode('url'))" => url_decode(url_encode("url")),
    "F.try_url_decode(lit('%zz'))" => try_url_decode(lit("%zz")),
}
