//! Subqueries.

use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnList},
    proto::{
        field::{
            expression,
            subquery_expression::{self as field, table_arg_options as options},
        },
        spark::connect::{SubqueryExpression, subquery_expression::SubqueryType},
    },
    relation::{Message, MessageBuilder, Operation, Relation},
};

/// Whether `relation` has a row: `EXISTS (..)` in SQL.
#[track_caller]
pub(crate) fn exists(relation: &Relation) -> Column {
    Column::called(
        Operation::Exists,
        expression::SUBQUERY_EXPRESSION,
        subquery(relation, SubqueryType::Exists),
    )
}

/// The only value of `relation`: `(SELECT ..)` in SQL.
#[track_caller]
pub(crate) fn scalar(relation: &Relation) -> Column {
    Column::called(
        Operation::Scalar,
        expression::SUBQUERY_EXPRESSION,
        subquery(relation, SubqueryType::Scalar),
    )
}

/// Whether `relation` has a row of these values: `(..) IN (SELECT ..)` in SQL.
#[track_caller]
pub(crate) fn is_row_of(relation: &Relation, values: &[Column]) -> Column {
    let body = subquery(relation, SubqueryType::In)
        .children(field::IN_SUBQUERY_VALUES, values.iter().map(Column::message));
    Column::called(Operation::IsIn, expression::SUBQUERY_EXPRESSION, body)
}

fn subquery(relation: &Relation, kind: SubqueryType) -> MessageBuilder {
    let body = SubqueryExpression {
        plan_id: relation.plan_id(),
        subquery_type: kind.into(),
        ..SubqueryExpression::default()
    };
    Message::builder().fields(&body).reference(relation)
}

impl Column {
    /// This column of an enclosing query, inside of a subquery or of the right side of a lateral join.
    ///
    /// The server finds it by its name: give the outer `DataFrame` an [alias](crate::dataframe::DataFrame::alias) and
    /// name the column with it where both sides have one. The call itself changes nothing; it tells the reader.
    /// Spark: `Column.outer`, 4.0.
    pub fn outer(&self) -> Self {
        self.clone()
    }
}

/// Rows as the argument of a [table-valued function](crate::dataframe::TableValuedFunction::call), and how the function
/// gets them: in any order, unless said otherwise.
///
/// Made by [`DataFrame::as_table`](crate::dataframe::DataFrame::as_table). Spark: `TableArg`, 4.0.
#[derive(Debug, Clone)]
#[must_use]
pub struct TableArg {
    relation: Relation,
    partition: Vec<Message>,
    order: Vec<Message>,
    single: bool,
    mistake: Option<Error>,
}

impl TableArg {
    pub(crate) fn new(relation: &Relation) -> Self {
        Self {
            relation: relation.clone(),
            partition: Vec::new(),
            order: Vec::new(),
            single: false,
            mistake: None,
        }
    }

    fn is_partitioned(&self) -> bool {
        self.single || !self.partition.is_empty()
    }

    fn partitioned_once(&mut self) {
        if self.is_partitioned() {
            self.refuse("a table argument is partitioned once, by `partition_by` or `with_single_partition`");
        }
    }

    fn refuse(&mut self, message: &str) {
        self.mistake.get_or_insert_with(|| Error::new(ErrorKind::InvalidPlan, message));
    }

    /// One call of the function for the rows that are equal in these columns. Spark: `TableArg.partitionBy`, 4.0.
    #[track_caller]
    pub fn partition_by(mut self, columns: impl ColumnList) -> Self {
        self.partitioned_once();
        self.partition = columns.into_columns().iter().map(|column| column.message().clone()).collect();
        self
    }

    /// One call of the function for all rows. Spark: `TableArg.withSinglePartition`, 4.0.
    pub fn with_single_partition(mut self) -> Self {
        self.partitioned_once();
        self.single = true;
        self
    }

    /// The order of the rows in each call, once they are partitioned; ascending with NULL first where a column does not
    /// say otherwise. Spark: `TableArg.orderBy`, 4.0.
    #[track_caller]
    pub fn order_by(mut self, columns: impl ColumnList) -> Self {
        if !self.is_partitioned() {
            self.refuse("a table argument is ordered after `partition_by` or `with_single_partition`");
        }
        self.order.extend(columns.into_columns().iter().map(Column::to_sort_order));
        self
    }

    /// The argument, for whatever takes columns. Spark: `TableArg`, 4.0.
    #[track_caller]
    pub fn into_column(self) -> Column {
        let mut body = subquery(&self.relation, SubqueryType::TableArg);
        if self.is_partitioned() {
            let mut spec = Message::builder()
                .children(options::PARTITION_SPEC, &self.partition)
                .children(options::ORDER_SPEC, &self.order);
            if self.single {
                spec = spec.int(options::WITH_SINGLE_PARTITION, true);
            }
            body = body.child(field::TABLE_ARG_OPTIONS, &spec.build());
        }
        if let Some(mistake) = self.mistake {
            body = body.error(mistake);
        }
        Column::called(Operation::AsTable, expression::SUBQUERY_EXPRESSION, body)
    }
}
