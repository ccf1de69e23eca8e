//! SQL text: `id BIGINT NOT NULL, tags ARRAY<STRING>`.

mod lexer;
mod parser;
mod print;

use std::str::FromStr;

use parser::Parser;

use super::{DataType, StructType};
use crate::error::{Error, Result};

impl FromStr for DataType {
    type Err = Error;

    /// Reads a type in SQL, or a list of columns, which is a struct. Keywords may be in any case; `simpleString`s
    /// (`struct<a:int>`) are read as well.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`](crate::error::ErrorKind::Parse), with the place in the text.
    fn from_str(text: &str) -> Result<Self> {
        match Parser::new(text).and_then(Parser::data_type) {
            Ok(data_type) => Ok(data_type),
            Err(error) => match Parser::new(text).and_then(Parser::columns) {
                Ok(schema) => Ok(Self::Struct(schema)),
                Err(other) => Err(error.further(other).into_error(text)),
            },
        }
    }
}

impl FromStr for StructType {
    type Err = Error;

    /// Reads the columns of a table as `CREATE TABLE` has them, or a struct type:
    ///
    /// ```
    /// use spark_connect_core::types::StructType;
    ///
    /// let schema: StructType = "id BIGINT NOT NULL COMMENT 'key', `ship to` STRUCT<city: STRING>".parse()?;
    /// assert_eq!(schema, "struct<id: bigint not null comment 'key', `ship to`: struct<city: string>>".parse()?);
    /// assert_eq!(schema.to_ddl(), "id BIGINT NOT NULL COMMENT 'key',`ship to` STRUCT<city: STRING>");
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Parse`](crate::error::ErrorKind::Parse), with the place in the text.
    fn from_str(text: &str) -> Result<Self> {
        match Parser::new(text).and_then(Parser::columns) {
            Ok(schema) => Ok(schema),
            Err(error) => match Parser::new(text).and_then(Parser::data_type) {
                Ok(DataType::Struct(schema)) => Ok(schema),
                Ok(_) => Err(error.into_error(text)),
                Err(other) => Err(error.further(other).into_error(text)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::ErrorKind,
        types::{DayTimeField, StructField},
    };

    /// Text, its `simpleString`, and its DDL, as Spark 4.3 prints them.
    const SPARK: &[(&str, &str, &str)] = &[
        (
            "a int, b bigint not null comment 'it''s', c string",
            "struct<a:int,b:bigint,c:string>",
            "a INT,b BIGINT NOT NULL COMMENT 'it\\'s',c STRING",
        ),
        (
            "a decimal, b dec(5), c numeric(7,3), d tinyint, e byte, f smallint, g short, h integer, i long, j float, \
             k real, l double, m boolean, n binary, o void, p date, q timestamp, r timestamp_ntz, s timestamp_ltz",
            "struct<a:decimal(10,0),b:decimal(5,0),c:decimal(7,3),d:tinyint,e:tinyint,f:smallint,g:smallint,h:int,\
             i:bigint,j:float,k:float,l:double,m:boolean,n:binary,o:void,p:date,q:timestamp,r:timestamp_ntz,s:timestamp>",
            "a DECIMAL(10,0),b DECIMAL(5,0),c DECIMAL(7,3),d TINYINT,e TINYINT,f SMALLINT,g SMALLINT,h INT,i BIGINT,\
             j FLOAT,k FLOAT,l DOUBLE,m BOOLEAN,n BINARY,o VOID,p DATE,q TIMESTAMP,r TIMESTAMP_NTZ,s TIMESTAMP",
        ),
        (
            "a interval, b interval year to month, c interval day to second, d interval year, e interval hour to second, \
             f interval day, g interval month, h interval minute",
            "struct<a:interval,b:interval year to month,c:interval day to second,d:interval year,\
             e:interval hour to second,f:interval day,g:interval month,h:interval minute>",
            "a INTERVAL,b INTERVAL YEAR TO MONTH,c INTERVAL DAY TO SECOND,d INTERVAL YEAR,e INTERVAL HOUR TO SECOND,\
             f INTERVAL DAY,g INTERVAL MONTH,h INTERVAL MINUTE",
        ),
        (
            "a char(3), b varchar(5), c character(4), d string collate UNICODE_CI, e array<string collate UTF8_LCASE>, \
             f variant, g time, h time(3), i geometry(4326), j geography(4326), k geometry(any)",
            "struct<a:char(3),b:varchar(5),c:char(4),d:string collate UNICODE_CI,e:array<string collate UTF8_LCASE>,\
             f:variant,g:time(6),h:time(3),i:geometry(4326),j:geography(4326),k:geometry(any)>",
            "a CHAR(3),b VARCHAR(5),c CHAR(4),d STRING COLLATE UNICODE_CI,e ARRAY<STRING COLLATE UTF8_LCASE>,f VARIANT,\
             g TIME(6),h TIME(3),i GEOMETRY(4326),j GEOGRAPHY(4326),k GEOMETRY(ANY)",
        ),
        (
            "a timestamp_ntz(9), b timestamp_ltz(9), c timestamp(9), d timestamp(6)",
            "struct<a:timestamp_ntz(9),b:timestamp_ltz(9),c:timestamp_ltz(9),d:timestamp>",
            "a TIMESTAMP_NTZ(9),b TIMESTAMP_LTZ(9),c TIMESTAMP_LTZ(9),d TIMESTAMP",
        ),
        ("struct<a:int,b:string>", "struct<a:int,b:string>", "a INT,b STRING"),
        ("a struct<>", "struct<a:struct<>>", "a STRUCT<>"),
        (
            "a struct<x int, y: string not null>",
            "struct<a:struct<x:int,y:string>>",
            "a STRUCT<x: INT, y: STRING NOT NULL>",
        ),
        (
            "select int, order string, from array<int>",
            "struct<select:int,order:string,from:array<int>>",
            "select INT,order STRING,from ARRAY<INT>",
        ),
        (
            "table int, array array<int>, map map<int,int>, struct struct<a:int>, interval int, timestamp timestamp, not int",
            "struct<table:int,array:array<int>,map:map<int,int>,struct:struct<a:int>,interval:int,timestamp:timestamp,not:int>",
            "table INT,array ARRAY<INT>,map MAP<INT, INT>,struct STRUCT<a: INT>,interval INT,timestamp TIMESTAMP,not INT",
        ),
        ("1a int", "struct<1a:int>", "`1a` INT"),
        ("_a int, a1_ string", "struct<_a:int,a1_:string>", "_a INT,a1_ STRING"),
        ("a timestamp without time zone", "struct<a:timestamp_ntz>", "a TIMESTAMP_NTZ"),
        ("a timestamp with local time zone", "struct<a:timestamp>", "a TIMESTAMP"),
        ("a time without time zone", "struct<a:time(6)>", "a TIME(6)"),
        ("a string, a int", "struct<a:string,a:int>", "a STRING,a INT"),
        ("a date -- hi\n, b int /* c */", "struct<a:date,b:int>", "a DATE,b INT"),
        ("a int comment 'a\\n\\tb'", "struct<a:int>", "a INT COMMENT 'a\n\tb'"),
        ("a int comment 'a' \"b\"", "struct<a:int>", "a INT COMMENT 'ab'"),
    ];

    #[test]
    fn texts_are_sparks() {
        for (text, simple, ddl) in SPARK {
            let schema: StructType = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(schema.to_string(), *simple);
            assert_eq!(schema.to_ddl(), *ddl);
            assert_eq!(ddl.parse::<StructType>().unwrap(), schema, "{ddl}");
            assert!(text.to_uppercase().parse::<StructType>().is_ok(), "{text}");
        }
    }

    #[test]
    fn names_and_comments_survive() {
        let schema = StructType::new([
            StructField::new("a.b", DataType::Integer, true),
            StructField::new("été `x`", DataType::array(DataType::Date, true), false)
                .metadata(r#"{"comment":"it's a \\ \"thing\"\n"}"#),
            StructField::new("", DataType::Null, true),
        ]);
        assert_eq!(schema.to_ddl().parse::<StructType>().unwrap(), schema);
    }

    #[test]
    fn a_type_or_columns() {
        assert_eq!("INT".parse::<DataType>().unwrap(), DataType::Integer);
        assert_eq!(
            "interval Day to MINUTE".parse::<DataType>().unwrap(),
            DataType::DayTimeInterval { start: DayTimeField::Day, end: DayTimeField::Minute }
        );
        let columns: DataType = "a: int, b: string".parse().unwrap();
        assert_eq!(columns, "struct<a:int,b:string>".parse().unwrap());
    }

    #[test]
    fn what_spark_refuses_is_refused_with_the_place() {
        let cases = [
            ("", "1:1"),
            ("a struct", "1:9"),
            ("a int default 5", "1:7"),
            ("a int not null not null", "1:16"),
            ("a int comment 'x' not null", "1:19"),
            ("a.b int", "1:2"),
            ("a interval month to year", "1:21"),
            ("a interval day to month", "1:19"),
            ("a decimal(39,2)", "1:11"),
            ("a decimal(2,5)", "1:13"),
            ("a map<int, string not null>", "1:19"),
            ("a array<int not null>", "1:13"),
            ("a geometry", "1:11"),
            ("été int", "1:1"),
            ("a char", "1:7"),
            ("a string collate 'x'", "1:18"),
            ("a\n double precision", "2:9"),
            ("a datetime", "1:3"),
            ("a int,", "1:7"),
            ("array<int>>", "1:11"),
            ("a timestamp(3)", "1:13"),
            ("a time(10)", "1:8"),
            ("a int comment 'x", "1:15"),
            ("`a int", "1:1"),
            ("a int /* b", "1:7"),
            ("a decimal(99999999999,2)", "1:11"),
        ];
        for (text, place) in cases {
            let error = text.parse::<StructType>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Parse);
            assert!(error.to_string().contains(&format!("at {place}:")), "{text:?}: {error}");
        }
        let deep = format!("{}int{}", "array<".repeat(10_000), ">".repeat(10_000));
        assert!(deep.parse::<DataType>().unwrap_err().to_string().contains("nested"));
    }
}
