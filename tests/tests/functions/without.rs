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
        "their structs have the type of the argument",
    ),
    ("arrays_zip", "its structs have the names of the arguments: `zip_with` and a struct say the same"),
    ("histogram_numeric", "its structs have the type of the argument"),
    ("assert_true", "it is of type VOID: `raise_error` in a `when`"),
    ("schema_of_variant_agg percentile_cont percentile_disc", "they have no typed form"),
    (
        "st_asbinary st_geogfromwkb st_geomfromwkb st_setsrid st_srid",
        "GEOMETRY and GEOGRAPHY are types of untyped columns only",
    ),
    (
        "from_avro to_avro schema_of_avro from_protobuf to_protobuf",
        "they are in packages that a server has not by itself, and their types are in the data",
    ),
    ("space", "`lit(\" \").repeat(n)`"),
    ("collations sql_keywords python_worker_logs", "they are tables"),
    ("measure", "it is for the columns of metric views"),
    (
        "timestamp_nanos unix_nanos",
        "their type has nanoseconds, which the Rust type of a timestamp is not sent with",
    ),
    (
        "localtime try_make_timestamp to_timestamp to_unix_timestamp time",
        "other forms of functions that are in the tables",
    ),
];
