//! Rows whose types are known only at run time.

use arrow_array::ArrayRef;

use super::{Encode, FinishedFields, Misfit, Refused, StructColumn, StructFields};
use crate::{
    row::{Row, Value},
    types::DataType,
};

/// A column of rows.
pub struct RowColumn {
    rows: StructColumn<Row>,
    columns: Vec<<Value as Encode>::Column>,
    len: usize,
    /// The first row of another number of values.
    refused: Option<Refused>,
}

/// A struct of as many fields as the column has, in their order.
impl Encode for Row {
    type Column = RowColumn;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        let names: Vec<&str> = match data_type {
            DataType::Struct(schema) => schema.names().collect(),
            _ => Vec::new(),
        };
        let mut fields = StructFields::new(data_type, "Row", &names, values, misfit);
        let columns = names.iter().map(|_| fields.column::<Value>()).collect();
        RowColumn { rows: fields.finish(), columns, len: 0, refused: None }
    }

    fn append(column: &mut Self::Column, row: &Self) {
        let (found, expected) = (row.values().len(), column.columns.len());
        if found == expected {
            column.rows.append();
            for (column, value) in column.columns.iter_mut().zip(row.values()) {
                Value::append(column, value);
            }
        } else {
            column.refused.get_or_insert_with(|| {
                let message = format!("a row of {found} values cannot be written to {expected} columns");
                Refused::conversion(column.len, &message)
            });
        }
        column.len += 1;
    }

    fn append_null(column: &mut Self::Column) {
        column.rows.append_null();
        for column in &mut column.columns {
            Value::append_null(column);
        }
        column.len += 1;
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        let RowColumn { rows, columns, refused, .. } = column;
        if let Some(refused) = refused {
            return Err(refused);
        }
        let mut finished = FinishedFields::default();
        for column in columns {
            finished.field::<Value>(column);
        }
        rows.finish(finished)
    }
}
