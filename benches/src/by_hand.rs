//! The floor of decoding and encoding beside what [`bare`](crate::bare) has: loops written by hand for one row type, and
//! for one kind of plan.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, RecordBatch,
    builder::{
        Float64Builder, Int32Builder, Int64Builder, ListBuilder, MapBuilder, StringBuilder, StructBuilder,
        TimestampMicrosecondBuilder,
    },
    cast::AsArray,
    types::{Int32Type, Int64Type},
};
use arrow_schema::{DataType, SchemaRef};
use prost::{
    Message,
    encoding::{WireType, encode_key, encode_varint},
};
use spark_connect_core::proto::spark::connect::{
    Expression, Filter, Limit, Read, Relation, RelationCommon,
    expression::{ExprType, Literal, UnresolvedAttribute, UnresolvedFunction, literal::LiteralType},
    read::{NamedTable, ReadType},
    relation::RelType,
};

use crate::{
    child::Result,
    sample::{Address, Mixed, Nested, NestedRef},
};

/// Appends the rows of a batch of [`Nested`].
pub fn append_nested(rows: &mut Vec<Nested>, batch: &RecordBatch) {
    let ids = batch.column(0).as_primitive::<Int64Type>().values();
    let tags = batch.column(1).as_list::<i32>();
    let (tag_offsets, tag_texts) = (tags.value_offsets(), tags.values().as_string::<i32>());
    let scores = batch.column(2).as_map();
    let (score_offsets, names) = (scores.value_offsets(), scores.keys().as_string::<i32>());
    let points = scores.values().as_primitive::<Int64Type>();
    let ship_to = batch.column(3).as_struct();
    let cities = ship_to.column(0).as_string::<i32>();
    let zips = ship_to.column(1).as_primitive::<Int32Type>();
    rows.reserve(batch.num_rows());
    let spans = ids.iter().zip(tag_offsets.windows(2)).zip(score_offsets.windows(2)).enumerate();
    for (row, ((id, tag_span), score_span)) in spans {
        let tags = (tag_span[0] as usize..tag_span[1] as usize).map(|tag| tag_texts.value(tag).to_owned());
        let scores = (score_span[0] as usize..score_span[1] as usize)
            .map(|score| (names.value(score).to_owned(), points.value(score)));
        rows.push(Nested {
            id: *id,
            tags: tags.collect(),
            scores: scores.collect(),
            ship_to: Address {
                city: cities.value(row).to_owned(),
                zip: zips.is_valid(row).then(|| zips.value(row)),
            },
        });
    }
}

/// The sum of what [`NestedRef::digest`] would say of the rows of a batch, none of which is made.
pub fn visit_nested(batch: &RecordBatch) -> u64 {
    let ids = batch.column(0).as_primitive::<Int64Type>().values();
    let tags = batch.column(1).as_list::<i32>();
    let texts = tags.values().as_string::<i32>();
    let mut sum = 0_u64;
    for (id, span) in ids.iter().zip(tags.value_offsets().windows(2)) {
        let tags: usize = (span[0] as usize..span[1] as usize).map(|tag| texts.value(tag).len()).sum();
        sum = sum.wrapping_add(NestedRef::digest_of(*id, tags));
    }
    sum
}

/// Rows of [`Mixed`] as a batch of this schema.
///
/// # Errors
/// The schema is another.
pub fn mixed_batch(rows: &[Mixed], schema: SchemaRef) -> Result<RecordBatch> {
    let mut ids = Int64Builder::with_capacity(rows.len());
    let mut prices = Float64Builder::with_capacity(rows.len());
    let mut names = StringBuilder::with_capacity(rows.len(), rows.len() * 16);
    let mut quantities = Int64Builder::with_capacity(rows.len());
    let mut discounts = Int64Builder::with_capacity(rows.len());
    let mut times = TimestampMicrosecondBuilder::with_capacity(rows.len());
    for row in rows {
        ids.append_value(row.id);
        prices.append_value(row.price);
        names.append_value(&row.name);
        quantities.append_value(row.quantity);
        discounts.append_option(row.discount);
        times.append_value(row.at.as_microsecond());
    }
    let times = times.finish().with_data_type(schema.field(5).data_type().clone());
    let columns: Vec<ArrayRef> = vec![
        Arc::new(ids.finish()),
        Arc::new(prices.finish()),
        Arc::new(names.finish()),
        Arc::new(quantities.finish()),
        Arc::new(discounts.finish()),
        Arc::new(times),
    ];
    Ok(RecordBatch::try_new(schema, columns)?)
}

