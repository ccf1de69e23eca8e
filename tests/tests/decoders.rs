//! The decoders of the protocol's messages on bytes that are none: no panic, no overflow of the stack, and no more
//! memory than the bytes account for.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    sync::{Arc, LazyLock},
};

use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, FixedSizeListArray, Float64Array, Int64Array, ListArray,
    PrimitiveArray, RecordBatch, RunArray, StringArray, StringViewArray, StructArray,
    types::{Int32Type, Int64Type},
};
use arrow_ipc::{
    CompressionType,
    writer::{IpcWriteOptions, StreamWriter},
};
use arrow_schema::{DataType, Field};
use proptest::{prelude::*, sample::Index};
use prost::Message;
use spark_connect_core::{
    arrow::{ipc, normalize},
    proto::{google::rpc, spark::connect as proto},
    relation::MAX_DEPTH,
};

/// Counts what the thread of a test holds, and the most that it ever held.
struct Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

#[expect(unsafe_code, reason = "an allocator is unsafe by its nature; all of it is done by the system's")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.set(HELD.get().saturating_add(layout.size()));
        MOST.set(MOST.get().max(HELD.get()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        HELD.set(HELD.get().saturating_sub(layout.size()));
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes of memory a byte of a message may take: an empty message inside of another one takes two bytes on
/// the wire, and some hundred in memory.
const FACTOR: usize = 1_000;

/// Decodes, and returns how much memory that took at most.
fn decode<M: Message + Default>(bytes: &[u8]) -> usize {
    let before = HELD.get();
    MOST.set(before);
    drop(M::decode(bytes));
    MOST.get() - before
}

/// All messages that a server sends.
fn decode_all(bytes: &[u8]) -> usize {
    [
        decode::<proto::ExecutePlanResponse>(bytes),
        decode::<proto::AnalyzePlanResponse>(bytes),
        decode::<proto::ConfigResponse>(bytes),
        decode::<proto::AddArtifactsResponse>(bytes),
        decode::<proto::ArtifactStatusesResponse>(bytes),
        decode::<proto::InterruptResponse>(bytes),
        decode::<proto::ReleaseExecuteResponse>(bytes),
        decode::<proto::ReleaseSessionResponse>(bytes),
        decode::<proto::FetchErrorDetailsResponse>(bytes),
        decode::<proto::CloneSessionResponse>(bytes),
        decode::<proto::GetStatusResponse>(bytes),
        decode::<proto::Relation>(bytes),
        decode::<proto::DataType>(bytes),
        decode::<rpc::Status>(bytes),
        decode::<rpc::ErrorInfo>(bytes),
        decode::<rpc::RetryInfo>(bytes),
    ]
    .into_iter()
    .max()
    .unwrap_or_default()
}

/// A field's key and a length, true or not, then something: what a decoder takes for the beginning of a message.
fn fields() -> impl Strategy<Value = Vec<u8>> {
    let field = (1_u32..30, 0_u8..6, any::<u64>(), prop::collection::vec(any::<u8>(), 0..12)).prop_map(
        |(number, wire, length, content)| {
            let mut bytes = Vec::new();
            prost::encoding::encode_varint(u64::from(number << 3) | u64::from(wire), &mut bytes);
            // Mostly a length that is right, or nearly.
            let length = if length % 4 == 0 { length } else { content.len() as u64 + length % 3 };
            prost::encoding::encode_varint(length, &mut bytes);
            bytes.extend(content);
            bytes
        },
    );
    prop::collection::vec(field, 0..12).prop_map(|fields| fields.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let most = decode_all(&bytes);
        prop_assert!(most <= FACTOR * (bytes.len() + 100), "{most} for {}", bytes.len());
    }

    #[test]
    fn bytes_that_look_like_fields(bytes in fields()) {
        let most = decode_all(&bytes);
        prop_assert!(most <= FACTOR * (bytes.len() + 100), "{most} for {}", bytes.len());
    }
}

/// Rows of every layout, as three kinds of streams: not compressed, by LZ4, by Zstandard.
static STREAMS: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let texts = || (0..200).map(|row| (row % 3 > 0).then(|| format!("row {row} of many")));
    let lists = (0..200).map(|row| (row % 5 > 0).then(|| (0..row % 4).map(Some)));
    let inner: ArrayRef = Arc::new((0..200).map(|row| f64::from(row) / 3.0).collect::<Float64Array>());
    let dictionary: DictionaryArray<Int32Type> = (0..200).map(|row| ["a", "b", "c"][row % 3]).collect();
    let ends: PrimitiveArray<Int32Type> = (1..=100).map(|run| run * 2).collect();
    let runs = RunArray::try_new(&ends, &texts().take(100).collect::<StringArray>()).expect("ends that grow");
    let fixed = (0..200).map(|row| (row % 7 > 0).then_some([Some(row), None]));
    let columns: [(&str, ArrayRef); 9] = [
        ("long", Arc::new((0..200).collect::<Int64Array>())),
        ("text", Arc::new(texts().collect::<StringArray>())),
        ("view", Arc::new(texts().collect::<StringViewArray>())),
        ("list", Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(lists))),
        (
            "struct",
            Arc::new(StructArray::from(vec![(Arc::new(Field::new("x", DataType::Float64, true)), inner)])),
        ),
        ("dictionary", Arc::new(dictionary)),
        ("runs", Arc::new(runs)),
        ("fixed", Arc::new(FixedSizeListArray::from_iter_primitive::<Int64Type, _, _>(fixed, 2))),
        ("decimal", Arc::new((0..200).map(|row| Some(i128::from(row))).collect::<Decimal128Array>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)].map(|codec| {
        let options = IpcWriteOptions::default().try_with_compression(codec).expect("a known codec");
        let mut writer =
            StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).expect("a schema");
        writer.write(&batch).expect("a batch of that schema");
        writer.write(&batch.slice(20, 7)).expect("a batch of that schema");
        writer.into_inner().expect("the end of the stream")
    })
});

