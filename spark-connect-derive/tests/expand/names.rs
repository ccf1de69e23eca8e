#[derive(SparkRow)]
#[spark(rename_all = "camelCase", crate = ::my::spark)]
#[allow(non_snake_case)]
pub(crate) struct r#type {
    pub(super) r#fn: S,
    pub rows: Reader,
    #[deprecated = "use `rows`"]
    #[expect(dead_code, reason = "it is old")]
    old_rows: ::std::vec::Vec<Builder>,
    #[spark(rename = "a.b `c` \"d\" e")]
    pub(in crate::models) Odd: Option<Vec<Option<i64>>>,
}