/// Rows of [`Nested`] as a batch of this schema.
///
/// # Errors
/// The schema is another.
pub fn nested_batch(rows: &[Nested], schema: SchemaRef) -> Result<RecordBatch> {
    let (DataType::List(element), DataType::Map(_, _), DataType::Struct(address)) =
        (schema.field(1).data_type(), schema.field(2).data_type(), schema.field(3).data_type())
    else {
        return Err("another schema".into());
    };
    let mut ids = Int64Builder::with_capacity(rows.len());
    let mut tags = ListBuilder::with_capacity(StringBuilder::new(), rows.len()).with_field(element.clone());
    let mut scores = MapBuilder::with_capacity(None, StringBuilder::new(), Int64Builder::new(), rows.len());
    let mut ship_to = StructBuilder::new(
        address.clone(),
        vec![Box::new(StringBuilder::new()), Box::new(Int32Builder::with_capacity(rows.len()))],
    );
    for row in rows {
        ids.append_value(row.id);
        for tag in &row.tags {
            tags.values().append_value(tag);
        }
        tags.append(true);
        for (name, score) in &row.scores {
            scores.keys().append_value(name);
            scores.values().append_value(*score);
        }
        scores.append(true)?;
        let missing = "the builder of another type";
        ship_to.field_builder::<StringBuilder>(0).ok_or(missing)?.append_value(&row.ship_to.city);
        ship_to.field_builder::<Int32Builder>(1).ok_or(missing)?.append_option(row.ship_to.zip);
        ship_to.append(true);
    }
    let scores = scores.finish();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(ids.finish()),
        Arc::new(tags.finish()),
        renamed(&scores, schema.field(2).data_type())?,
        Arc::new(ship_to.finish()),
    ];
    Ok(RecordBatch::try_new(schema, columns)?)
}

/// The maps with the names of the fields that the type has; the builder has others.
fn renamed(maps: &arrow_array::MapArray, data_type: &DataType) -> Result<ArrayRef> {
    let DataType::Map(entries, ordered) = data_type else { return Err("no map".into()) };
    let DataType::Struct(fields) = entries.data_type() else { return Err("no map".into()) };
    let columns = vec![maps.keys().clone(), maps.values().clone()];
    let items = arrow_array::StructArray::try_new(fields.clone(), columns, None)?;
    let maps = arrow_array::MapArray::try_new(
        entries.clone(),
        maps.offsets().clone(),
        items,
        maps.nulls().cloned(),
        *ordered,
    )?;
    Ok(Arc::new(maps))
}

/// The numbers of the fields that a step has around the one below it.
const INPUT: u32 = 1;
const FILTER: u32 = 4;
const LIMIT: u32 = 8;

/// A table with so many steps on top of it, limits and filters in turns, encoded. A message is written before what it
/// contains, which has its place at the end of the buffer already, so that each byte is written once.
pub fn nested_plan(steps: i64) -> Vec<u8> {
    let table = NamedTable { unparsed_identifier: "orders".into(), ..Default::default() };
    let read = Read { read_type: Some(ReadType::NamedTable(table)), ..Default::default() };
    let mut reversed = Vec::new();
    prepend(&mut reversed, &relation(0, Some(RelType::Read(read))).encode_to_vec());
    let (mut fields, mut common) = (Vec::new(), Vec::new());
    for number in 0..steps {
        fields.clear();
        let kind = if number % 2 == 0 {
            extend(&mut fields, &Limit { input: None, limit: 1_000 });
            LIMIT
        } else {
            extend(&mut fields, &Filter { input: None, condition: Some(greater(number)) });
            FILTER
        };
        encode_key(INPUT, WireType::LengthDelimited, &mut fields);
        encode_varint(reversed.len() as u64, &mut fields);
        let length = fields.len() + reversed.len();
        prepend(&mut reversed, &fields);
        common.clear();
        extend(&mut common, &relation(number + 1, None));
        encode_key(kind, WireType::LengthDelimited, &mut common);
        encode_varint(length as u64, &mut common);
        prepend(&mut reversed, &common);
    }
    reversed.reverse();
    reversed
}

fn relation(id: i64, rel_type: Option<RelType>) -> Relation {
    let common = RelationCommon { plan_id: Some(id), ..Default::default() };
    Relation { common: Some(common), rel_type }
}

/// The condition of a filter.
fn greater(number: i64) -> Expression {
    let expression = |expr_type| Expression { expr_type: Some(expr_type), ..Default::default() };
    let column = UnresolvedAttribute { unparsed_identifier: "id".into(), ..Default::default() };
    let number = Literal { literal_type: Some(LiteralType::Long(number)), ..Default::default() };
    let arguments =
        vec![expression(ExprType::UnresolvedAttribute(column)), expression(ExprType::Literal(number))];
    let call = UnresolvedFunction { function_name: ">".into(), arguments, ..Default::default() };
    expression(ExprType::UnresolvedFunction(call))
}

fn extend(bytes: &mut Vec<u8>, message: &impl Message) {
    // There is room: it grows.
    let _ = message.encode(bytes);
}

fn prepend(reversed: &mut Vec<u8>, bytes: &[u8]) {
    reversed.extend(bytes.iter().rev());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_by_hand_is_what_it_says() {
        let outer = Relation::decode(nested_plan(2).as_slice()).unwrap();
        let Some(RelType::Filter(filter)) = outer.rel_type else { panic!("no filter") };
        assert_eq!(filter.condition, Some(greater(1)));
        let Some(RelType::Limit(limit)) = filter.input.unwrap().rel_type else { panic!("no limit") };
        assert_eq!(limit.limit, 1_000);
        let table = limit.input.unwrap();
        assert_eq!(table.common.unwrap().plan_id, Some(0));
        assert!(matches!(table.rel_type, Some(RelType::Read(_))));
    }
}
