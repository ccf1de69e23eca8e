//! Nothing secret is printed: not by `Debug`, not by `Display`, of any type of the library.
//!
//! Every type is either printed here while it holds a secret, or named in [`PLAIN`]; a new one that is in neither list
//! fails the test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    fs,
    path::Path,
    time::Duration,
};

use spark_connect_core::{
    catalog::{NewDatabase, NewTable},
    client::{Connection, Tls, Token},
    dataframe::{AsOf, JoinType, NaValue, NearestBy},
    dataset::{self, as_of, by_distance, grouping_set},
    expr::{CastType, FrameBound, Literal, Window, attribute, col, lit, when},
    functions,
    local::LocalServer,
    options::Options,
    prelude::*,
    proto::field,
    relation::{Message, Relation},
    session::Artifact,
};
use spark_connect_tests::scripted::{End, Script, ScriptedServer, complete, error_info};

/// What must not be seen.
const SECRET: &str = "hunter2";

/// Types that hold nothing of the kind, and those whose very purpose is to show what they hold.
const PLAIN: &[&str] = &[
    // Names, places and numbers.
    "AsOfDirection",
    "BreakingChange",
    "CatalogMetadata",
    "Checkpoint",
    "Database",
    "Deadlines",
    "DropWhen",
    "DropDatabase",
    "DropTable",
    "ErrorKind",
    "ExplainMode",
    "Function",
    "JoinType",
    "Listing",
    "Metric",
    "MetricKind",
    "Observation",
    "OperationState",
    "OperationStatus",
    "ParseMode",
    "Paths",
    "PlanMetrics",
    "Progress",
    "ProgressGuard",
    "QueryContext",
    "RebaseMode",
    "Retries",
    "RetryPolicy",
    "SaveMode",
    "Show",
    "StackFrame",
    "StageProgress",
    "UnescapedQuotes",
    "StorageLevel",
    "Table",
    "TablePartition",
    // Types of columns.
    "DataType",
    "DayTimeField",
    "Difference",
    "StructField",
    "StructType",
    "Udt",
    "YearMonthField",
    // Values.
    "BloomFilter",
    "CalendarInterval",
    "CountMinSketch",
    "Decimal",
    "Geography",
    "Geometry",
    "Row",
    "SketchItem",
    "Texts",
    "TimeWindow",
    "Value",
    "Variant",
    "YearMonthInterval",
    // Markers, and what the code of the derive uses.
    "Agg",
    "Over",
    "ArrayColumn",
    "Bits",
    "ByteColumn",
    "BytesColumn",
    "Converted",
    "ConvertedColumn",
    "DecimalColumn",
    "Fields",
    "FinishedFields",
    "Handle",
    "Input",
    "Given",
    "Iterated",
    "Lent",
    "ListColumn",
    "MapColumn",
    // Says which data type is not one of which Rust type.
    "Misfit",
    "NativeColumn",
    "NotNull",
    "Places",
    "TimeWindowCols",
    "Nullable",
    "OptionColumn",
    "Planned",
    "RaiseError",
    // Says what is wrong with a value, as the error does that is made of it.
    "Refused",
    "RowColumn",
    "Select",
    "Sent",
    "Streamed",
    "StructColumn",
    "StructFields",
    "TextColumn",
    "TicksColumn",
    "TimeColumn",
    "Unreadable",
    // A stream in the clothes of an iterator.
    "Iter",
    // Prints its engine and whether it runs.
    "LocalServer",
];

#[derive(Debug, Clone, SparkRow)]
struct Item {
    id: i64,
    name: String,
}

/// What was printed of each type.
#[derive(Default)]
struct Printed(BTreeMap<&'static str, String>);

impl Printed {
    fn debug(&mut self, name: &'static str, value: &impl Debug) {
        self.text(name, &format!("{value:?} {value:#?}"));
    }

    fn text(&mut self, name: &'static str, text: &str) {
        let all = self.0.entry(name).or_default();
        all.push_str(text);
        all.push('\n');
    }

    fn error(&mut self, error: &Error) {
        self.debug("Error", error);
        self.text("Error", &error.to_string());
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            self.text("Error", &format!("{inner} {inner:?}"));
            source = inner.source();
        }
        if let Some(server) = error.server() {
            self.debug("ServerError", server);
        }
    }
}

fn connection() -> Connection {
    Connection::new("localhost", 1)
        .token(SECRET)
        .header("x-api-key", SECRET)
        .and_then(|connection| connection.header("x-other-bin-not", SECRET))
        .expect("legal headers")
        .tls_config(Tls::new().client_identity(SECRET, SECRET).ca_certificate(SECRET))
        .token_provider(async || Ok::<_, std::io::Error>(SECRET))
}

