//! Views of rows against the rows themselves, whichever way columns are laid out: what servers send is read by a loop of its
//! own, and everything else by another.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Int64Array, LargeBinaryArray, LargeStringArray, ListArray,
    NullArray, PrimitiveArray, RecordBatch, StringArray, StringViewArray, Time64MicrosecondArray,
    Time64NanosecondArray, TimestampMicrosecondArray, TimestampSecondArray,
    builder::{ListBuilder, StringBuilder},
    types::{
        ArrowTimestampType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
        TimestampSecondType,
    },
};
use jiff::{
    Timestamp,
    civil::{DateTime, Time},
};
use spark_connect_core::{
    arrow::decode::{Texts, append_rows, visit_rows},
    prelude::*,
};

#[derive(SparkRow, Debug, PartialEq)]
struct Event {
    id: i64,
    open: bool,
    name: String,
    note: Option<String>,
    raw: Vec<u8>,
    at: Option<Timestamp>,
    local: DateTime,
    time: Time,
    tags: Vec<String>,
}

#[derive(SparkRow)]
#[spark(from(Event))]
struct EventRef<'a> {
    id: i64,
    open: bool,
    name: &'a str,
    note: Option<&'a str>,
    raw: &'a [u8],
    at: Option<Timestamp>,
    local: DateTime,
    time: Time,
    tags: Texts<'a>,
}

impl EventRef<'_> {
    fn to_event(&self) -> Event {
        Event {
            id: self.id,
            open: self.open,
            name: self.name.into(),
            note: self.note.map(Into::into),
            raw: self.raw.into(),
            at: self.at,
            local: self.local,
            time: self.time,
            tags: self.tags.clone().map(Into::into).collect(),
        }
    }
}

const ROWS: i64 = 50;

/// A column of the rows in each way of its own to lay it out, the first of which is what servers send.
fn layouts() -> Vec<(&'static str, Vec<ArrayRef>)> {
    let name = |id: i64| format!("name {id}");
    let note = |id: i64| (id % 3 > 0).then(|| format!("note {id}"));
    let raw = |id: i64| vec![7_u8; usize::try_from(id % 4).unwrap()];
    let names = || (0..ROWS).map(name).collect::<Vec<_>>();
    let notes = || (0..ROWS).map(note).collect::<Vec<_>>();
    let raws = (0..ROWS).map(raw).collect::<Vec<_>>();
    let raws = || raws.iter().map(Vec::as_slice);
    let mut tags = ListBuilder::new(StringBuilder::new());
    (0..ROWS).for_each(|id| tags.append_value((0..id % 4).map(|tag| Some(format!("tag {tag}")))));
    let tags = tags.finish();
    let (field, offsets, words, nulls) = tags.clone().into_parts();
    let words: &StringArray = words.as_any().downcast_ref().unwrap();
    let words = Arc::new(words.iter().collect::<StringViewArray>());
    let field = Arc::new(field.as_ref().clone().with_data_type(words.data_type().clone()));
    let views = ListArray::try_new(field, offsets, words, nulls).unwrap();
    let micros = |id: i64| id * 1_000_000;
    vec![
        ("id", vec![Arc::new((0..ROWS).collect::<Int64Array>())]),
        ("open", vec![Arc::new((0..ROWS).map(|id| Some(id % 3 == 1)).collect::<BooleanArray>())]),
        (
            "name",
            vec![
                Arc::new(StringArray::from(names())),
                Arc::new(LargeStringArray::from(names())),
                Arc::new(StringViewArray::from(names())),
            ],
        ),
        (
            "note",
            vec![
                Arc::new(StringArray::from(notes())),
                Arc::new(LargeStringArray::from(notes())),
                Arc::new(StringViewArray::from(notes())),
                Arc::new(NullArray::new(50)),
            ],
        ),
        (
            "raw",
            vec![
                Arc::new(BinaryArray::from_iter_values(raws())),
                Arc::new(LargeBinaryArray::from_iter_values(raws())),
            ],
        ),
        (
            "at",
            vec![
                Arc::new(times::<TimestampMicrosecondType>(1_000_000).with_timezone("UTC")),
                Arc::new(times::<TimestampSecondType>(1).with_timezone("UTC")),
                Arc::new(times::<TimestampMillisecondType>(1_000).with_timezone("UTC")),
                Arc::new(times::<TimestampNanosecondType>(1_000_000_000).with_timezone("UTC")),
            ],
        ),
        (
            "local",
            vec![
                Arc::new(TimestampMicrosecondArray::from_iter_values((0..ROWS).map(micros))),
                Arc::new(TimestampSecondArray::from_iter_values(0..ROWS)),
            ],
        ),
        (
            "time",
            vec![
                Arc::new(Time64NanosecondArray::from_iter_values((0..ROWS).map(|id| micros(id) * 1_000))),
                Arc::new(Time64MicrosecondArray::from_iter_values((0..ROWS).map(micros))),
            ],
        ),
        ("tags", vec![Arc::new(tags), Arc::new(views)]),
    ]
}

