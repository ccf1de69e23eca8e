//! Columns of types that are stored as others: enums, newtypes, types of one's own.

use std::{collections::BTreeMap, marker::PhantomData};

use spark_connect_core::{dataset::StoredAs, error::BoxError, functions as f, functions::col, prelude::*};
use spark_connect_tests::{on_every_server, plans::assert_same};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, SparkEnum)]
#[spark(rename_all = "snake_case")]
enum Status {
    Open,
    InTransit,
    #[spark(rename = "paid!")]
    Paid,
}

#[derive(Debug, Clone, PartialEq, SparkEnum)]
enum Unit {
    Kilo,
    #[spark(other)]
    Other(String),
}

#[derive(Debug, Clone, Copy, PartialEq, SparkRow)]
#[spark(transparent)]
struct ParcelId(i64);

/// A number that says what it is a number of.
#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(transparent)]
struct Name<T> {
    text: String,
    of: PhantomData<T>,
}

fn name<T>(text: &str) -> Name<T> {
    Name { text: text.to_owned(), of: PhantomData }
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(transparent)]
struct Tags(Vec<String>);

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(transparent)]
struct From(Place);

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Place {
    city: String,
    status: Option<Status>,
}

/// An amount of money, stored as a number of cents.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Money {
    cents: u32,
}

impl StoredAs for Money {
    const NAME: &'static str = "Money";
    type Stored = i64;
    fn to_stored(&self) -> Result<i64, BoxError> {
        if self.cents == 13 { Err("that is unlucky".into()) } else { Ok(self.cents.into()) }
    }
    fn from_stored(cents: i64) -> Result<Self, BoxError> {
        Ok(Self { cents: cents.try_into()? })
    }
}

spark_connect_core::stored_as!(Money);

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Parcel {
    id: ParcelId,
    status: Status,
    was: Option<Status>,
    seen: Vec<Option<Status>>,
    by: BTreeMap<Status, Money>,
    unit: Unit,
    name: Name<Parcel>,
    tags: Tags,
    from: From,
    price: Option<Money>,
}

fn parcel(id: i64, status: Status, was: Option<Status>) -> Parcel {
    Parcel {
        id: ParcelId(id),
        status,
        was,
        seen: vec![Some(Status::Open), None, was],
        by: BTreeMap::from([(Status::Paid, Money { cents: 5 }), (status, Money { cents: u32::MAX })]),
        unit: if id == 2 { Unit::Kilo } else { Unit::Other(format!("unit {id}")) },
        name: name("me"),
        tags: Tags(vec!["a".into(), "b".into()]),
        from: From(Place { city: "Bern".into(), status: was }),
        price: (id != 1).then_some(Money { cents: 7 }),
    }
}

fn parcels() -> [Parcel; 3] {
    [
        parcel(1, Status::Open, None),
        parcel(2, Status::InTransit, Some(Status::Open)),
        parcel(3, Status::Paid, Some(Status::InTransit)),
    ]
}

#[test]
fn their_columns_are_those_of_what_they_are_stored_as() {
    assert_eq!(
        Parcel::schema().to_ddl(),
        "id BIGINT NOT NULL,status STRING NOT NULL,was STRING,seen ARRAY<STRING> NOT NULL,\
         by MAP<STRING, BIGINT> NOT NULL,unit STRING NOT NULL,name STRING NOT NULL,tags ARRAY<STRING> NOT NULL,\
         from STRUCT<city: STRING NOT NULL, status: STRING> NOT NULL,price BIGINT"
    );
    assert_eq!(Status::NAMES, ["open", "in_transit", "paid!"]);
    assert_eq!(Unit::from_name("x"), Some(Unit::Other("x".into())));
}

