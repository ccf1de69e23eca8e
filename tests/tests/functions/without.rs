//! The functions of Spark that are in no table, and why.

/// Names, and the reason.
pub(crate) const WITHOUT: &[(&str, &str)] = &[
    (
        "explode explode_outer posexplode posexplode_outer inline inline_outer stack json_tuple variant_explode \
         variant_explode_outer",
        "they make rows: operations of a dataset, or of no type that is known before the query runs",
    ),
    (
        "window window_time session_window grouping grouping_id",
        "they are for the keys of groups: the tests of `group_by` have them",
    ),
    (
        "approx_top_k approx_top_k_accumulate approx_top_k_combine approx_top_k_estimate",
        "their sketches are structs that differ with the argument; NULL is one of the values that they count, so no \
         condition (`filter_where`) could be said of them",
    ),
    ("assert_true", "it is of type VOID: `raise_error` in a `when`"),
    (
        "from_avro to_avro schema_of_avro from_protobuf to_protobuf",
        "they are in packages that a server has not by itself, and their types are in the data",
    ),
    ("collations sql_keywords python_worker_logs", "they are tables"),
    ("measure", "it is for the columns of metric views"),
    (
        "timestamp_nanos unix_nanos",
        "their type has nanoseconds, which the Rust type of a timestamp is not sent with",
    ),
];
