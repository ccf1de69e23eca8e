//! Shapes: `GEOMETRY` in the plane, `GEOGRAPHY` on the globe. Since Spark 4.1.

use super::{Binary, SparkType};
use crate::{
    functions,
    types::{Geography, Geometry},
};

/// A column type of shapes.
#[diagnostic::on_unimplemented(
    message = "expected a column of shapes, found a `{Self}` column",
    label = "not a `Geometry` or `Geography` column",
    note = "`st_geomfromwkb()` and `st_geogfromwkb()` make shapes of binary columns"
)]
pub trait Spatial: SparkType {}
#[diagnostic::do_not_recommend]
impl Spatial for Geometry {}
#[diagnostic::do_not_recommend]
impl Spatial for Option<Geometry> {}
#[diagnostic::do_not_recommend]
impl Spatial for Geography {}
#[diagnostic::do_not_recommend]
impl Spatial for Option<Geography> {}

methods! {
    /// The shape in the Well-Known Binary format (WKB), the lowest byte of its numbers first. Spark: `st_asbinary`, 4.1.
    strict st_asbinary(self: Spatial) -> Vec<u8> = functions::st_asbinary;
    /// As [`st_asbinary`](Self::st_asbinary), the lowest byte first (`"NDR"`) or last (`"XDR"`). Spark: `st_asbinary`, 4.2.
    strict st_asbinary_with(self: Spatial, endianness: String as R) -> Vec<u8> = functions::st_asbinary_with;
    /// The number of the spatial reference system. Spark: `st_srid`, 4.1.
    strict st_srid(self: Spatial) -> i32 = functions::st_srid;
    /// The same coordinates in the spatial reference system of this number; a number that is none fails the query. Spark:
    /// `st_setsrid`, 4.1.
    strict st_setsrid(self: Spatial, srid: i32 as R) -> T::Base = functions::st_setsrid;
    /// The shape in the plane that the bytes are in the Well-Known Binary format, without a spatial reference system (0);
    /// other bytes fail the query. Spark: `st_geomfromwkb`, 4.1.
    strict st_geomfromwkb(self: Binary) -> Geometry = functions::st_geomfromwkb;
    /// As [`st_geomfromwkb`](Self::st_geomfromwkb), in the spatial reference system of this number. Spark:
    /// `st_geomfromwkb`, 4.2.
    strict st_geomfromwkb_with_srid(self: Binary, srid: i32 as R) -> Geometry = functions::st_geomfromwkb_with_srid;
    /// The shape on the globe that the bytes are in the Well-Known Binary format; other bytes fail the query. Spark:
    /// `st_geogfromwkb`, 4.1.
    strict st_geogfromwkb(self: Binary) -> Geography = functions::st_geogfromwkb;
}