on_every_server! {
    async fn values_of_stored_types(server) -> Result<()> {
        let spark = server.session().await;
        let parcels = spark.create_dataset(&parcels());
        assert_eq!(parcels.order_by(|p| p.id).collect().await?, self::parcels());
        let ids = |of: Dataset<Parcel>| of.select(|p| p.id).order_by(|id| id);
        let open = parcels.filter(|p| p.status.eq(Status::Open));
        assert_eq!(ids(open).collect().await?, [ParcelId(1)]);
        let moved = parcels.filter(|p| p.was.ne(p.status) & p.was.is_in([Status::Open, Status::Paid]));
        assert_eq!(ids(moved).collect().await?, [ParcelId(2)]);
        let later = parcels.filter(|p| p.id.gt(ParcelId(1)) & p.price.lt(Money { cents: 8 }));
        assert_eq!(ids(later).collect().await?, [ParcelId(2), ParcelId(3)]);
        let named = parcels.filter(|p| p.unit.eq(Unit::Other("unit 3".into())) & p.name.eq(name("me")));
        assert_eq!(ids(named).collect().await?, [ParcelId(3)]);
        let changed = parcels.select(|p| ParcelCols {
            status: lit(Status::Paid),
            was: when(p.status.eq(Status::Paid), Status::Open).end(),
            id: (p.id.stored() + 10).stored_as(),
            ..p
        });
        let rows = changed.order_by(|p| p.id).select(|p| (p.id, p.status, p.was)).collect().await?;
        let expected = [(11, None), (12, None), (13, Some(Status::Open))];
        assert_eq!(rows, expected.map(|(id, was)| (ParcelId(id), Status::Paid, was)));
        Ok(())
    }

    async fn stored_types_as_keys_and_whole_rows(server) -> Result<()> {
        let spark = server.session().await;
        let parcels = spark.create_dataset(&parcels());
        let counted = parcels.group_by(|p| p.was).agg(|was, p| (was, p.id.max(), count()));
        let mut rows = counted.collect().await?;
        rows.sort_by_key(|row| row.0);
        let expected = [(None, 1), (Some(Status::Open), 2), (Some(Status::InTransit), 3)];
        assert_eq!(rows, expected.map(|(was, id)| (was, Some(ParcelId(id)), 1)));
        let unwrapped = parcels.select(|p| p.was.unwrap_or(Status::Paid)).order_by(|status| status);
        assert_eq!(unwrapped.collect().await?, [Status::InTransit, Status::Open, Status::Paid]);
        let optional = parcels.select(|p| p.was).order_by(|status| status.desc_nulls_first());
        assert_eq!(optional.collect().await?, [None, Some(Status::Open), Some(Status::InTransit)]);
        let froms = parcels.select(|p| p.from.stored().city).distinct();
        assert_eq!(froms.collect().await?, ["Bern"]);
        let upper = parcels.select(|p| p.was.stored().upper()).order_by(|text| text.desc()).limit(1);
        assert_eq!(upper.collect().await?, [Some("OPEN".to_owned())]);
        assert_eq!(spark.create_dataset(&[Status::Paid]).collect().await?, [Status::Paid]);
        assert_eq!(spark.create_dataset(&[From(parcel(1, Status::Paid, None).from.0)]).count().await?, 1);
        Ok(())
    }

    async fn values_that_are_none(server) -> Result<()> {
        let spark = server.session().await;
        let texts = spark.create_dataset(&["paid!".to_owned(), "lost".to_owned()]).order_by(|text| text.desc());
        let read = texts.select(|text| (text, text.stored_as::<Status>()));
        let error = read.collect().await.expect_err("there is no such variant");
        assert_eq!(error.kind(), ErrorKind::Conversion);
        assert_eq!(
            error.to_string(),
            "column `_2` of (A, B, ) in row 1 (counting from 0): \
             `lost` is no variant of Status, which has `open`, `in_transit`, `paid!`"
        );
        let error = spark.create_dataset(&[-1_i64]).select(|cents| cents.stored_as::<Money>()).collect().await;
        assert_eq!(
            error.expect_err("it is negative").to_string(),
            "column `value` of Money in row 0 (counting from 0): out of range integral type conversion attempted"
        );
        let error = spark.create_dataset(&[Money { cents: 1 }, Money { cents: 13 }]).collect().await;
        assert_eq!(
            error.expect_err("it is unlucky").to_string(),
            "row 1 (counting from 0): this Money cannot be stored: that is unlucky"
        );
        let error = spark.create_dataset(&[1_i64]).filter(|i| i.stored_as::<Money>().gt(Money { cents: 13 }));
        assert_eq!(
            error.collect().await.expect_err("it is unlucky").to_string(),
            "this Money cannot be stored: that is unlucky"
        );
        Ok(())
    }

    async fn plans_with_stored_types(server) -> Result<()> {
        let table = server.session().await.table("parcels");
        let places = table.dataset::<Place>();
        let read = table.select(("city", "status"));
        let open = places.filter(|p| p.status.eq(Status::InTransit));
        assert_same(&open.to_df(), &read.filter(col("status").eq("in_transit")));
        let upper = places.select(|p| p.status.stored().upper());
        assert_same(&upper.to_df(), &table.select(f::upper("status").alias("value")));
        Ok(())
    }
}
