//! NULL, bits, structs as texts, and what a query knows of its surroundings.

use spark_connect_core::dataset::{functions::*, lit, when};

/// What Spark says of the functions that write structs as texts.
const NEVER: &str =
    "Spark calls it nullable whatever the argument is, but it is NULL only where the argument is";

const RAISED: &str = "Spark calls an error nullable, but it is no value at all";

cases! {
    "st_asbinary(st_geomfromwkb(x.wkb))" => |x| x.wkb.st_geomfromwkb().st_asbinary();
    "st_asbinary(st_geomfromwkb(x.wkb), 'XDR')" => |x| x.wkb.st_geomfromwkb().st_asbinary_with("XDR");
    "st_geomfromwkb(x.wkb)" => |x| x.wkb.st_geomfromwkb();
    "st_geomfromwkb(x.wkb, 4326)" => |x| x.wkb.st_geomfromwkb_with_srid(4326);
    "st_geogfromwkb(x.wkb)" => |x| x.wkb.st_geogfromwkb();
    "st_setsrid(st_geomfromwkb(x.wkb), 4326)" => |x| x.wkb.st_geomfromwkb().st_setsrid(4326);
    "st_srid(st_geomfromwkb(x.wkb, y.srid))" => |x, y| x.wkb.st_geomfromwkb_with_srid(y.srid).st_srid();
    "st_srid(st_geogfromwkb(x.wkb))" => |x| x.wkb.st_geogfromwkb().st_srid();
    "x.place" => |x| x.place;
    "st_asbinary(x.area)" => |x| x.area.st_asbinary();
    "coalesce(x.i32, y.i32)" => |x, y| coalesce((x.i32, y.i32));
    "ifnull(x.i32, 5)" => |x| x.i32.unwrap_or(5);
    "nvl(x.i32, 5)" => |x| x.i32.unwrap_or(5);
    "nvl2(x.i32, y.s, 'none')" => |x, y| x.i32.nvl2(y.s, "none");
    "nullif(x.i32, y.i32)" => |x, y| x.i32.null_if(y.i32);
    "nullifzero(x.i32)" => |x| x.i32.null_if_zero();
    "zeroifnull(x.i32)" => |x| x.i32.zero_if_null();
    "nanvl(x.f64, y.f64)" => |x, y| x.f64.nan_or(y.f64);
    "isnan(x.f64)" => |x| x.f64.is_nan();
    "isnan(x.f32)" => |x| x.f32.is_nan();
    "isnull(x.f64)" => |x| x.f64.is_null();
    "isnotnull(x.f64)" => |x| x.f64.is_not_null();
    "greatest(x.i32, y.i32, 3)" => |x, y| greatest((x.i32, y.i32, 3));
    "greatest(x.s, y.t)" => |x, y| greatest((x.s, y.t));
    "least(x.i32, y.i32)" => |x, y| least((x.i32, y.i32));
    "equal_null(x.i32, y.i32)" => |x, y| x.i32.eq_null_safe(y.i32);

    "x.i32 & y.i32" => |x, y| x.i32.bitwise_and(y.i32);
    "x.i64 | y.i64" => |x, y| x.i64.bitwise_or(y.i64);
    "x.i8 ^ y.i8" => |x, y| x.i8.bitwise_xor(y.i8);
    "~ x.i16" => |x| x.i16.bitwise_not();
    "bit_count(x.i64)" => |x| x.i64.bit_count();
    "bit_get(x.i32, y.i32)" => |x, y| x.i32.bit_get(y.i32);
    "getbit(x.i32, y.i32)" => |x, y| x.i32.bit_get(y.i32);
    "shiftleft(x.i32, y.i32)" => |x, y| x.i32.shift_left(y.i32);
    "x.i64 << y.i32" => |x, y| x.i64.shift_left(y.i32);
    "shiftright(x.i64, y.i32)" => |x, y| x.i64.shift_right(y.i32);
    "x.i32 >> y.i32" => |x, y| x.i32.shift_right(y.i32);
    "shiftrightunsigned(x.i32, y.i32)" => |x, y| x.i32.shift_right_unsigned(y.i32);
    "x.i32 >>> y.i32" => |x, y| x.i32.shift_right_unsigned(y.i32);
    "x.i32 div y.i32" => |x, y| x.i32.div_whole(y.i32);

    "typeof(x.inner)" => |x| type_of(x.inner);
    "to_json(x.inner)" => |x| to_json(x.inner), NEVER;
    "to_json(x.map)" => |x| to_json(x.map), NEVER;
    "to_csv(x.inner)" => |x| to_csv(x.inner), NEVER;
    "to_xml(x.inner)" => |x| to_xml(x.inner), NEVER;

    random "uuid()" => |_| uuid();
    "uuid(7)" => |_| uuid_with_seed(7);
    "monotonically_increasing_id()" => |_| monotonically_increasing_id();
    "spark_partition_id()" => |_| spark_partition_id();
    "input_file_name()" => |_| input_file_name();
    "input_file_block_start()" => |_| input_file_block_start();
    "input_file_block_length()" => |_| input_file_block_length();
    "current_user()" => |_| current_user();
    "user()" => |_| current_user();
    "session_user()" => |_| current_user();
    "current_catalog()" => |_| current_catalog();
    "current_database()" => |_| current_database();
    "current_schema()" => |_| current_database();
    "current_path()" => |_| current_path();
    random "uniform(1, 5)" => |_| uniform(1, 5);
    random "uniform(1.5D, 5.5D)" => |_| uniform(1.5, 5.5);
    "case when x.b is null then 0 when x.b is not null then 1 else raise_error('no') end" =>
        |x| when(x.b.is_null(), 0).when(x.b.is_not_null(), 1).otherwise(raise_error("no")), RAISED;
    "reflect('java.lang.Math', 'abs', 5)" => |_| reflect("java.lang.Math", "abs", lit(5));
    "java_method('java.lang.Math', 'max', 3, 5)" => |_| reflect("java.lang.Math", "max", (3, 5));
    "try_reflect('java.lang.Math', 'floorMod', 3, 0)" => |_| try_reflect("java.lang.Math", "floorMod", (3, 0));
    "version()" => |_| version();
}
