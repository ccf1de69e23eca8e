//! The bits of integers.

use spark_connect_core::functions::*;

columns! {
    "F.bitwise_not('a')" => bitwise_not("a"),
    "F.bit_count('b')" => bit_count("b"),
    "F.bit_get('b', lit(1))" => bit_get("b", 1),
    "F.bit_get('b', 'a')" => bit_get("b", col("a")),
    "F.getbit('b', lit(0))" => getbit("b", 0),
    "F.shiftleft('b', 2)" => shiftleft("b", 2),
    "F.shiftright('b', 1)" => shiftright("b", 1),
    "F.shiftrightunsigned('b', 1)" => shiftrightunsigned("b", 1),
    "F.shiftrightunsigned('id', 1)" => shiftrightunsigned("id", 1),
}
