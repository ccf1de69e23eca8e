//! What the attributes of fields do, rows with parameters, and columns of other crates' types.

use std::collections::BTreeMap;

use rust_decimal::Decimal as SmallDecimal;
use serde_json::json;
use spark_connect_core::prelude::*;
use spark_connect_tests::{on_every_server, servers::Kind};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Size {
    width: i32,
    height: Option<i32>,
}

/// A price, which is written with its currency.
#[derive(Debug, Clone, PartialEq)]
struct Price(i64);

mod price {
    use super::Price;

    pub(super) type Stored = Option<String>;

    pub(super) fn to_stored(price: &Price) -> Result<Stored, &'static str> {
        if price.0 < 0 { Err("nobody pays less than nothing") } else { Ok(Some(format!("{} EUR", price.0))) }
    }

    pub(super) fn from_stored(stored: Stored) -> Result<Price, String> {
        let Some(text) = stored else { return Ok(Price(0)) };
        let number = text.strip_suffix(" EUR").ok_or_else(|| format!("`{text}` is not in EUR"))?;
        number.parse().map(Price).map_err(|error| format!("`{text}`: {error}"))
    }
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Item {
    /// The number
    /// on its "box".
    ///
    /// Unique.
    #[spark(metadata(unit = "piece"))]
    id: i64,
    #[spark(default)]
    stock: i32,
    #[spark(default = "none".to_owned(), comment = "free text")]
    note: String,
    #[spark(with = price)]
    price: Price,
    #[spark(flatten)]
    size: Size,
    #[spark(skip)]
    cached: Option<u128>,
    parts: Vec<Part>,
    best: Option<Part>,
}

#[derive(SparkRow)]
struct Measured {
    #[spark(metadata(digits = -2, exact = true), metadata("a b" = 1.5))]
    length: f64,
}

#[derive(Debug, SparkRow)]
struct Taken {
    #[spark(rename = "Width")]
    wide: i32,
    #[spark(flatten)]
    size: Size,
}

/// A row with flattened columns inside of others.
#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Part {
    #[spark(default = -1)]
    number: i64,
    #[spark(flatten)]
    size: Size,
}

