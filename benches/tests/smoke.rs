//! Every case does its work, and the same as the others: once, on little, against the replay of a result that is made
//! here.

use std::{path::Path, thread, time::Duration};

use arrow_ipc::writer::StreamWriter;
use spark_connect_benches::{
    child::{Result, Round, Setting},
    hello::{self, Hello},
    replay::{Recording, ReplayServer},
    sample::{Mixed, Sample},
    work::{self, Code, Server, Unit, Work},
};
use spark_connect_core::{
    arrow::encode::struct_batch,
    prelude::*,
    proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{ArrowBatch, ResponseType, ResultComplete},
    },
    types,
};
use tokio::runtime::Runtime;

/// What the smallest query returns.
#[derive(SparkRow)]
struct Number {
    id: i64,
}

const ROWS: usize = 100;
/// So many batches has the result.
const BATCHES: usize = 4;

#[test]
fn every_case_does_the_same_work() {
    let (rows, number) = (replay(mixed().unwrap()), replay(number().unwrap()));
    // A build takes minutes.
    for work in work::all().into_iter().filter(|work| work.unit != Unit::Build) {
        let remote = match work.server {
            Server::None => String::new(),
            Server::Replay => rows.clone(),
            Server::ReplayNumber | Server::Sail => number.clone(),
        };
        let setting = Setting { remote, size: work.size.min(ROWS), pause: Duration::ZERO };
        let here = work.cases.iter().filter_map(|case| match case.code {
            Code::Here(start) => Some((case.by, start)),
            Code::Peers | Code::Python => None,
        });
        let checks: Vec<u64> = here.map(|(by, start)| check(&work, by, start, &setting)).collect();
        assert!(checks.iter().all(|check| *check == checks[0] && *check > 0), "{}: {checks:?}", work.name);
    }
}

fn check(work: &Work, by: &str, start: fn(&Setting) -> Result<Round>, setting: &Setting) -> u64 {
    let run = || -> Result<u64> {
        let mut round = start(setting)?;
        let (first, second) = (round()?(), round()?());
        assert_eq!(first, second, "{}, {by}", work.name);
        Ok(first)
    };
    run().unwrap_or_else(|failure| panic!("{}, {by}: {failure}", work.name))
}

#[test]
fn a_build_compiles_its_packages_each_time() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let hello = Hello {
        name: "smoke",
        dependencies: "crc32fast = \"1\"\n".to_owned(),
        program: "fn main() { println!(\"{}\", crc32fast::hash(b\"hello\")); }",
        lock: workspace.join("Cargo.lock"),
    };
    let mut round = hello::build(&hello).unwrap();
    // It and `cfg-if`.
    assert_eq!((round().unwrap()(), round().unwrap()()), (2, 2));
    let wrong = Hello { name: "smoke-wrong", program: "fn main() { nothing() }", ..hello };
    let failure = hello::build(&wrong).unwrap()().err().unwrap().to_string();
    assert!(failure.contains("cannot find function `nothing`"), "{failure}");
}

/// Serves this to the end of the process, and says where.
fn replay(recording: Recording) -> String {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(ReplayServer::bind(recording)).unwrap();
    let remote = format!("sc://{}", server.address().unwrap());
    thread::spawn(move || runtime.block_on(server.serve()));
    remote
}

fn mixed() -> Result<Recording> {
    let rows: Vec<Mixed> = (0..ROWS as i64).map(Mixed::row).collect();
    let schema = Mixed::schema();
    let batches =
        rows.chunks(ROWS / BATCHES).map(|rows| struct_batch(rows, &schema)).collect::<Result<_, _>>()?;
    recording(&schema, batches)
}

fn number() -> Result<Recording> {
    let schema = Number::schema();
    let batch = struct_batch(&[Number { id: 0 }], &schema)?;
    recording(&schema, vec![batch])
}

fn recording(schema: &types::StructType, batches: Vec<arrow_array::RecordBatch>) -> Result<Recording> {
    let schema = types::DataType::Struct(schema.clone()).to_proto();
    let mut responses = vec![ExecutePlanResponse { schema: Some(schema), ..Default::default() }];
    let mut start = 0;
    for batch in batches {
        let mut data = Vec::new();
        let mut writer = StreamWriter::try_new(&mut data, &batch.schema())?;
        writer.write(&batch)?;
        writer.finish()?;
        drop(writer);
        let row_count = batch.num_rows() as i64;
        let arrow =
            ArrowBatch { row_count, data: data.into(), start_offset: Some(start), ..Default::default() };
        responses.push(response(ResponseType::ArrowBatch(arrow)));
        start += row_count;
    }
    responses.push(response(ResponseType::ResultComplete(ResultComplete {})));
    for (number, response) in responses.iter_mut().enumerate() {
        response.response_id = number.to_string();
    }
    Recording::new(responses)
}

fn response(response_type: ResponseType) -> ExecutePlanResponse {
    ExecutePlanResponse { response_type: Some(response_type), ..Default::default() }
}