/// Reads rows as a client does, and returns how much memory that took at most.
fn read_rows(stream: Vec<u8>) -> usize {
    let before = HELD.get();
    MOST.set(before);
    if let Ok(batches) = ipc::read(stream.into()) {
        for batch in batches {
            drop(normalize::incoming(batch));
        }
    }
    MOST.get().saturating_sub(before)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn damaged_rows(
        kind in 0..3_usize,
        edits in prop::collection::vec((any::<Index>(), any::<u8>()), 0..8),
        cut in prop::option::of(any::<Index>()),
    ) {
        let mut stream = STREAMS[kind].clone();
        for (place, byte) in edits {
            let place = place.index(stream.len());
            stream[place] = byte;
        }
        if let Some(cut) = cut {
            stream.truncate(cut.index(stream.len()));
        }
        let length = stream.len();
        let most = read_rows(stream);
        // As much as a stream of that length can hold, if it is compressed as well as can be.
        let factor = [16, 1 << 9, 1 << 16][kind];
        prop_assert!(most <= factor * length + (1 << 20), "{most} for {length}");
    }
}

/// A length of gigabytes in a message of a few bytes.
#[test]
fn lengths_that_lie() {
    for number in 1..40_u32 {
        for length in [1 << 20, i32::MAX as u64, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            prost::encoding::encode_key(number, prost::encoding::WireType::LengthDelimited, &mut bytes);
            prost::encoding::encode_varint(length, &mut bytes);
            bytes.extend([0; 16]);
            let most = decode_all(&bytes);
            assert!(most < 100_000, "{most} for field {number} of {length} bytes");
        }
    }
}

/// Fields in each other, of these numbers in turn from the outside in: messages that are rightly nested, as far as a
/// decoder can tell.
fn alternating(numbers: &[u32], depth: usize) -> Vec<u8> {
    let mut reversed = Vec::new();
    for level in (0..depth).rev() {
        let mut head = Vec::new();
        let number = numbers[level % numbers.len()];
        prost::encoding::encode_key(number, prost::encoding::WireType::LengthDelimited, &mut head);
        prost::encoding::encode_varint(reversed.len() as u64, &mut head);
        reversed.extend(head.into_iter().rev());
    }
    reversed.reverse();
    reversed
}

/// Groups in each other: protobuf's old way to nest, which a decoder must skip.
fn groups(number: u32, depth: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for wire in [prost::encoding::WireType::StartGroup, prost::encoding::WireType::EndGroup] {
        (0..depth).for_each(|_| prost::encoding::encode_key(number, wire, &mut bytes));
    }
    bytes
}

/// What `decode` does on a thread with the stack of tokio's workers.
fn on_a_small_stack(decode: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(decode).expect("a thread");
    thread.join().expect("no overflow of the stack");
}

/// A plan as deep as this client sends them comes back in the answer to a statement, and is no nested structs there.
#[test]
fn a_relation_as_deep_as_servers_write_them() {
    on_a_small_stack(|| {
        let relation = alternating(&[4, 1, 8, 1], 2 * MAX_DEPTH);
        let answer = proto::execute_plan_response::SqlCommandResult { relation: Some(relation.into()) };
        let answer = proto::ExecutePlanResponse {
            response_type: Some(proto::execute_plan_response::ResponseType::SqlCommandResult(answer)),
            ..Default::default()
        };
        assert_eq!(proto::ExecutePlanResponse::decode(answer.encode_to_vec().as_slice()), Ok(answer));
    });
}

/// A limit of the decoders protects the stack, however deep a server nests what may rightly be nested.
#[test]
fn nesting_is_limited() {
    on_a_small_stack(|| {
        // A filter of a limit of a filter; a struct of a field of a struct; arrays of arrays; literals in arrays.
        assert!(proto::Relation::decode(alternating(&[4, 1, 8, 1], 100_000).as_slice()).is_err());
        assert!(proto::DataType::decode(alternating(&[21, 1, 2], 100_000).as_slice()).is_err());
        assert!(proto::DataType::decode(alternating(&[20, 1], 100_000).as_slice()).is_err());
        assert!(proto::expression::Literal::decode(alternating(&[22, 2], 100_000).as_slice()).is_err());
        for number in 1..40 {
            assert!(proto::ExecutePlanResponse::decode(groups(number, 100_000).as_slice()).is_err());
            assert!(rpc::Status::decode(groups(number, 100_000).as_slice()).is_err());
        }
        // Types are nested as deep as PySpark reads them.
        assert!(proto::DataType::decode(alternating(&[21, 1, 2], 3 * 32).as_slice()).is_ok());
    });
}

/// Deeper than any stack, in every field that may hold a message of the same kind again.
#[test]
fn messages_in_each_other() {
    on_a_small_stack(|| {
        for number in 1..30 {
            decode_all(&alternating(&[number], 100_000));
        }
    });
}
