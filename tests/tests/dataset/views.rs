//! Rows that are looked at where they are.

use jiff::civil::{Date, date};
use spark_connect_core::{arrow::decode::Texts, prelude::*};
use spark_connect_tests::on_every_server;

#[derive(Debug, Clone, Copy, PartialEq, SparkEnum)]
enum Kind {
    Letter,
    Parcel,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Place {
    city: String,
    zip: Option<String>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(rename_all = "camelCase")]
struct Mail {
    id: i64,
    sent_to: Place,
    sent_by: Option<Place>,
    kind: Kind,
    day: Option<Date>,
    words: Vec<String>,
    weights: Option<Vec<f64>>,
    seal: Vec<u8>,
    unread: String,
}

#[derive(SparkRow)]
#[spark(from(Place))]
struct PlaceRef<'a> {
    city: &'a str,
    zip: Option<&'a str>,
}

#[derive(SparkRow)]
#[spark(from(Mail))]
struct MailRef<'a> {
    id: i64,
    sent_to: PlaceRef<'a>,
    sent_by: Option<PlaceRef<'a>>,
    kind: Kind,
    day: Option<Date>,
    words: Texts<'a>,
    weights: Option<&'a [f64]>,
    seal: &'a [u8],
}

fn mail(id: i64) -> Mail {
    let place = |zip: Option<&str>| Place { city: format!("city {id}"), zip: zip.map(Into::into) };
    Mail {
        id,
        sent_to: place((id % 2 == 0).then_some("8000")),
        sent_by: (id % 3 == 0).then(|| place(None)),
        kind: if id % 2 == 0 { Kind::Letter } else { Kind::Parcel },
        day: (id % 5 != 0).then_some(date(2024, 2, 29)),
        words: (0..id % 4).map(|word| format!("word {word}")).collect(),
        weights: (id % 7 != 0).then(|| vec![1.5; usize::try_from(id % 3).unwrap()]),
        seal: vec![1, 2],
        unread: "?".into(),
    }
}

impl MailRef<'_> {
    fn to_mail(&self) -> Mail {
        let place = |place: &PlaceRef<'_>| Place { city: place.city.into(), zip: place.zip.map(Into::into) };
        Mail {
            id: self.id,
            sent_to: place(&self.sent_to),
            sent_by: self.sent_by.as_ref().map(place),
            kind: self.kind,
            day: self.day,
            words: self.words.clone().map(Into::into).collect(),
            weights: self.weights.map(Into::into),
            seal: self.seal.into(),
            unread: "?".into(),
        }
    }
}

on_every_server! {
    async fn views_show_what_rows_hold(server) -> Result<()> {
        let spark = server.session().await;
        let rows: Vec<_> = (0..5_000).map(mail).collect();
        let mails = spark.create_dataset(&rows);
        let mut seen = Vec::new();
        let mut longest = 0;
        mails.order_by(|m| m.id).for_each_ref::<MailRef>(|mail| {
            longest = longest.max(mail.words.len());
            seen.push(mail.to_mail());
        }).await?;
        assert!(seen == rows);
        assert_eq!(longest, 3);
        let joined = mails.filter(|m| m.id.lt(4)).left_join(&mails, |a, b| (a.id + 4_999).eq(b.id));
        let mut cities = Vec::new();
        joined.select(|(mail, _)| mail.sent_to).for_each_ref::<PlaceRef>(|place| {
            cities.push(place.city.to_owned());
        }).await?;
        cities.sort_unstable();
        assert_eq!(cities, ["city 0", "city 1", "city 2", "city 3"]);
        Ok(())
    }

    async fn views_of_what_is_not_there(server) -> Result<()> {
        let spark = server.session().await;
        let places = spark.sql_as::<Place>("SELECT CAST(NULL AS STRING) AS city, 'x' AS zip").await?;
        let error = places.for_each_ref::<PlaceRef>(|place| assert!(place.zip.is_some())).await.expect_err("NULL");
        assert_eq!(
            error.to_string(),
            "column `city` of PlaceRef is NULL in row 0 (counting from 0), but its field is not an Option"
        );
        let missing = spark.sql_as::<Place>("SELECT 1 AS city").await?;
        let error = missing.for_each_ref::<PlaceRef>(|_| ()).await.expect_err("another type");
        assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
        Ok(())
    }
}