fn settings(printed: &mut Printed) {
    printed.debug("Token", &Token::new(SECRET).expires_in(Duration::from_secs(60)));
    printed.debug("Tls", &Tls::new().client_identity(SECRET, SECRET).ca_certificate(SECRET));
    printed.debug("Connection", &connection());
    printed.text("Connection", &connection().to_string());
    let text = format!("sc://host/;token={SECRET};x-key={SECRET}");
    let parsed: Connection = text.parse().expect("a connection string");
    printed.debug("Connection", &parsed);
    printed.text("Connection", &parsed.to_string());
    let builders = [
        SparkSession::builder().remote(&text),
        SparkSession::builder().token(SECRET).connection(connection()),
        SparkSession::builder().config("spark.hadoop.fs.s3a.secret.key", SECRET),
        SparkSession::builder().user_context_extension("type.example/Key", SECRET.as_bytes()),
    ];
    for builder in builders {
        printed.debug("SparkSessionBuilder", &builder);
    }
    printed.debug("LocalServerBuilder", &LocalServer::spark().conf("spark.hadoop.fs.s3a.secret.key", SECRET));
    printed.debug("Options", &Options::from_iter([("password", SECRET)]));
    printed.debug("Artifact", &Artifact::file("settings.json").content(SECRET));
    for wrong in [format!("sc://host/;token={SECRET};nonsense"), format!("sc://user:{SECRET}@host")] {
        printed.error(&wrong.parse::<Connection>().expect_err("not an address"));
    }
}

fn expressions(printed: &mut Printed) {
    printed.debug("Literal", &Literal::from(SECRET));
    let text = lit(SECRET);
    printed.debug("Column", &text);
    printed.debug("Column", &when(col("a").eq(SECRET), SECRET).otherwise(attribute(&[SECRET])));
    printed.debug("Window", &Window::new().partition_by(&text).order_by(&text));
    printed.debug("AsOf", &AsOf::columns(text.clone(), text.clone()).on(&text).tolerance(&text));
    printed.debug("NearestBy", &NearestBy::distance(&text, 1));
    printed.debug("NaValue", &NaValue::from(SECRET));
    printed.debug("FrameBound", &FrameBound::Distance(text.clone()));
    printed.debug("CastType", &CastType::from("decimal(10, 2)"));
    printed.debug("AesSettings", &functions::AesSettings::new().iv(SECRET).aad(SECRET));
    printed.debug("IntervalParts", &functions::IntervalParts::new().days(SECRET));
    printed.debug("MaskCharacters", &functions::MaskCharacters::new().other(SECRET));
    let message = Message::builder().string(1, SECRET).child(2, text.message());
    printed.debug("MessageBuilder", &message);
    printed.debug("Message", &message.build());
    let relation = Relation::builder(1).string(1, SECRET).child(2, text.message());
    printed.debug("RelationBuilder", &relation);
    printed.debug("Relation", &relation.build());
}

fn queries(printed: &mut Printed, spark: &SparkSession) {
    printed.debug("SparkSession", spark);
    printed.debug("RuntimeConfig", &spark.conf());
    printed.debug("Catalog", &spark.catalog());
    printed.debug("NewTable", &NewTable::default().option("password", SECRET));
    printed.debug("NewDatabase", &NewDatabase::default().property("password", SECRET));
    let reader = spark.read().format("jdbc").option("password", SECRET).schema("a int");
    printed.debug("DataFrameReader", &reader);
    printed.debug("Schema", &"a int");
    let df = reader.load().filter(col("a").eq(SECRET));
    printed.debug("DataFrame", &df);
    printed.debug("DataFrame", &df.join(&df, lit(SECRET), JoinType::Inner));
    printed.debug("DataFrameNaFunctions", &df.na());
    printed.debug("DataFrameStatFunctions", &df.stat());
    printed.debug("TableValuedFunction", &spark.tvf());
    printed.debug("TableArg", &df.as_table().partition_by(lit(SECRET)).order_by(lit(SECRET)));
    printed.debug("RelationalGroupedDataset", &df.group_by(lit(SECRET)));
    printed.debug("DataFrameWriter", &df.write().format("jdbc").option("password", SECRET));
    let merge = || df.merge_into("t", lit(SECRET));
    let condition = || lit(SECRET);
    printed.debug("MergeIntoWriter", &merge().when_matched_and(condition()).update([("a", lit(SECRET))]));
    printed.debug("MergeUpdate", &merge().when_matched_and(condition()));
    printed.debug("MergeInsert", &merge().when_not_matched_and(condition()));
    let table = df.write_to("t").option("password", SECRET).table_property("key", SECRET);
    printed.debug("DataFrameWriterV2", &table.partitioned_by(lit(SECRET)));

    let items = spark.create_dataset(&[Item { id: 1, name: SECRET.into() }]);
    printed.debug("Dataset", &items);
    let table = spark.table_of::<Item>("t");
    printed.debug("Table", &table);
    printed.debug("MergeTarget", &table.merge(&items));
    printed.debug("Merge", &table.merge(&items).on(|item, _| item.name.eq(SECRET)));
    printed.debug("CreateTable", &table.create(&items).option("password", SECRET).property("key", SECRET));
    printed.debug("Grouped", &items.group_by(|item| item.name.concat(SECRET)));
    printed.debug("GroupedSets", &items.rollup(|item| item.name.concat(SECRET)));
    let mut seen = Vec::new();
    let _ = items.as_of_join(&items, |left, right| {
        let nearest = as_of(left.id, right.id).on(left.name.eq(SECRET));
        seen.push(("Nearest", format!("{nearest:?}")));
        nearest
    });
    let _ = items.nearest_by_join(&items, |left, right| {
        let ranking = by_distance(left.name.concat(SECRET).concat(right.name), 1);
        seen.push(("Ranking", format!("{ranking:?}")));
        ranking
    });
    let _ = items.grouping_sets(
        |item| item.name.concat(SECRET),
        |name| {
            let set = grouping_set(name);
            seen.push(("GroupingSet", format!("{set:?}")));
            [set]
        },
    );
    let _ = items.select(|item| {
        let text = item.name.concat(SECRET);
        seen.push(("Expr", format!("{text:?}")));
        seen.push(("SortKey", format!("{:?}", text.desc())));
        let part = dataset::partitioning::bucket(4, item.name);
        seen.push(("Partition", format!("{part:?}")));
        seen.push(("When", format!("{:?}", dataset::when(item.name.eq(SECRET), SECRET))));
        seen.push(("Window", format!("{:?}", dataset::partition_by(text))));
        seen.push(("OwnedExpr", format!("{:?}", Item::expr(|item| item.name.eq(SECRET)))));
        text
    });
    for (name, text) in seen {
        printed.text(name, &text);
    }
}

