//! The schema of a stream.
//!
//! The values of a dictionary stand in the stream by a number, which the field of the dictionary names. Fields of a
//! schema in memory have none, so the numbers are kept beside it: one for each dictionary in the schema, from the first
//! column to the last and each before those inside of its values. A walk over columns in that order meets them in turn.

use std::{collections::HashMap, sync::Arc};

use arrow_schema::{ArrowError, DataType as ArrowType, Field, FieldRef, Metadata, Schema, SchemaRef};

use super::{
    flatbuffer::{Fields, Table, Value},
    types,
};

type Result<T> = std::result::Result<T, ArrowError>;

/// How deep types are nested at most. Other implementations of Arrow do not read more.
const MOST_NESTED: usize = 64;

/// A schema, and what its columns have in the stream.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) schema: SchemaRef,
    pub(super) dictionaries: Vec<Dictionary>,
    /// The first dictionary of each number.
    pub(super) positions: HashMap<i64, usize>,
}

/// A dictionary of the schema.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The number of its values.
    pub(super) id: i64,
    /// The type of its values.
    pub(super) values: ArrowType,
    /// How many dictionaries are inside of its values. They follow.
    pub(super) inside: usize,
}

/// The schema that a message has as its header.
///
/// # Errors
/// It is none that is known, or larger in memory than `len` bytes of metadata account for.
pub(super) fn read(schema: &Table<'_>, len: usize) -> Result<Layout> {
    if schema.short(0, 0)? != 0 {
        return Err(ArrowError::IpcError("the numbers of the stream are big-endian".to_owned()));
    }
    // What is read twice, for two tables may be one in the stream, soon takes more than all of it.
    let mut reader =
        Reader { dictionaries: Vec::new(), positions: HashMap::new(), left: len.saturating_mul(4) };
    let fields = schema.tables(1)?.map(|field| reader.field(&field?, 0)).collect::<Result<Vec<_>>>()?;
    let metadata = reader.metadata(schema, 2)?;
    let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
    Ok(Layout { schema, dictionaries: reader.dictionaries, positions: reader.positions })
}

struct Reader {
    dictionaries: Vec<Dictionary>,
    positions: HashMap<i64, usize>,
    /// How many bytes of metadata may be read.
    left: usize,
}

impl Reader {
    fn spend(&mut self, bytes: usize) -> Result<()> {
        let too_large = || ArrowError::IpcError("the schema is larger than its message".to_owned());
        self.left = self.left.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    fn field(&mut self, field: &Table<'_>, depth: usize) -> Result<FieldRef> {
        if depth >= MOST_NESTED {
            return Err(ArrowError::IpcError(format!(
                "the types of columns are nested deeper than {MOST_NESTED}"
            )));
        }
        let name = field.text(0)?.unwrap_or_default();
        // The least that a table takes.
        self.spend(8 + name.len())?;
        let dictionary = field.table(4)?;
        let index = self.dictionaries.len();
        if let Some(dictionary) = &dictionary {
            let id = dictionary.long(0)?;
            self.positions.entry(id).or_insert(index);
            self.dictionaries.push(Dictionary { id, values: ArrowType::Null, inside: 0 });
        }
        let children = field.tables(5)?.map(|child| self.field(&child?, depth + 1));
        let children = children.collect::<Result<Vec<_>>>()?;
        let table = field.table(3)?;
        let mut data_type = types::read(field.byte(2)?, table, children)?;
        if let ArrowType::Timestamp(_, Some(zone)) = &data_type {
            self.spend(zone.len())?;
        }
        let inside = self.dictionaries.len() - index;
        if let (Some(encoding), Some(dictionary)) = (&dictionary, self.dictionaries.get_mut(index)) {
            dictionary.inside = inside - 1;
            dictionary.values = data_type.clone();
            let key = encoding.table(1)?.map_or(Ok(ArrowType::Int32), |key| types::int(&key))?;
            data_type = ArrowType::Dictionary(Box::new(key), Box::new(data_type));
        }
        let metadata = self.metadata(field, 6)?;
        let ordered = dictionary.map_or(Ok(false), |dictionary| dictionary.flag(2))?;
        let field = Field::new(name, data_type, field.flag(1)?).with_metadata(metadata);
        Ok(Arc::new(if ordered { field.with_dict_is_ordered(true) } else { field }))
    }

    fn metadata(&mut self, table: &Table<'_>, field: usize) -> Result<Metadata> {
        let mut metadata = Metadata::default();
        for pair in table.tables(field)? {
            let pair = pair?;
            if let (Some(key), Some(value)) = (pair.text(0)?, pair.text(1)?) {
                self.spend(8 + key.len() + value.len())?;
                metadata.insert(key, value);
            }
        }
        Ok(metadata)
    }
}

/// The header of the message that has this schema, its dictionaries numbered from zero.
///
/// # Errors
/// A type has no form in a stream.
pub(super) fn write(schema: &Schema) -> Result<Fields<'_>> {
    let mut next = 0;
    let fields = schema.fields().iter().map(|field| write_field(field, &mut next));
    let fields = Value::Tables(fields.collect::<Result<_>>()?);
    let mut table = vec![(1, fields)];
    table.extend(pairs(schema.metadata()).map(|pairs| (2, pairs)));
    Ok(table)
}

/// How many parts a field has at most.
const FIELD: usize = 7;

fn write_field<'a>(field: &'a Field, next: &mut i64) -> Result<Fields<'a>> {
    let mut table = Vec::with_capacity(FIELD);
    table.push((0, Value::Text(field.name())));
    table.push((1, Value::Byte(field.is_nullable().into())));
    let mut data_type = field.data_type();
    if let ArrowType::Dictionary(key, values) = data_type {
        let ordered = field.dict_is_ordered().unwrap_or(false);
        let encoding = vec![
            (0, Value::Long(*next)),
            (1, Value::Table(types::write(key)?.1)),
            (2, Value::Byte(ordered.into())),
        ];
        table.push((4, Value::Table(encoding)));
        *next += 1;
        data_type = values;
    }
    let (number, parameters) = types::write(data_type)?;
    let children = types::children(data_type).into_iter().map(|child| write_field(child, next));
    table.push((2, Value::Byte(number)));
    table.push((3, Value::Table(parameters)));
    table.push((5, Value::Tables(children.collect::<Result<_>>()?)));
    table.extend(pairs(field.metadata()).map(|pairs| (6, pairs)));
    Ok(table)
}

fn pairs(metadata: &Metadata) -> Option<Value<'_>> {
    let pairs = metadata.iter().map(|(key, value)| vec![(0, Value::Text(key)), (1, Value::Text(value))]);
    (!metadata.is_empty()).then(|| Value::Tables(pairs.collect()))
}
