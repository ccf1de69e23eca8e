//! Generators.

use spark_connect_core::functions::*;

columns! {
    "F.explode('xs')" => explode("xs"),
    "F.explode('m')" => explode("m"),
    "F.explode_outer('xs')" => explode_outer("xs"),
    "F.posexplode('xs')" => posexplode("xs"),
    "F.posexplode_outer('m')" => posexplode_outer("m"),
    "F.inline('sts')" => inline("sts"),
    "F.inline_outer('sts')" => inline_outer("sts"),
    "F.stack(lit(2), 'a', 'b', lit(3))" => stack(2, ("a", "b", lit(3))),
}
