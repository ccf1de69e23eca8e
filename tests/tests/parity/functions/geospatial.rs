//! Geospatial values.

use spark_connect_core::functions::*;

/// POINT(1 2) in the well-known binary format.
const POINT: &str = "0101000000000000000000F03F0000000000000040";

columns! {
    "F.st_asbinary(F.st_geogfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))))"
        => st_asbinary(st_geogfromwkb(unhex(lit(POINT)))),
    "F.st_asbinary(F.st_geogfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))), 'XDR')"
        => st_asbinary_with(st_geogfromwkb(unhex(lit(POINT))), "XDR"),
    "F.st_asbinary(F.st_geomfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))), lit('NDR'))"
        => st_asbinary_with(st_geomfromwkb(unhex(lit(POINT))), lit("NDR")),
    "F.st_srid(F.st_geogfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))))"
        => st_srid(st_geogfromwkb(unhex(lit(POINT)))),
    "F.st_srid(F.st_geomfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))))"
        => st_srid(st_geomfromwkb(unhex(lit(POINT)))),
    "F.st_srid(F.st_geomfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040')), 3857))"
        => st_srid(st_geomfromwkb_with_srid(unhex(lit(POINT)), 3857)),
    "F.st_srid(F.st_setsrid(F.st_geomfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))), 4326))"
        => st_srid(st_setsrid(st_geomfromwkb(unhex(lit(POINT))), 4326)),
}
