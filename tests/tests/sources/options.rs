//! What the options of the text formats do when files are read and written.

use std::fs;

use spark_connect_core::{
    dataframe::DataFrame,
    error::Result,
    reader::{DataFrameReader, ParseMode, UnescapedQuotes},
    session::SparkSession,
    writer::DataFrameWriter,
};

use crate::{on_every_spark, rows, written};

/// How a file is read.
type Read = fn(DataFrameReader, &str) -> DataFrame;

/// A file, how it is read, and its rows; none if it cannot be read.
type Case<'a> = (&'a [u8], Read, Option<&'a [&'a str]>);

async fn check_reading(spark: &SparkSession, cases: &[Case<'_>]) -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    for (number, (content, read, expected)) in cases.iter().enumerate() {
        let path = folder.path().join(number.to_string());
        fs::write(&path, content).unwrap();
        let found = rows(&read(spark.read(), path.to_str().unwrap())).await;
        let text = String::from_utf8_lossy(content);
        match expected {
            Some(expected) => assert_eq!(found?, *expected, "case {number}: {text}"),
            None => assert!(found.is_err(), "case {number}: {text}: {found:?}"),
        }
    }
    Ok(())
}

const CSV: &[Case<'_>] = &[
    (b"1,a\n2,\n", |r, p| r.csv(p), Some(&[r#"{"_c0":"1","_c1":"a"}"#, r#"{"_c0":"2"}"#])),
    (b"x,y\n1,a\n", |r, p| r.header().csv(p), Some(&[r#"{"x":"1","y":"a"}"#])),
    (b"x,y\n1,2.5\n", |r, p| r.header().infer_schema().csv(p), Some(&[r#"{"x":1,"y":2.5}"#])),
    (
        b"1\n2\n3\nx\n",
        |r, p| r.infer_schema().sampling_ratio(1.0).csv(p),
        Some(&[r#"{"_c0":"1"}"#, r#"{"_c0":"2"}"#, r#"{"_c0":"3"}"#, r#"{"_c0":"x"}"#]),
    ),
    (b"x,y\n1,a\n", |r, p| r.header().schema("y STRING, x STRING").csv(p), Some(&[r#"{"y":"1","x":"a"}"#])),
    (b"x,y\n1,a\n", |r, p| r.header().check_header().schema("y STRING, x STRING").csv(p), None),
    (b"1;2\n", |r, p| r.separator(";").csv(p), Some(&[r#"{"_c0":"1","_c1":"2"}"#])),
    (b"|1,2|,3\n", |r, p| r.quote("|").csv(p), Some(&[r#"{"_c0":"1,2","_c1":"3"}"#])),
    (b"\"a!\"b\",c\n", |r, p| r.escape("!").csv(p), Some(&[r#"{"_c0":"a\"b","_c1":"c"}"#])),
    (
        b"\"a%!!\"b\",c\n",
        |r, p| r.escape("!").escape_of_escape("%").csv(p),
        Some(&[r#"{"_c0":"a!\"b","_c1":"c"}"#]),
    ),
    (b"# no\n1\n", |r, p| r.comment("#").csv(p), Some(&[r#"{"_c0":"1"}"#])),
    (b"# no\n1\n", |r, p| r.csv(p), Some(&[r##"{"_c0":"# no"}"##, r#"{"_c0":"1"}"#])),
    (b" 1 , 2 \n", |r, p| r.csv(p), Some(&[r#"{"_c0":" 1 ","_c1":" 2 "}"#])),
    (b" 1 , 2 \n", |r, p| r.trim_start().csv(p), Some(&[r#"{"_c0":"1 ","_c1":"2 "}"#])),
    (b" 1 , 2 \n", |r, p| r.trim_end().csv(p), Some(&[r#"{"_c0":" 1","_c1":" 2"}"#])),
    (b"-,\"\"\n", |r, p| r.null_value("-").empty_value("nothing").csv(p), Some(&[r#"{"_c1":"nothing"}"#])),
    (
        b"n,i,j\n",
        |r, p| {
            r.nan_value("n")
                .positive_infinity("i")
                .negative_infinity("j")
                .schema("a DOUBLE, b DOUBLE, c DOUBLE")
                .csv(p)
        },
        Some(&[r#"{"a":"NaN","b":"Infinity","c":"-Infinity"}"#]),
    ),
    (
        b"01.02.2024,03/2024\n",
        |r, p| {
            r.date_format("dd.MM.yyyy")
                .timestamp_ntz_format("MM/yyyy")
                .schema("d DATE, t TIMESTAMP_NTZ")
                .csv(p)
        },
        Some(&[r#"{"d":"2024-02-01","t":"2024-03-01T00:00:00.000"}"#]),
    ),
    (
        b"2024 12\n",
        |r, p| {
            r.timestamp_format("yyyy HH")
                .time_zone("Asia/Tokyo")
                .schema("t TIMESTAMP")
                .csv(p)
                .select_expr(["unix_seconds(t) % 86400 AS s"])
        },
        Some(&[r#"{"s":10800}"#]),
    ),
    (
        "3. Mai 2024\n".as_bytes(),
        |r, p| r.date_format("d. MMMM yyyy").locale("de-DE").schema("d DATE").csv(p),
        Some(&[r#"{"d":"2024-05-03"}"#]),
    ),
    (b"1,2,3\n", |r, p| r.max_columns(2).csv(p), None),
    (b"123\n", |r, p| r.max_chars_per_column(2).csv(p), None),
    (
        b"1\nx\n",
        |r, p| r.schema("a INT").parse_mode(ParseMode::Permissive).csv(p),
        Some(&[r#"{"a":1}"#, "{}"]),
    ),
    (b"1\nx\n", |r, p| r.schema("a INT").parse_mode(ParseMode::DropMalformed).csv(p), Some(&[r#"{"a":1}"#])),
    (b"1\nx\n", |r, p| r.schema("a INT").parse_mode(ParseMode::FailFast).csv(p), None),
    (
        b"1\nx\n",
        |r, p| r.schema("a INT, bad STRING").corrupt_record_column("bad").csv(p),
        Some(&[r#"{"a":1}"#, r#"{"bad":"x"}"#]),
    ),
    (b"\"1\n2\",3\n", |r, p| r.multi_line().csv(p), Some(&[r#"{"_c0":"1\n2","_c1":"3"}"#])),
    (b"1~2~", |r, p| r.line_separator("~").csv(p), Some(&[r#"{"_c0":"1"}"#, r#"{"_c0":"2"}"#])),
    (b"\xe4\n", |r, p| r.encoding("ISO-8859-1").csv(p), Some(&["{\"_c0\":\"\u{e4}\"}"])),
    (
        b"a\"b,c\"d\n",
        |r, p| r.unescaped_quotes(UnescapedQuotes::StopAtDelimiter).csv(p),
        Some(&[r#"{"_c0":"a\"b","_c1":"c\"d"}"#]),
    ),
    (b"\"a\"b,c\n", |r, p| r.unescaped_quotes(UnescapedQuotes::SkipValue).csv(p), Some(&[r#"{"_c1":"c"}"#])),
    (
        b"\"a\"b,c\"\n",
        |r, p| r.unescaped_quotes(UnescapedQuotes::StopAtClosingQuote).csv(p),
        Some(&[r#"{"_c0":"a\"b,c"}"#]),
    ),
    (
        b"\"a,b\"c,d\n",
        |r, p| r.unescaped_quotes(UnescapedQuotes::BackToDelimiter).csv(p),
        Some(&[r#"{"_c0":"a","_c1":"bc,d"}"#]),
    ),
    (
        b"\"a,b\"c,d\n",
        |r, p| r.unescaped_quotes(UnescapedQuotes::StopAtDelimiter).csv(p),
        Some(&[r#"{"_c0":"\"a,b\"c","_c1":"d"}"#]),
    ),
    (
        b"\"a\"b,c\n",
        |r, p| {
            r.unescaped_quotes(UnescapedQuotes::RaiseError)
                .parse_mode(ParseMode::FailFast)
                .schema("a STRING, b STRING")
                .csv(p)
        },
        None,
    ),
];

const JSON: &[Case<'_>] = &[
    (br#"{"a": 1, "b": [true]}"#, |r, p| r.json(p), Some(&[r#"{"a":1,"b":[true]}"#])),
    (br#"{"a": 1, "b": true}"#, |r, p| r.primitives_as_string().json(p), Some(&[r#"{"a":"1","b":"true"}"#])),
    (
        br#"{"a": 1.50}"#,
        |r, p| r.prefers_decimal().json(p).select_expr(["typeof(a) AS t"]),
        Some(&[r#"{"t":"decimal(3,2)"}"#]),
    ),
    (br#"{"a": null, "b": 1, "c": []}"#, |r, p| r.drop_field_if_all_null().json(p), Some(&[r#"{"b":1}"#])),
    (br#"{"a": /* one */ 1}"#, |r, p| r.allow_comments().schema("a INT").json(p), Some(&[r#"{"a":1}"#])),
    (br#"{"a": /* one */ 1}"#, |r, p| r.schema("a INT").json(p), Some(&["{}"])),
    (br#"{a: 1}"#, |r, p| r.allow_unquoted_field_names().schema("a INT").json(p), Some(&[r#"{"a":1}"#])),
    (br#"{'a': 1}"#, |r, p| r.schema("a INT").json(p), Some(&[r#"{"a":1}"#])),
    (br#"{'a': 1}"#, |r, p| r.reject_single_quotes().schema("a INT").json(p), Some(&["{}"])),
    (br#"{"a": 007}"#, |r, p| r.schema("a INT").json(p), Some(&["{}"])),
    (br#"{"a": 007}"#, |r, p| r.allow_leading_zeros().schema("a INT").json(p), Some(&[r#"{"a":7}"#])),
    (br#"{"a": "\x"}"#, |r, p| r.schema("a STRING").json(p), Some(&["{}"])),
    (
        br#"{"a": "\x"}"#,
        |r, p| r.allow_backslash_escaping_any_character().schema("a STRING").json(p),
        Some(&[r#"{"a":"x"}"#]),
    ),
    (
        b"{\"a\": \"x\ty\"}",
        |r, p| r.allow_unquoted_control_chars().schema("a STRING").json(p),
        Some(&[r#"{"a":"x\ty"}"#]),
    ),
    (br#"{"a": NaN}"#, |r, p| r.schema("a DOUBLE").json(p), Some(&[r#"{"a":"NaN"}"#])),
    (br#"{"a": NaN}"#, |r, p| r.reject_non_numeric_numbers().schema("a DOUBLE").json(p), Some(&["{}"])),
    (b"[{\"a\":\n1},\n{\"a\": 2}]", |r, p| r.multi_line().json(p), Some(&[r#"{"a":1}"#, r#"{"a":2}"#])),
    (
        b"{\"a\": 1}\n{",
        |r, p| r.corrupt_record_column("bad").json(p),
        Some(&[r#"{"a":1}"#, r#"{"bad":"{"}"#]),
    ),
    (b"{\"a\": 1}\n{", |r, p| r.parse_mode(ParseMode::DropMalformed).json(p), Some(&[r#"{"a":1}"#])),
    (b"{\"a\": 1}\n{", |r, p| r.parse_mode(ParseMode::FailFast).json(p), None),
    (
        br#"{"d": "01.02.2024"}"#,
        |r, p| r.date_format("dd.MM.yyyy").schema("d DATE").json(p),
        Some(&[r#"{"d":"2024-02-01"}"#]),
    ),
    (br#"{"a": 1}~{"a": 2}"#, |r, p| r.line_separator("~").json(p), Some(&[r#"{"a":1}"#, r#"{"a":2}"#])),
    (
        b"{\"a\": \"\xe4\"}",
        |r, p| r.encoding("ISO-8859-1").multi_line().json(p),
        Some(&["{\"a\":\"\u{e4}\"}"]),
    ),
    (
        br#"{"a": 1, "b": [2]}"#,
        |r, p| r.single_variant_column("v").json(p).select_expr(["variant_get(v, '$.b[0]', 'int') AS b"]),
        Some(&[r#"{"b":2}"#]),
    ),
];

const XML: &[Case<'_>] = &[
    (b"<all><r x='1'><a> y </a></r></all>", |r, p| r.row_tag("r").xml(p), Some(&[r#"{"_x":1,"a":"y"}"#])),
    (b"<all><r/></all>", |r, p| r.xml(p), None),
    (
        b"<all><r x='1'><a>y</a></r></all>",
        |r, p| r.row_tag("r").exclude_attributes().xml(p),
        Some(&[r#"{"a":"y"}"#]),
    ),
    (
        b"<all><r x='1'><a>y</a></r></all>",
        |r, p| r.row_tag("r").attribute_prefix("@").xml(p),
        Some(&[r#"{"@x":1,"a":"y"}"#]),
    ),
    (
        b"<all><r><a x='1'>y</a></r></all>",
        |r, p| r.row_tag("r").value_tag("text").xml(p),
        Some(&[r#"{"a":{"_x":1,"text":"y"}}"#]),
    ),
    (
        b"<all><r><a> y </a></r></all>",
        |r, p| r.row_tag("r").keep_surrounding_spaces().xml(p),
        Some(&[r#"{"a":" y "}"#]),
    ),
    (
        b"<all xmlns:n='u'><r><n:a>1</n:a></r></all>",
        |r, p| r.row_tag("r").ignore_namespaces().xml(p),
        Some(&[r#"{"a":1}"#]),
    ),
    (
        b"<all><r><a>1</a><b>2</b></r></all>",
        |r, p| r.row_tag("r").wildcard_column("rest").schema("a INT, rest STRING").xml(p),
        Some(&[r#"{"a":1,"rest":"2"}"#]),
    ),
    (b"<all><r><a>1</a></r></all>", |r, p| r.row_tag("r").values_as_string().xml(p), Some(&[r#"{"a":"1"}"#])),
    (
        b"<all><r><a>-</a><b>1</b></r></all>",
        |r, p| r.row_tag("r").null_value("-").xml(p),
        Some(&[r#"{"b":1}"#]),
    ),
    (
        b"<all><r><a>01.02.2024</a></r></all>",
        |r, p| r.row_tag("r").date_format("dd.MM.yyyy").schema("a DATE").xml(p),
        Some(&[r#"{"a":"2024-02-01"}"#]),
    ),
    (
        b"<all><r><a>x</a></r></all>",
        |r, p| r.row_tag("r").parse_mode(ParseMode::FailFast).schema("a INT").xml(p),
        None,
    ),
    (
        b"<r><a>\xe4</a></r>",
        |r, p| r.row_tag("r").encoding("ISO-8859-1").option("multiLine", false).xml(p),
        Some(&["{\"a\":\"\u{e4}\"}"]),
    ),
];

const TEXT: &[Case<'_>] = &[
    (b"a\nb\n", |r, p| r.text(p), Some(&[r#"{"value":"a"}"#, r#"{"value":"b"}"#])),
    (b"a\nb\n", |r, p| r.whole_text().text(p), Some(&[r#"{"value":"a\nb\n"}"#])),
    (b"a~b", |r, p| r.line_separator("~").text(p), Some(&[r#"{"value":"a"}"#, r#"{"value":"b"}"#])),
];

/// What the rows are, how they are written, and what is then in the files.
type Written<'a> = (&'a str, fn(DataFrameWriter) -> DataFrameWriter, &'a [u8]);

async fn check_writing(spark: &SparkSession, format: &str, cases: &[Written<'_>]) -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    for (number, (query, write, expected)) in cases.iter().enumerate() {
        let path = folder.path().join(number.to_string()).display().to_string();
        let rows = spark.sql(query).await?.coalesce(1);
        write(rows.write()).format(format).save_path(&*path).await?;
        let found = written(&path);
        assert_eq!(
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(expected),
            "case {number}: {query}"
        );
    }
    Ok(())
}

const CSV_OUT: &[Written<'_>] = &[
    ("SELECT 1 a, 'x,y' b", |w| w, b"1,\"x,y\"\n"),
    ("SELECT 1 a, 'x' b", |w| w.header(), b"a,b\n1,x\n"),
    ("SELECT 1 a, 'x;y' b", |w| w.separator(";").quote("|"), b"1;|x;y|\n"),
    ("SELECT 'x\"y' a", |w| w, b"\"x\\\"y\"\n"),
    ("SELECT 'x\"y' a", |w| w.escape("!"), b"\"x!\"y\"\n"),
    ("SELECT 'x\"y' a", |w| w.leave_quotes(), b"x\"y\n"),
    ("SELECT 'x!\"y' a", |w| w.escape("!").escape_of_escape("%"), b"\"x%!!\"y\"\n"),
    ("SELECT 1 a, 'x' b", |w| w.quote_all(), b"\"1\",\"x\"\n"),
    ("SELECT ' x ' a", |w| w, b"x\n"),
    ("SELECT ' x ' a", |w| w.keep_leading_spaces(), b" x\n"),
    ("SELECT ' x ' a", |w| w.keep_trailing_spaces(), b"x \n"),
    ("SELECT '' a, CAST(NULL AS INT) b", |w| w, b"\"\",\n"),
    ("SELECT '' a, CAST(NULL AS INT) b", |w| w.empty_value("e").null_value("-"), b"e,-\n"),
    (
        "SELECT DATE '2024-02-01' a, TIMESTAMP_NTZ '2024-03-01 00:00:00' b",
        |w| w.date_format("dd.MM.yyyy").timestamp_ntz_format("MM/yyyy"),
        b"01.02.2024,03/2024\n",
    ),
    ("SELECT timestamp_seconds(0) a", |w| w.timestamp_format("HH:mm").time_zone("Asia/Tokyo"), b"09:00\n"),
    ("SELECT 'ä' a", |w| w.encoding("ISO-8859-1"), b"\xe4\n"),
    ("SELECT explode(array(1, 2)) a", |w| w.line_separator("~"), b"1~2~"),
];

const JSON_OUT: &[Written<'_>] = &[
    ("SELECT 1 a, CAST(NULL AS INT) b", |w| w, b"{\"a\":1}\n"),
    ("SELECT 1 a, CAST(NULL AS INT) b", |w| w.keep_null_fields(), b"{\"a\":1,\"b\":null}\n"),
    ("SELECT DATE '2024-02-01' a", |w| w.date_format("dd.MM.yyyy"), b"{\"a\":\"01.02.2024\"}\n"),
    ("SELECT explode(array(1, 2)) a", |w| w.line_separator("~"), b"{\"a\":1}~{\"a\":2}~"),
    ("SELECT 'ä' a", |w| w.encoding("ISO-8859-1"), b"{\"a\":\"\xe4\"}\n"),
];

const XML_OUT: &[Written<'_>] = &[
    (
        "SELECT 1 a, CAST(NULL AS INT) b",
        |w| w.row_tag("r").root_tag("all x='1'").declaration(""),
        b"<all x=\"1\">\n    <r>\n        <a>1</a>\n    </r>\n</all>",
    ),
    (
        "SELECT 1 a, CAST(NULL AS INT) b",
        |w| w.row_tag("r").null_value("-").declaration("version='1.0'"),
        b"<?xml version='1.0'?>\n<ROWS>\n    <r>\n        <a>1</a>\n        <b>-</b>\n    </r>\n</ROWS>",
    ),
    (
        "SELECT named_struct('@x', 1, 'text', 'y') a",
        |w| w.row_tag("r").attribute_prefix("@").value_tag("text").declaration(""),
        b"<ROWS>\n    <r>\n        <a x=\"1\">y</a>\n    </r>\n</ROWS>",
    ),
    (
        "SELECT array(array(1)) a",
        |w| w.row_tag("r").array_element_name("e").declaration(""),
        b"<ROWS>\n    <r>\n        <a>\n            <e>1</e>\n        </a>\n    </r>\n</ROWS>",
    ),
];

on_every_spark! {
    async fn csv_files(server) {
        check_reading(&server.session().await, CSV).await
    }

    async fn json_files(server) {
        check_reading(&server.session().await, JSON).await
    }

    async fn xml_files(server) {
        check_reading(&server.session().await, XML).await
    }

    async fn text_files(server) {
        check_reading(&server.session().await, TEXT).await
    }

    async fn written_csv(server) {
        check_writing(&server.session().await, "csv", CSV_OUT).await
    }

    async fn written_json(server) {
        check_writing(&server.session().await, "json", JSON_OUT).await
    }

    async fn written_xml(server) {
        check_writing(&server.session().await, "xml", XML_OUT).await
    }
}
