//! Other names that SQL has for functions of the other tables.

use jiff::civil::Time;
use spark_connect_core::dataset::functions::*;

cases! {
    "space(x.i32)" => |x| space(x.i32);
    "time(date_format(x.ts, 'HH:mm:ss'))" => |x| x.ts.date_format("HH:mm:ss").cast::<Time>();
    "time(x.ntz)" => |x| x.ntz.cast::<Time>();
    "string(x.time)" => |x| x.time.cast::<String>();
    "transform(arrays_zip(x.ints, y.strs), pair -> struct(pair.ints _1, pair.strs _2))" =>
        |x, y| x.ints.zip_with(y.strs, |int, text| (int, text));
    "binary(x.s)" => |x| x.s.cast::<Vec<u8>>();
    "cast(x.bin as string)" => |x| x.bin.cast::<String>();
    "x.s || y.t" => |x, y| x.s.concat(y.t);
    "cardinality(x.ints)" => |x| x.ints.array_size();
    "reduce(x.opts, y.i32, (s, e) -> s + e)" => |x, y| x.opts.fold(y.i32.nullable(), |s, e| s + e);
    "date_diff(x.day, y.day)" => |x, y| x.day.date_diff(y.day);
    "dateadd(x.day, y.i32)" => |x, y| x.day.date_add(y.i32);
    "date_part('MONTH', x.day)" => |x| x.day.month();
    "datepart('YEAR', x.ts)" => |x| x.ts.year();
    "curdate()" => |_| current_date();
    random "now()" => |_| current_timestamp();
}

pub(crate) mod aggregates {
    //! The same of aggregates.

    use spark_connect_core::dataset::functions::*;

    cases! {
        "any(x.b)" => |x| x.b.bool_or();
        "some(x.b)" => |x| x.b.bool_or();
        "every(x.b)" => |x| x.b.bool_and();
        "mean(x.f64)" => |x| x.f64.avg();
        "std(x.f64)" => |x| x.f64.stddev();
        "stddev_samp(x.f64)" => |x| x.f64.stddev();
        "var_samp(x.f64)" => |x| x.f64.variance();
        "first(x.s)" => |x| first_value(x.s);
        "last(x.s)" => |x| last_value(x.s);
        "string_agg(x.s, ',')" => |x| x.s.listagg(",");
        "array_agg(x.s)" => |x| collect_list(x.s);
        "percentile_cont(0.3D) WITHIN GROUP (ORDER BY x.f64)" => |x| x.f64.percentile(0.3);
        "percentile_cont(0.3D) WITHIN GROUP (ORDER BY x.i32 DESC)" => |x| x.i32.percentile(0.7);
        "approx_percentile(x.i32, 0.25D)" => |x| x.i32.percentile_approx(0.25);
    }
}
