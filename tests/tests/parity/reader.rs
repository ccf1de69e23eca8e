//! Readers: every format with its options, tables, databases, texts, changes.

use spark_connect_core::reader::{ParseMode, RebaseMode, UnescapedQuotes};
use spark_connect_core::types::StructType;

fn schema() -> StructType {
    "a BIGINT, b ARRAY<STRING>".parse().expect("a schema")
}

frames! { (spark, df, other)
    "spark.read.table('base')" => spark.read().table("base"),
    #[plan] "spark.read.option('split-size', 5).table('cat.db.t')" =>
        spark.read().option("split-size", 5).table("cat.db.t"),
    #[plan] "spark.read.load('/p')" => spark.read().load_path("/p"),
    #[plan] "spark.read.format('parquet').load('/p')" => spark.read().format("parquet").load_path("/p"),
    #[plan] "spark.read.format('x').load()" => spark.read().format("x").load(),
    #[plan] "spark.read.load(['/p', '/q'], format='json', schema='a INT', multiLine=True)" =>
        spark.read().schema("a INT").multi_line().format("json").load_paths(["/p", "/q"]),
    #[plan] "spark.read.options(a='1', b=2, c=True, d=0.5).format('x').load()" =>
        spark.read().options([("a", "1"), ("b", "2")]).option("c", true).option("d", 0.5).format("x").load(),
    #[plan] "spark.read.option('sep', ',').option('sep', ';').csv('/p')" =>
        spark.read().separator(",").separator(";").csv("/p"),
    #[plan] "spark.read.schema('a BIGINT, b ARRAY<STRING>').json('/p')" =>
        spark.read().schema("a BIGINT, b ARRAY<STRING>").json("/p"),
    #[plan] "spark.read.schema(T.StructType().add('a', T.LongType()).add('b', T.ArrayType(T.StringType()))).json('/p')" =>
        spark.read().schema(schema()).json("/p"),
    #[plan] "spark.read.option('startingVersion', '10').option('endingVersion', '20').changes('cat.db.t')" =>
        spark.read().option("startingVersion", 10).option("endingVersion", 20).changes("cat.db.t"),

    #[plan] "spark.read.parquet('/p')" => spark.read().parquet("/p"),
    #[plan] "spark.read.parquet('/p', '/q')" => spark.read().parquet(["/p", "/q"]),
    #[plan] "spark.read.parquet('/p', mergeSchema=True)" => spark.read().merge_schema().parquet("/p"),
    #[plan] "spark.read.parquet('/p', pathGlobFilter='*.x', recursiveFileLookup=True)" =>
        spark.read().name_pattern("*.x").recursive().parquet("/p"),
    #[plan] "spark.read.parquet('/p', modifiedBefore='2025-01-01T00:00:00', modifiedAfter='2024-01-01T00:00:00')" =>
        spark.read().modified_before("2025-01-01T00:00:00").modified_after("2024-01-01T00:00:00").parquet("/p"),
    #[plan] "spark.read.parquet('/p', datetimeRebaseMode='CORRECTED', int96RebaseMode='LEGACY')" =>
        spark.read().datetime_rebase_mode(RebaseMode::Corrected).int96_rebase_mode(RebaseMode::Legacy).parquet("/p"),
    #[plan] "spark.read.parquet('/p', datetimeRebaseMode='EXCEPTION')" =>
        spark.read().datetime_rebase_mode(RebaseMode::Exception).parquet("/p"),
    #[plan] "spark.read.options(ignoreCorruptFiles=True, ignoreMissingFiles=True).parquet('/p')" =>
        spark.read().ignore_corrupt_files().ignore_missing_files().parquet("/p"),

    #[plan] "spark.read.orc('/p')" => spark.read().orc("/p"),
    #[plan] "spark.read.orc(['/p', '/q'], mergeSchema=True, pathGlobFilter='*.x', recursiveFileLookup=True)" =>
        spark.read().merge_schema().name_pattern("*.x").recursive().orc(["/p", "/q"]),
    #[plan] "spark.read.orc('/p', modifiedBefore='2025-01-01T00:00:00', modifiedAfter='2024-01-01T00:00:00')" =>
        spark.read().modified_before("2025-01-01T00:00:00").modified_after("2024-01-01T00:00:00").orc("/p"),

    // PySpark always sends `wholetext`.
    #[plan] "spark.read.text('/p', wholetext=True)" => spark.read().whole_text().text("/p"),
    #[plan] "spark.read.text(['/p', '/q'], wholetext=True, lineSep=';')" =>
        spark.read().whole_text().line_separator(";").text(["/p", "/q"]),
    #[plan] "spark.read.text('/p', False, None, '*.x', True, '2025-01-01T00:00:00', '2024-01-01T00:00:00')" =>
        spark.read().option("wholetext", false).name_pattern("*.x").recursive()
            .modified_before("2025-01-01T00:00:00").modified_after("2024-01-01T00:00:00").text("/p"),

    #[plan] "spark.read.csv('/p')" => spark.read().csv("/p"),
    #[plan] "spark.read.csv(['/p', '/q'], schema='a INT')" => spark.read().schema("a INT").csv(["/p", "/q"]),
    #[plan] "spark.read.csv('/p', sep=';', encoding='ISO-8859-1', quote='|', escape='!', comment='#')" =>
        spark.read().separator(";").encoding("ISO-8859-1").quote("|").escape("!").comment("#").csv("/p"),
    #[plan] "spark.read.csv('/p', header=True, inferSchema=True, enforceSchema=False)" =>
        spark.read().header().infer_schema().check_header().csv("/p"),
    #[plan] "spark.read.csv('/p', ignoreLeadingWhiteSpace=True, ignoreTrailingWhiteSpace=True)" =>
        spark.read().trim_start().trim_end().csv("/p"),
    #[plan] "spark.read.csv('/p', nullValue='-', nanValue='n', positiveInf='i', negativeInf='j', emptyValue='e')" =>
        spark.read().null_value("-").nan_value("n").positive_infinity("i").negative_infinity("j").empty_value("e")
            .csv("/p"),
    #[plan] "spark.read.csv('/p', dateFormat='dd.MM.yyyy', timestampFormat='dd.MM.yyyy HH', locale='de-DE')" =>
        spark.read().date_format("dd.MM.yyyy").timestamp_format("dd.MM.yyyy HH").locale("de-DE").csv("/p"),
    #[plan] "spark.read.options(timestampNTZFormat='yyyy', timeZone='Asia/Tokyo').csv('/p')" =>
        spark.read().timestamp_ntz_format("yyyy").time_zone("Asia/Tokyo").csv("/p"),
    #[plan] "spark.read.csv('/p', maxColumns=7, maxCharsPerColumn=8, maxMalformedLogPerPartition=9)" =>
        spark.read().max_columns(7).max_chars_per_column(8).option("maxMalformedLogPerPartition", 9).csv("/p"),
    #[plan] "spark.read.csv('/p', mode='DROPMALFORMED', columnNameOfCorruptRecord='bad', multiLine=True)" =>
        spark.read().parse_mode(ParseMode::DropMalformed).corrupt_record_column("bad").multi_line().csv("/p"),
    #[plan] "spark.read.csv('/p', mode='PERMISSIVE')" => spark.read().parse_mode(ParseMode::Permissive).csv("/p"),
    #[plan] "spark.read.csv('/p', charToEscapeQuoteEscaping='%', samplingRatio=0.5, lineSep='~')" =>
        spark.read().escape_of_escape("%").sampling_ratio(0.5).line_separator("~").csv("/p"),
    #[plan] "spark.read.csv('/p', pathGlobFilter='*.x', recursiveFileLookup=True)" =>
        spark.read().name_pattern("*.x").recursive().csv("/p"),
    #[plan] "spark.read.csv('/p', modifiedBefore='2025-01-01T00:00:00', modifiedAfter='2024-01-01T00:00:00')" =>
        spark.read().modified_before("2025-01-01T00:00:00").modified_after("2024-01-01T00:00:00").csv("/p"),
    #[plan] "spark.read.csv('/p', unescapedQuoteHandling='STOP_AT_CLOSING_QUOTE')" =>
        spark.read().unescaped_quotes(UnescapedQuotes::StopAtClosingQuote).csv("/p"),
    #[plan] "spark.read.csv('/p', unescapedQuoteHandling='STOP_AT_DELIMITER')" =>
        spark.read().unescaped_quotes(UnescapedQuotes::StopAtDelimiter).csv("/p"),
    #[plan] "spark.read.csv('/p', unescapedQuoteHandling='BACK_TO_DELIMITER')" =>
        spark.read().unescaped_quotes(UnescapedQuotes::BackToDelimiter).csv("/p"),
    #[plan] "spark.read.csv('/p', unescapedQuoteHandling='SKIP_VALUE')" =>
        spark.read().unescaped_quotes(UnescapedQuotes::SkipValue).csv("/p"),
    #[plan] "spark.read.csv('/p', unescapedQuoteHandling='RAISE_ERROR')" =>
        spark.read().unescaped_quotes(UnescapedQuotes::RaiseError).csv("/p"),

    #[plan] "spark.read.json('/p')" => spark.read().json("/p"),
    #[plan] "spark.read.json(['/p', '/q'], schema='a INT')" => spark.read().schema("a INT").json(["/p", "/q"]),
    #[plan] "spark.read.json('/p', primitivesAsString=True, prefersDecimal=True, dropFieldIfAllNull=True)" =>
        spark.read().primitives_as_string().prefers_decimal().drop_field_if_all_null().json("/p"),
    #[plan] "spark.read.json('/p', allowComments=True, allowUnquotedFieldNames=True, allowSingleQuotes=False)" =>
        spark.read().allow_comments().allow_unquoted_field_names().reject_single_quotes().json("/p"),
    // PySpark's parameter `allowNumericLeadingZero` lacks the last letter of Spark's option.
    #[plan] "spark.read.option('allowNumericLeadingZeros', True).json('/p', allowBackslashEscapingAnyCharacter=True)" =>
        spark.read().allow_leading_zeros().allow_backslash_escaping_any_character().json("/p"),
    #[plan] "spark.read.json('/p', allowUnquotedControlChars=True, allowNonNumericNumbers=False)" =>
        spark.read().allow_unquoted_control_chars().reject_non_numeric_numbers().json("/p"),
    #[plan] "spark.read.json('/p', mode='FAILFAST', columnNameOfCorruptRecord='bad', multiLine=True, lineSep='~')" =>
        spark.read().parse_mode(ParseMode::FailFast).corrupt_record_column("bad").multi_line().line_separator("~")
            .json("/p"),
    #[plan] "spark.read.json('/p', dateFormat='dd', timestampFormat='HH', samplingRatio=0.5, encoding='UTF-16', locale='de')" =>
        spark.read().date_format("dd").timestamp_format("HH").sampling_ratio(0.5).encoding("UTF-16").locale("de")
            .json("/p"),
    #[plan] "spark.read.json('/p', pathGlobFilter='*.x', recursiveFileLookup=True)" =>
        spark.read().name_pattern("*.x").recursive().json("/p"),
    #[plan] "spark.read.json('/p', modifiedBefore='2025-01-01T00:00:00', modifiedAfter='2024-01-01T00:00:00')" =>
        spark.read().modified_before("2025-01-01T00:00:00").modified_after("2024-01-01T00:00:00").json("/p"),
    #[plan] "spark.read.json('/p', useUnsafeRow=True)" => spark.read().option("useUnsafeRow", true).json("/p"),
    #[plan] "spark.read.option('singleVariantColumn', 'v').json('/p')" =>
        spark.read().single_variant_column("v").json("/p"),

    #[plan] "spark.read.xml('/p', rowTag='r')" => spark.read().row_tag("r").xml("/p"),
    #[plan] "spark.read.xml(['/p', '/q'], rowTag='r', schema='a INT')" =>
        spark.read().row_tag("r").schema("a INT").xml(["/p", "/q"]),
    #[plan] "spark.read.xml('/p', 'r', excludeAttribute=True, attributePrefix='@', valueTag='text')" =>
        spark.read().row_tag("r").exclude_attributes().attribute_prefix("@").value_tag("text").xml("/p"),
    #[plan] "spark.read.xml('/p', 'r', ignoreSurroundingSpaces=False, rowValidationXSDPath='/x', ignoreNamespace=True)" =>
        spark.read().row_tag("r").keep_surrounding_spaces().row_validation_xsd("/x").ignore_namespaces().xml("/p"),
    #[plan] "spark.read.xml('/p', 'r', wildcardColName='any', encoding='UTF-16', inferSchema=False, nullValue='-')" =>
        spark.read().row_tag("r").wildcard_column("any").encoding("UTF-16").values_as_string().null_value("-")
            .xml("/p"),
    #[plan] "spark.read.xml('/p', 'r', dateFormat='dd', timestampFormat='HH', mode='FAILFAST', multiLine=True)" =>
        spark.read().row_tag("r").date_format("dd").timestamp_format("HH").parse_mode(ParseMode::FailFast)
            .multi_line().xml("/p"),
    #[plan] "spark.read.xml('/p', 'r', columnNameOfCorruptRecord='bad', samplingRatio=0.5, locale='de')" =>
        spark.read().row_tag("r").corrupt_record_column("bad").sampling_ratio(0.5).locale("de").xml("/p"),

    #[plan] "spark.read.jdbc('jdbc:x:y', 't')" => spark.read().jdbc("jdbc:x:y", "t"),
    #[plan] "spark.read.jdbc('jdbc:x:y', '(select 1) t', properties={'user': 'u', 'password': 'p'})" =>
        spark.read().option("user", "u").option("password", "p").jdbc("jdbc:x:y", "(select 1) t"),
    #[plan] "spark.read.jdbc('jdbc:x:y', 't', 'id', 0, 100, 4, properties={'user': 'u'})" =>
        spark.read().option("user", "u").jdbc_by_range("jdbc:x:y", "t", "id", 0..100, 4),
    #[plan] "spark.read.jdbc('jdbc:x:y', 't', 'd', '2024-01-01', '2025-01-01', 12)" =>
        spark.read().jdbc_by_range("jdbc:x:y", "t", "d", "2024-01-01".."2025-01-01", 12),
    #[plan] "spark.read.jdbc('jdbc:x:y', 't', predicates=['a < 5', 'a >= 5'], properties={'user': 'u'})" =>
        spark.read().option("user", "u").jdbc_with_predicates("jdbc:x:y", "t", ["a < 5", "a >= 5"]),

    "spark.read.json(df.select('json'))" => spark.read().parse_json(&df.select("json")),
    "spark.read.json(df.select('json').limit(2), schema=T.StructType().add('a', T.IntegerType()), mode='FAILFAST')" =>
        spark.read().schema("a INT").parse_mode(ParseMode::FailFast).parse_json(&df.select("json").limit(2)),
    "spark.read.schema(T.StructType().add('a', T.LongType()).add('b', T.ArrayType(T.StringType()))).json(df.select('json'))" =>
        spark.read().schema(schema()).parse_json(&df.select("json")),
    // Spark's parser of CSV stops at a NULL.
    "spark.read.csv(df.select('csv').limit(2))" => spark.read().parse_csv(&df.select("csv").limit(2)),
    "spark.read.csv(df.select('csv').limit(2), schema=T.StructType().add('a', T.IntegerType()).add('b', T.StringType()), sep=',')" =>
        spark.read().schema("a INT, b STRING").separator(",").parse_csv(&df.select("csv").limit(2)),
    "spark.read.csv(df.select('csv').limit(2), inferSchema=True)" =>
        spark.read().infer_schema().parse_csv(&df.select("csv").limit(2)),
    "spark.read.xml(df.select('xml'), rowTag='p')" => spark.read().row_tag("p").parse_xml(&df.select("xml")),
    "spark.read.xml(df.select('xml'), rowTag='p', schema=T.StructType().add('a', T.IntegerType()))" =>
        spark.read().row_tag("p").schema("a INT").parse_xml(&df.select("xml")),
}
