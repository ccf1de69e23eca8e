//! The typed functions that no one of their arguments is "the value worked on" of; all others are methods of
//! [`Expr`](super::Expr).
//!
//! A function with columns takes one as its first argument: that is how it knows over which rows it is. Where that would
//! be a literal, write [`lit`](super::lit).

pub use super::typed::{
    aggregate::{
        any_value, any_value_not_null, collect_list, collect_set, count, first_value, first_value_not_null,
        last_value, last_value_not_null, max_by, max_by_k, min_by, min_by_k, mode, mode_deterministic,
    },
    array::array,
    datetime::{current_date, current_timestamp, current_timezone, localtimestamp, make_date},
    encoding::format_string,
    formats::{
        schema_of_csv, schema_of_csv_with, schema_of_json, schema_of_json_with, schema_of_xml,
        schema_of_xml_with, to_csv, to_csv_with, to_json, to_json_with, to_variant_object, to_xml,
        to_xml_with, type_of,
    },
    hash::{hash, xxhash64},
    interval::{make_dt_interval, make_interval, make_ym_interval, try_make_interval},
    list::{coalesce, greatest, least},
    map::map,
    math::{e, pi, rand, rand_with_seed, randn, randn_with_seed},
    misc::{
        RaiseError, current_catalog, current_database, current_path, current_user, input_file_block_length,
        input_file_block_start, input_file_name, monotonically_increasing_id, raise_error, reflect,
        spark_partition_id, try_reflect, uniform, uuid, uuid_with_seed, version,
    },
    string::{concat_ws, elt, randstr, randstr_with_seed, space},
    time::{current_time, make_time},
    time_window::{session_window, window, window_sliding, window_time, window_with_start},
    timestamp::{
        make_timestamp, make_timestamp_in_zone, make_timestamp_ntz, make_timestamp_ntz_of, make_timestamp_of,
        make_timestamp_of_in_zone, try_make_timestamp, try_make_timestamp_in_zone, try_make_timestamp_ntz,
    },
    window::{
        all_rows, cume_dist, dense_rank, ntile, order_by, partition_by, percent_rank, rank, row_number,
    },
};