fn item(id: i64) -> Item {
    let size = Size { width: 5, height: (id != 1).then_some(7) };
    let part = Part { number: id, size: size.clone() };
    Item {
        id,
        stock: 3,
        note: "new".into(),
        price: Price(id * 10),
        size,
        cached: None,
        parts: vec![part.clone(); 2],
        best: (id != 2).then_some(part),
    }
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Page<T, U = i64> {
    number: i64,
    content: T,
    more: Vec<U>,
    next: Option<U>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(strict)]
struct Strict {
    id: i64,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Foreign {
    id: Uuid,
    parent: Option<Uuid>,
    json: serde_json::Value,
    #[spark(decimal(20, 4))]
    price: SmallDecimal,
    prices: Vec<Option<SmallDecimal>>,
    day: chrono::NaiveDate,
    at: Option<chrono::DateTime<chrono::Utc>>,
    local: chrono::NaiveDateTime,
    took: chrono::TimeDelta,
    days: BTreeMap<i32, time::Date>,
    seen: time::OffsetDateTime,
    planned: Option<time::PrimitiveDateTime>,
    lasts: time::Duration,
}

fn foreign() -> [Foreign; 2] {
    let day = chrono::NaiveDate::from_ymd_opt(1969, 12, 31).unwrap();
    let local = day.and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let other_day = time::Date::from_calendar_date(2024, time::Month::February, 29).unwrap();
    let row = Foreign {
        id: Uuid::from_u128(0xaffe),
        parent: Some(Uuid::from_u128(u128::MAX)),
        json: json!({"a": [1, null, "ä\""]}),
        price: SmallDecimal::new(-123_456, 4),
        prices: vec![Some(SmallDecimal::new(5_000, 3)), None],
        day,
        at: Some(local.and_utc()),
        local,
        took: chrono::TimeDelta::microseconds(-1),
        days: BTreeMap::from([(1, other_day)]),
        seen: time::OffsetDateTime::from_unix_timestamp_nanos(-1_000).unwrap(),
        planned: Some(other_day.with_hms_micro(1, 2, 3, 4).unwrap()),
        lasts: time::Duration::microseconds(-1_500_000),
    };
    let empty = Foreign {
        id: Uuid::nil(),
        parent: None,
        json: serde_json::Value::Null,
        prices: vec![],
        at: None,
        planned: None,
        days: BTreeMap::new(),
        ..row.clone()
    };
    [row, empty]
}

#[test]
fn schemas() {
    assert_eq!(
        Item::ddl(),
        "id BIGINT NOT NULL COMMENT 'The number on its \"box\".',stock INT,note STRING COMMENT 'free text',price STRING,\
         width INT NOT NULL,height INT,parts ARRAY<STRUCT<number: BIGINT, width: INT NOT NULL, height: INT>> NOT NULL,\
         best STRUCT<number: BIGINT, width: INT NOT NULL, height: INT>"
    );
    let id = Item::schema().fields.swap_remove(0);
    assert_eq!(id.metadata.as_deref(), Some(r#"{"comment":"The number on its \"box\".","unit":"piece"}"#));
    let measured = Measured::schema().fields.swap_remove(0);
    assert_eq!(measured.metadata.as_deref(), Some(r#"{"digits":-2,"exact":true,"a b":1.5}"#));
    assert_eq!(
        Page::<Size, String>::ddl(),
        "number BIGINT NOT NULL,content STRUCT<width: INT NOT NULL, height: INT> NOT NULL,\
         more ARRAY<STRING> NOT NULL,next STRING"
    );
    assert_eq!(
        Page::<Option<f64>>::ddl(),
        "number BIGINT NOT NULL,content DOUBLE,more ARRAY<BIGINT> NOT NULL,next BIGINT"
    );
}

on_every_server! {
    async fn fields_with_attributes(server) -> Result<()> {
        let spark = server.session().await;
        let items = spark.create_dataset(&[item(1), item(2)]);
        assert_eq!(items.order_by(|i| i.id).collect().await?, [item(1), item(2)]);
        let wide = items.filter(|i| i.size.width.eq(5) & i.size.height.is_not_null());
        assert_eq!(wide.select(|i| (i.id, i.price.unwrap_or("0 EUR"))).collect().await?, [(2, "20 EUR".to_owned())]);
        let parts = items.select(|i| (i.id, i.size, i.best)).order_by(|row| row.0).collect().await?;
        assert_eq!(parts, [1, 2].map(|id| (id, item(id).size, item(id).best)));
        let changed = items.filter(|i| i.id.eq(1)).select(|i| ItemCols {
            size: SizeCols { width: i.size.width + 1, ..i.size },
            stock: lit(4).nullable(),
            ..i
        });
        let size = Size { width: 6, height: None };
        assert_eq!(changed.collect().await?, [Item { stock: 4, size, ..item(1) }]);
        let joined = items.left_join(&items, |a, b| (a.id + 1).eq(b.id)).order_by(|(a, _)| a.id);
        assert_eq!(joined.collect().await?, [(item(1), Some(item(2))), (item(2), None)]);
        Ok(())
    }

    async fn comments_of_columns(server) -> Result<()> {
        let spark = server.session().await;
        let schema = spark.create_dataset(&[item(1)]).schema().await?;
        let comments: Vec<_> = ["id", "note", "width"].map(|name| schema.field(name).unwrap().comment()).into();
        let expected = [Some("The number on its \"box\".".to_owned()), Some("free text".to_owned()), None];
        assert_eq!(comments, expected);
        Ok(())
    }

    async fn nulls_that_have_a_default(server) -> Result<()> {
        let spark = server.session().await;
        let rows = spark.sql(
            "SELECT 1L AS id, CAST(NULL AS INT) AS stock, CAST(NULL AS STRING) AS note, CAST(NULL AS STRING) AS price, \
             2 AS width, 3 AS height, array(named_struct('number', CAST(NULL AS BIGINT), 'width', 4, 'height', 5)) AS parts, \
             named_struct('number', 6L, 'width', 7, 'height', CAST(NULL AS INT)) AS best",
        );
        let expected = Item {
            id: 1,
            stock: 0,
            note: "none".into(),
            price: Price(0),
            size: Size { width: 2, height: Some(3) },
            cached: None,
            parts: vec![Part { number: -1, size: Size { width: 4, height: Some(5) } }],
            best: Some(Part { number: 6, size: Size { width: 7, height: None } }),
        };
        let items = rows.await?.dataset::<Item>();
        let expected = [expected];
        assert_eq!(items.collect().await?, expected);
        assert_eq!(items.filter(|i| i.stock.is_null() & i.note.is_null()).collect().await?, expected);
        Ok(())
    }

    async fn conversions_that_fail(server) -> Result<()> {
        let spark = server.session().await;
        let error = spark.create_dataset(&[item(1), Item { price: Price(-1), ..item(2) }]).collect().await;
        assert_eq!(
            error.expect_err("a mistake").to_string(),
            "row 1 (counting from 0): price: nobody pays less than nothing"
        );
        let dollars = spark.create_dataset(&[item(1)]).select(|i| ItemCols { price: lit("5 USD").nullable(), ..i });
        assert_eq!(
            dollars.collect().await.expect_err("a mistake").to_string(),
            "column `price` of Item in row 0 (counting from 0): `5 USD` is not in EUR"
        );
        let error = spark.sql_as::<Uuid>("SELECT 'x' AS value").await?.collect().await.expect_err("a mistake");
        assert_eq!(error.kind(), ErrorKind::Conversion);
        assert!(error.to_string().starts_with("column `value` of Uuid in row 0 (counting from 0): "), "{error}");
        Ok(())
    }

    async fn flattened_columns_with_names_that_are_taken(server) -> Result<()> {
        let spark = server.session().await;
        let error = spark.sql_as::<Taken>("SELECT 1 AS width, 2 AS height").await?.collect().await;
        let error = error.expect_err("two columns are called `width`");
        assert_eq!(error.kind(), ErrorKind::Schema);
        assert_eq!(
            error.to_string(),
            "two columns of the row type `Taken` are called `width`: one of them is that of a flattened field"
        );
        Ok(())
    }

    async fn rows_with_parameters(server) -> Result<()> {
        let spark = server.session().await;
        let page = |number: i64| Page {
            number,
            content: Size { width: 1, height: None },
            more: vec!["x".to_owned()],
            next: Some("y".to_owned()),
        };
        let pages = spark.create_dataset(&[page(1), page(2)]);
        assert_eq!(pages.filter(|p| p.content.width.lt(2)).order_by(|p| p.number).collect().await?, [page(1), page(2)]);
        let widths = pages.filter(|p| p.number.eq(2)).select(|p| PageCols {
            number: p.number,
            content: p.content.height,
            more: p.more,
            next: p.next,
        });
        let expected = Page { number: 2, content: None::<i32>, more: page(2).more, next: page(2).next };
        assert_eq!(widths.collect().await?, [expected]);
        Ok(())
    }

    async fn strict_rows_refuse_nullable_columns(server) -> Result<()> {
        let spark = server.session().await;
        let strict = [Strict { id: 1, note: None }];
        let rows = spark.create_dataset(&strict).to_df();
        assert_eq!(rows.dataset::<Strict>().collect().await?, strict);
        let nullable = spark.create_dataset(&[(Some(1_i64), Some("x".to_owned()))]).to_df().to_df(["id", "note"]);
        let error = nullable.dataset::<Strict>().collect().await.expect_err("it may be NULL");
        assert_eq!(error.kind(), ErrorKind::Schema);
        assert_eq!(
            error.to_string(),
            "the columns do not fit the row type `Strict`:\n  \
             - column `id` may be NULL, but its field is not an Option"
        );
        Ok(())
    }

    async fn types_of_other_crates(server) -> Result<()> {
        let spark = server.session().await;
        let [row, empty] = foreign();
        let rows = spark.create_dataset(&foreign());
        assert_eq!(rows.order_by(|r| r.id.desc()).collect().await?, foreign());
        let found = rows.filter(|r| {
            r.id.eq(row.id) & r.day.eq(row.day) & r.at.ge(row.local.and_utc()) & r.price.lt(SmallDecimal::ZERO)
                & r.seen.eq(row.seen) & r.planned.ne(time::PrimitiveDateTime::MIN.replace_year(1).unwrap())
                & r.local.between(row.local, row.local) & r.id.stored().length().eq(36) & r.json.eq(row.json.clone())
        });
        assert_eq!(found.collect().await?, [row]);
        let ids = rows.select(|r| r.parent.unwrap_or(empty.id)).order_by(|id| id).collect().await?;
        assert_eq!(ids, [Uuid::nil(), Uuid::from_u128(u128::MAX)]);
        let days = rows.select(|r| r.day.stored().year()).distinct().collect().await?;
        assert_eq!(days, [1969]);
        let largest = spark.create_dataset(&[SmallDecimal::MAX, SmallDecimal::MIN]);
        assert_eq!(
            largest.collect().await.expect_err("18 digits after the point").kind(),
            ErrorKind::Conversion
        );
        Ok(())
    }

    async fn times_of_day_of_other_crates(server) -> Result<()> {
        let spark = server.session().await;
        match server.kind() {
            Kind::Spark43 => spark.conf().set("spark.sql.timeType.enabled", true).await?,
            Kind::Spark40 => return Ok(()),
            Kind::Sail => {}
        }
        let rows = [(
            chrono::NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap(),
            time::Time::from_hms_micro(1, 2, 3, 4).unwrap(),
        )];
        assert_eq!(spark.create_dataset(&rows).collect().await?, rows);
        Ok(())
    }
}