/// A time every other row.
fn times<T: ArrowTimestampType>(per_second: i64) -> PrimitiveArray<T> {
    (0..ROWS).map(|id| (id % 2 == 0).then_some(id * per_second)).collect()
}

/// The rows of a batch as it is, and as views of it show them.
fn read(batch: &RecordBatch) -> (Vec<Event>, Vec<Event>) {
    let mut owned = Vec::new();
    append_rows(&mut owned, batch, "Event", 0).unwrap();
    let mut seen = Vec::new();
    visit_rows::<EventRef<'_>>(batch, "EventRef", 0, |event| seen.push(event.to_event())).unwrap();
    (owned, seen)
}

#[test]
fn views_of_every_layout() {
    let layouts = layouts();
    let usual = |(name, columns): &(&'static str, Vec<ArrayRef>)| (*name, Arc::clone(&columns[0]));
    let usual: Vec<(&str, ArrayRef)> = layouts.iter().map(usual).collect();
    let (expected, seen) = read(&RecordBatch::try_from_iter(usual.clone()).unwrap());
    assert_eq!(seen, expected);
    assert_eq!(expected[4].note.as_deref(), Some("note 4"));
    assert_eq!(expected[7].tags, ["tag 0", "tag 1", "tag 2"]);
    assert_eq!((expected[1].at, expected[2].at), (None, Some(Timestamp::from_second(2).unwrap())));
    for (position, (name, columns)) in layouts.iter().enumerate() {
        for column in columns {
            let mut laid_out = usual.clone();
            laid_out[position].1 = Arc::clone(column);
            let batch = RecordBatch::try_from_iter(laid_out).unwrap();
            let (owned, seen) = read(&batch);
            assert_eq!(seen, owned, "`{name}`: {}", column.data_type());
            let is_as_usual = column.null_count() == usual[position].1.null_count();
            assert!(
                !is_as_usual || column.data_type().is_null() || seen == expected,
                "{}",
                column.data_type()
            );
            // Bitmaps that begin within a byte.
            let (_, part) = read(&batch.slice(11, 30));
            assert_eq!(part, seen[11..41], "`{name}`: {}", column.data_type());
        }
    }
}

#[derive(SparkRow)]
struct Moment {
    name: String,
    at: Timestamp,
}

#[derive(SparkRow)]
#[spark(from(Moment))]
struct MomentRef<'a> {
    name: &'a str,
    at: Timestamp,
}

/// The rows that are seen of these microseconds, and the error then.
fn moments(micros: &[i64]) -> (Vec<(String, Timestamp)>, Option<String>) {
    let names = StringArray::from_iter_values((0..micros.len()).map(|row| row.to_string()));
    let times = PrimitiveArray::<TimestampMicrosecondType>::from(micros.to_vec()).with_timezone("UTC");
    let columns: [(&str, ArrayRef); 2] = [("name", Arc::new(names)), ("at", Arc::new(times))];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut seen = Vec::new();
    let result =
        visit_rows::<MomentRef<'_>>(&batch, "MomentRef", 100, |row| seen.push((row.name.into(), row.at)));
    (seen, result.err().map(|error| error.to_string()))
}

#[test]
fn rare_values_and_the_rows_around_them() {
    let at = |micros| Timestamp::from_microsecond(micros).unwrap();
    // The last second of Rust's last year, of which jiff takes microseconds by another way.
    let last = Timestamp::new(253_402_207_200, 999_999_000).unwrap();
    let (seen, error) = moments(&[1, 253_402_207_200_999_999, 3, 253_402_207_200_999_999]);
    assert_eq!(seen, [("0".into(), at(1)), ("1".into(), last), ("2".into(), at(3)), ("3".into(), last)]);
    assert_eq!(error, None);
    let (seen, error) = moments(&[1, 2, 253_402_207_201_000_000, 4]);
    assert_eq!(seen, [("0".into(), at(1)), ("1".into(), at(2))]);
    let error = error.expect("a time beyond the last year");
    assert!(error.starts_with("column `at` of MomentRef in row 102"), "{error}");
}
