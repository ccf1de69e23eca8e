//! The values of `GEOMETRY` and `GEOGRAPHY` columns.

use std::fmt;

use bytes::Bytes;

/// A shape in the plane: the value of a `GEOMETRY` column (Spark: `Geometry`, 4.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Geometry {
    /// The shape in the Well-Known Binary format (WKB).
    pub wkb: Bytes,
    /// The number of its spatial reference system, such as 4326.
    pub srid: i32,
}

/// A shape on the globe, in degrees of longitude and latitude: the value of a `GEOGRAPHY` column (Spark: `Geography`, 4.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Geography {
    /// The shape in the Well-Known Binary format (WKB).
    pub wkb: Bytes,
    /// The number of its spatial reference system, such as 4326.
    pub srid: i32,
}

macro_rules! shapes {
    ($($name:ident)+) => {$(
        impl $name {
            /// A shape of its Well-Known Binary form, which is not checked here.
            #[must_use]
            pub fn new(wkb: impl Into<Bytes>, srid: i32) -> Self {
                Self { wkb: wkb.into(), srid }
            }
        }

        impl fmt::Display for $name {
            /// The WKB in hexadecimal digits.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.wkb.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
            }
        }
    )+};
}

shapes! { Geometry Geography }

impl Geography {
    /// The number of the only spatial reference system that Spark's geographies have: degrees of longitude and latitude.
    pub const SRID: i32 = 4326;
}