async fn results(printed: &mut Printed) {
    let server = ScriptedServer::start(Script::new([complete()]).token(SECRET)).await;
    let remote = format!("sc://localhost:{}", server.address().port());
    let refused = SparkSession::builder().remote(format!("{remote}/;token={SECRET}-wrong")).connect().await;
    printed.error(&refused.expect_err("a wrong token"));
    let spark =
        SparkSession::builder().remote(&remote).token(SECRET).connect().await.expect("the right token");
    queries(printed, &spark);

    server.play(Script::new([complete()]).token(SECRET));
    let ids = spark.create_dataset(&[SECRET.to_owned()]);
    printed.debug("Chunks", &ids.chunks());
    printed.debug("ParallelChunks", &ids.chunks().parallel(2));
    printed.debug("RowStream", &ids.stream());
    printed.debug("Results", &spark.range(0, 1).filter(col("id").eq(SECRET)).batches());
    server.play(Script::new([complete()]).token(SECRET));
    printed.debug("Rows", &spark.range(0, 1).filter(col("id").eq(SECRET)).rows());
    server.play(Script::new([complete()]).token(SECRET));
    let sql = Message::builder().string(field::sql_command::SQL, SECRET).build();
    let command = Message::wrap(field::command::SQL_COMMAND, &sql);
    let command = spark.command(&command).await.expect("it ends");
    printed.debug("CommandResult", &command);
    let status = error_info("It failed.", &["java.lang.Exception"], &[]);
    server.play(Script::new([]).token(SECRET).segment(0, End::Failure(status)));
    printed.error(&spark.range(0, 1).filter(col("id").eq(SECRET)).count().await.expect_err("a failure"));
}

/// The names of the public types of a folder's files; generated code aside, which is what is on the wire.
fn types(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.ends_with("generated") {
        } else if path.is_dir() {
            types(&path, names);
        } else {
            let text = fs::read_to_string(&path).expect("a text");
            // Types that a macro makes: their names are lines of its input.
            let made = text.contains("pub struct $");
            let made = text.lines().filter_map(|line| line.trim().strip_suffix(';').filter(|_| made));
            let is_name =
                |name: &&str| name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
            names.extend(made.filter(is_name).map(str::to_owned));
            for line in text.lines().map(str::trim_start).filter(|line| !line.contains('$')) {
                let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
                let end = |rest: &str| rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                names.extend(rest.map(|rest| rest[..end(rest)].to_owned()));
            }
        }
    }
}

#[tokio::test]
async fn no_type_prints_a_secret() {
    let mut printed = Printed::default();
    settings(&mut printed);
    expressions(&mut printed);
    results(&mut printed).await;
    for (name, text) in &printed.0 {
        assert!(!text.is_empty() && !text.contains(SECRET), "{name}: {text}");
        // Nor in the form in which bytes are printed.
        assert!(!text.contains("104, 117, 110"), "{name}: {text}");
    }
    let mut all = BTreeSet::new();
    types(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../spark-connect-core/src"), &mut all);
    assert!(all.len() > 50, "{all:?}");
    let plain: BTreeSet<_> = PLAIN.iter().copied().collect();
    let known = |name: &&String| printed.0.contains_key(name.as_str()) || plain.contains(name.as_str());
    let unknown: Vec<_> = all.iter().filter(|name| !known(name)).collect();
    assert!(
        unknown.is_empty(),
        "print these while they hold a secret, or say why they hold none: {unknown:?}"
    );
    let gone: Vec<_> = printed.0.keys().chain(&plain).filter(|name| !all.contains(**name)).collect();
    assert!(gone.is_empty(), "there are no such types any more: {gone:?}");
}
