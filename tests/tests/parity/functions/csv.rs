//! CSV.

use spark_connect_core::functions::*;

columns! {
    "F.from_csv('csv', 'n INT, name STRING')" => from_csv("csv", "n INT, name STRING"),
    "F.from_csv('csv', F.schema_of_csv('1,a'))" => from_csv("csv", schema_of_csv("1,a")),
    "F.from_csv(lit('1;x'), 'n INT, name STRING', {'sep': ';'})"
        => from_csv_with(lit("1;x"), "n INT, name STRING", [("sep", ";")]),
    "F.schema_of_csv(lit('1;x'), {'sep': ';'})" => schema_of_csv_with("1;x", [("sep", ";")]),
    "F.to_csv('st')" => to_csv("st"),
    "F.to_csv(F.struct('a', 's'), {'nullValue': '-', 'sep': '|'})"
        => to_csv_with(r#struct(("a", "s")), [("sep", "|"), ("nullValue", "-")]),
}
