//! Geospatial values: GEOGRAPHY (on the globe) and GEOMETRY (in the plane).

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A GEOGRAPHY or GEOMETRY in the well-known binary format (WKB), its lowest byte first.
///
/// Spark: `st_asbinary`, 4.1.
#[track_caller]
pub fn st_asbinary(geo: impl ColumnOrName) -> Column {
    call("st_asbinary", geo)
}

/// As [`st_asbinary`], its lowest byte first (`NDR`) or last (`XDR`).
///
/// Spark: `st_asbinary`, 4.2.
#[track_caller]
pub fn st_asbinary_with(geo: impl ColumnOrName, endianness: impl ColumnOrLiteral) -> Column {
    call("st_asbinary", [geo.into_column(), endianness.into_operand()])
}

/// The GEOGRAPHY, with the reference system 4326 (longitude and latitude), that bytes in the well-known
/// binary format (WKB) describe.
///
/// Spark: `st_geogfromwkb`, 4.1.
#[track_caller]
pub fn st_geogfromwkb(wkb: impl ColumnOrName) -> Column {
    call("st_geogfromwkb", wkb)
}

/// The GEOMETRY, without a reference system (0), that bytes in the well-known binary format (WKB) describe.
///
/// Spark: `st_geomfromwkb`, 4.1.
#[track_caller]
pub fn st_geomfromwkb(wkb: impl ColumnOrName) -> Column {
    call("st_geomfromwkb", wkb)
}

/// As [`st_geomfromwkb`], with the number of a reference system (SRID).
///
/// Spark: `st_geomfromwkb`, 4.2.
#[track_caller]
pub fn st_geomfromwkb_with_srid(wkb: impl ColumnOrName, srid: impl ColumnOrLiteral) -> Column {
    call("st_geomfromwkb", [wkb.into_column(), srid.into_operand()])
}

/// The same GEOGRAPHY or GEOMETRY with the number of another reference system (SRID); the coordinates stay as
/// they are.
///
/// Spark: `st_setsrid`, 4.1.
#[track_caller]
pub fn st_setsrid(geo: impl ColumnOrName, srid: impl ColumnOrLiteral) -> Column {
    call("st_setsrid", [geo.into_column(), srid.into_operand()])
}

/// The number of the reference system (SRID).
///
/// Spark: `st_srid`, 4.1.
#[track_caller]
pub fn st_srid(geo: impl ColumnOrName) -> Column {
    call("st_srid", geo)
}
