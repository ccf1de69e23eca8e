//! Plans against the same plans as generated structs, optional fields and all.

use prost::Message as _;

use super::*;
use crate::{
    error::ErrorKind,
    expr::{FrameBound, Window, attribute, attribute_of, call, call_distinct, col, exists, expr, lit, when},
    options::Options,
    proto::spark::connect::{
        self as proto, Expression, SetOperation,
        expression::{
            self, Alias, Cast, ExpressionString, SortOrder, UnresolvedAttribute, UnresolvedFunction,
            cast::CastToType, literal::LiteralType, window,
        },
        relation::RelType,
    },
    relation::Relation,
};

fn expression(kind: expression::ExprType) -> Expression {
    Expression { common: None, expr_type: Some(kind) }
}

fn name(unparsed_identifier: &str) -> Expression {
    expression(expression::ExprType::UnresolvedAttribute(UnresolvedAttribute {
        unparsed_identifier: unparsed_identifier.to_owned(),
        plan_id: None,
        is_metadata_column: None,
    }))
}

fn function(name: &str, arguments: Vec<Expression>) -> Expression {
    expression(expression::ExprType::UnresolvedFunction(UnresolvedFunction {
        function_name: name.to_owned(),
        arguments,
        is_distinct: false,
        is_user_defined_function: false,
        is_internal: None,
    }))
}

fn literal(value: LiteralType) -> Expression {
    expression(expression::ExprType::Literal(expression::Literal {
        data_type: None,
        literal_type: Some(value),
    }))
}

fn ascending(child: Expression) -> SortOrder {
    SortOrder { child: Some(Box::new(child)), direction: 1, null_ordering: 1 }
}

fn decoded(relation: &Relation) -> proto::Relation {
    proto::Relation::decode(relation.message().without_call_sites().to_bytes()).unwrap()
}

fn body(relation: &Relation) -> RelType {
    decoded(relation).rel_type.unwrap()
}

fn decoded_expression(column: &crate::expr::Column) -> Expression {
    Expression::decode(column.message().without_call_sites().to_bytes()).unwrap()
}

fn numbers() -> Relation {
    range(0, 10, 1, None)
}

#[test]
fn a_filter_over_a_range() {
    let input = range(0, 10, 2, Some(4));
    let plan = filter(&input, &col("id").gt(3));
    let RelType::Filter(filter) = body(&plan) else { panic!() };
    assert_eq!(decoded(&plan).common.unwrap().plan_id, Some(plan.plan_id()));
    assert_eq!(filter.condition, Some(function(">", vec![name("id"), literal(LiteralType::Integer(3))])));
    let range = proto::Range { start: Some(0), end: 10, step: 2, num_partitions: Some(4) };
    assert_eq!(filter.input.unwrap().rel_type, Some(RelType::Range(range)));
}

#[test]
fn a_sort_takes_plain_columns_and_orders() {
    let RelType::Sort(sort) = body(&sort(&numbers(), &[col("a"), col("b").desc()], true)) else { panic!() };
    let descending = SortOrder { child: Some(Box::new(name("b"))), direction: 2, null_ordering: 2 };
    assert_eq!(sort.order, [ascending(name("a")), descending]);
    assert_eq!(sort.is_global, Some(true));
}

#[test]
fn a_join_by_condition_and_by_columns() {
    let (left, right) = (numbers(), numbers());
    let condition = JoinOn::Condition(attribute_of(left.plan_id(), "id").eq(col("b")));
    let RelType::Join(by_condition) = body(&join(&left, &right, &condition, JoinType::LeftAnti)) else {
        panic!()
    };
    assert_eq!(by_condition.join_type, proto::join::JoinType::LeftAnti as i32);
    let bound = expression(expression::ExprType::UnresolvedAttribute(UnresolvedAttribute {
        unparsed_identifier: "id".into(),
        plan_id: Some(left.plan_id()),
        is_metadata_column: None,
    }));
    assert_eq!(by_condition.join_condition, Some(function("==", vec![bound, name("b")])));
    let using = JoinOn::Using(vec!["id".into(), "a.b".into()]);
    let RelType::Join(by_columns) = body(&join(&left, &right, &using, JoinType::Full)) else { panic!() };
    assert_eq!(by_columns.using_columns, ["id", "a.b"]);
    assert_eq!(by_columns.join_type, proto::join::JoinType::FullOuter as i32);
    assert_eq!(by_columns.join_condition, None);
}

#[test]
fn an_aggregate_and_a_pivot() {
    let total = call("sum", "x").alias("total");
    let RelType::Aggregate(plain) = body(&aggregate(&numbers(), &Grouping::By, &[col("k")], &[total])) else {
        panic!()
    };
    assert_eq!(plain.group_type, proto::aggregate::GroupType::Groupby as i32);
    assert_eq!(plain.grouping_expressions, [name("k")]);
    let alias = Alias {
        expr: Some(Box::new(function("sum", vec![name("x")]))),
        name: vec!["total".into()],
        metadata: None,
    };
    assert_eq!(plain.aggregate_expressions, [expression(expression::ExprType::Alias(Box::new(alias)))]);

    let how = Grouping::Pivot(col("year"), vec![2024.into(), 2025.into()]);
    let RelType::Aggregate(pivoted) = body(&aggregate(&numbers(), &how, &[], &[call("sum", "x")])) else {
        panic!()
    };
    let pivot = pivoted.pivot.unwrap();
    assert_eq!(pivot.col, Some(name("year")));
    assert_eq!(pivot.values.len(), 2);
}

#[test]
fn set_operations_say_everything() {
    let fields = |operator| match body(&set_operation(&numbers(), &numbers(), operator)) {
        RelType::SetOp(operation) => SetOperation { left_input: None, right_input: None, ..*operation },
        other => panic!("{other:?}"),
    };
    let expected = |set_op_type, is_all, by_name, missing| SetOperation {
        left_input: None,
        right_input: None,
        set_op_type,
        is_all: Some(is_all),
        by_name: Some(by_name),
        allow_missing_columns: Some(missing),
    };
    assert_eq!(fields(SetOperator::UnionAll), expected(2, true, false, false));
    assert_eq!(fields(SetOperator::UnionAllByName { allow_missing: true }), expected(2, true, true, true));
    assert_eq!(fields(SetOperator::Intersect { all: false }), expected(1, false, false, false));
    assert_eq!(fields(SetOperator::Except { all: true }), expected(3, true, false, false));
}

#[test]
fn a_window_with_both_kinds_of_frame() {
    let window = Window::new().partition_by("k").order_by("t");
    let rows = window.clone().rows_between(FrameBound::Preceding(2), FrameBound::UnboundedFollowing);
    let Some(expression::ExprType::Window(over)) =
        decoded_expression(&call("sum", "x").over(&rows)).expr_type
    else {
        panic!()
    };
    assert_eq!(over.partition_spec, [name("k")]);
    assert_eq!(over.order_spec, [ascending(name("t"))]);
    let frame = over.frame_spec.unwrap();
    assert_eq!(frame.frame_type, window::window_frame::FrameType::Row as i32);
    let boundary = |bound: Option<Box<window::window_frame::FrameBoundary>>| bound.unwrap().boundary.unwrap();
    use window::window_frame::frame_boundary::Boundary;
    assert_eq!(boundary(frame.lower), Boundary::Value(Box::new(literal(LiteralType::Integer(-2)))));
    assert_eq!(boundary(frame.upper), Boundary::Unbounded(true));

    let far = i64::from(i32::MAX) + 2;
    let range = window.clone().range_between(FrameBound::Preceding(far), FrameBound::CurrentRow);
    let Some(expression::ExprType::Window(over)) =
        decoded_expression(&call("sum", "x").over(&range)).expr_type
    else {
        panic!()
    };
    let lower = boundary(over.frame_spec.unwrap().lower);
    assert_eq!(lower, Boundary::Value(Box::new(literal(LiteralType::Long(-far)))));

    let too_far = window.clone().rows_between(FrameBound::Preceding(far), FrameBound::CurrentRow);
    assert!(call("sum", "x").over(&too_far).message().error().is_some());
    let reversed = window.rows_between(FrameBound::UnboundedFollowing, FrameBound::CurrentRow);
    assert!(call("sum", "x").over(&reversed).message().error().is_some());
}

#[test]
fn sql_with_named_and_positional_arguments() {
    let named = Arguments::Named(vec![("low".into(), lit(1)), ("high".into(), lit(2))]);
    let RelType::Sql(query) = body(&sql("select :low, :high", &named, &[])) else { panic!() };
    assert_eq!(query.named_arguments["low"], literal(LiteralType::Integer(1)));
    assert_eq!(query.named_arguments["high"], literal(LiteralType::Integer(2)));
    let positional = Arguments::Positional(vec![lit("a")]);
    let RelType::Sql(query) = body(&sql("select ?", &positional, &[])) else { panic!() };
    assert_eq!(query.pos_arguments, [literal(LiteralType::String("a".into()))]);
}

#[test]
fn a_write_command() {
    let buckets = |count| Some(Buckets { count, columns: vec!["b".into()] });
    let how = Write {
        format: Some("csv".into()),
        mode: Some(SaveMode::Append),
        partition_by: vec!["day".into()],
        buckets: buckets(4),
        sort_by: vec!["s".into()],
        cluster_by: vec!["c".into()],
        options: Options::from_iter([("header", "true")]),
        ..Write::default()
    };
    let command = write(&numbers(), &how, Target::Path("out".into())).unwrap();
    let command = proto::Command::decode(command.to_bytes()).unwrap();
    let Some(proto::command::CommandType::WriteOperation(operation)) = command.command_type else { panic!() };
    assert!(operation.input.is_some());
    assert_eq!(operation.source.as_deref(), Some("csv"));
    assert_eq!(operation.mode(), proto::write_operation::SaveMode::Append);
    assert_eq!(operation.partitioning_columns, ["day"]);
    assert_eq!(operation.sort_column_names, ["s"]);
    assert_eq!(operation.clustering_columns, ["c"]);
    let bucket_by = operation.bucket_by.unwrap();
    assert_eq!((bucket_by.num_buckets, bucket_by.bucket_column_names), (4, vec!["b".to_owned()]));
    assert_eq!(operation.options["header"], "true");
    assert_eq!(operation.save_type, Some(proto::write_operation::SaveType::Path("out".into())));
    for count in [0, 1 << 31] {
        let how = Write { buckets: buckets(count), ..Write::default() };
        let error = write(&numbers(), &how, Target::Table("t".into())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan, "{error}");
    }
}

#[test]
fn a_write_to_a_table() {
    use proto::write_operation_v2::Mode;

    let how = WriteTable {
        table: "c.s.t".into(),
        provider: Some("p".into()),
        partitioned_by: vec![col("a")],
        cluster_by: vec!["b".into()],
        options: Options::from_iter([("o", "1")]),
        properties: [("q".to_owned(), "2".to_owned())].into(),
        schema_evolution: true,
    };
    let rows = numbers();
    let expected = |mode: Mode, overwrite_condition| proto::WriteOperationV2 {
        input: Some(decoded(&rows)),
        table_name: "c.s.t".into(),
        provider: Some("p".into()),
        partitioning_columns: vec![name("a")],
        options: [("o".to_owned(), "1".to_owned())].into(),
        table_properties: [("q".to_owned(), "2".to_owned())].into(),
        mode: mode.into(),
        overwrite_condition,
        clustering_columns: vec!["b".into()],
        with_schema_evolution: true,
    };
    let modes = [
        (TableMode::Create, Mode::Create, None),
        (TableMode::Replace, Mode::Replace, None),
        (TableMode::CreateOrReplace, Mode::CreateOrReplace, None),
        (TableMode::Append, Mode::Append, None),
        (TableMode::Overwrite(col("a")), Mode::Overwrite, Some(name("a"))),
        (TableMode::OverwritePartitions, Mode::OverwritePartitions, None),
    ];
    for (ours, mode, condition) in modes {
        let command = write_table(&rows, &how, &ours).unwrap().without_call_sites();
        let command = proto::Command::decode(command.to_bytes()).unwrap();
        let expected = proto::command::CommandType::WriteOperationV2(expected(mode, condition));
        assert_eq!(command.command_type, Some(expected));
    }
}

#[test]
fn a_command_refuses_subqueries_of_its_own() {
    let subquery = exists(&numbers());
    let to = |table: &str| WriteTable {
        table: table.into(),
        provider: None,
        partitioned_by: Vec::new(),
        cluster_by: Vec::new(),
        options: Options::new(),
        properties: std::collections::BTreeMap::new(),
        schema_evolution: false,
    };
    let into = |condition| Merge {
        table: "t".into(),
        condition,
        matched: Vec::new(),
        not_matched: Vec::new(),
        not_matched_by_source: Vec::new(),
        schema_evolution: false,
    };
    // Those of the rows are sent with the rows.
    let rows = filter(&numbers(), &subquery);
    assert!(write_table(&rows, &to("t"), &TableMode::Append).is_ok());
    assert!(merge(&rows, &into(lit(true))).is_ok());
    let errors = [
        write_table(&rows, &to("t"), &TableMode::Overwrite(subquery.clone())).unwrap_err(),
        merge(&rows, &into(subquery)).unwrap_err(),
    ];
    for error in errors {
        assert!(error.to_string().contains("has a subquery"), "{error}");
    }
}

#[test]
fn a_mistake_in_an_expression_reaches_the_action() {
    let plan = filter(&numbers(), &col("a").otherwise(1));
    assert!(plan.check().is_err());
    assert!(write(&plan, &Write::default(), Target::Source).is_err());
}

#[test]
fn expressions() {
    assert_eq!(decoded_expression(&attribute(&["t", "a`b"])), name("`t`.`a``b`"));
    assert_eq!(
        decoded_expression(&expr("a + 1")),
        expression(expression::ExprType::ExpressionString(ExpressionString { expression: "a + 1".into() }))
    );
    assert_eq!(
        decoded_expression(&(1.0 - col("d"))),
        function("-", vec![literal(LiteralType::Double(1.0)), name("d")])
    );
    assert_eq!(
        decoded_expression(&col("status").ne("paid")),
        function(
            "not",
            vec![function("==", vec![name("status"), literal(LiteralType::String("paid".into()))])]
        )
    );
    let cast = Cast {
        expr: Some(Box::new(name("a"))),
        eval_mode: expression::cast::EvalMode::Try as i32,
        cast_to_type: Some(CastToType::TypeStr("int".into())),
    };
    assert_eq!(
        decoded_expression(&col("a").try_cast("int")),
        expression(expression::ExprType::Cast(Box::new(cast)))
    );
    let chosen = when(col("a"), 1).when(col("b"), 2).otherwise(3);
    let integer = |value| literal(LiteralType::Integer(value));
    assert_eq!(
        decoded_expression(&chosen),
        function("when", vec![name("a"), integer(1), name("b"), integer(2), integer(3)])
    );
    let distinct = decoded_expression(&call_distinct("count", ["a", "b"]));
    let Some(expression::ExprType::UnresolvedFunction(distinct)) = distinct.expr_type else { panic!() };
    assert!(distinct.is_distinct);
    assert_eq!(distinct.arguments.len(), 2);
    let empty: [i32; 0] = [];
    assert_eq!(decoded_expression(&col("a").is_in(empty)), function("in", vec![name("a")]));
}

#[test]
fn a_merge() {
    use proto::{MergeAction as Action, MergeIntoTableCommand, merge_action};

    let action = |kind: merge_action::ActionType, condition: Option<Expression>, assignments| {
        expression(expression::ExprType::MergeAction(Box::new(Action {
            action_type: kind as i32,
            condition: condition.map(Box::new),
            assignments,
        })))
    };
    let assignment = |key, value| merge_action::Assignment { key: Some(name(key)), value: Some(value) };
    let clause = |condition, action| MergeClause { condition, action };
    let source = numbers();
    let command = merge(
        &source,
        &Merge {
            table: "shop.orders".into(),
            condition: col("orders.id").eq(col("s.id")),
            matched: vec![
                clause(Some(col("s.gone")), MergeAction::Delete),
                clause(None, MergeAction::Update(vec![(col("n"), lit(1)), (col("a.b"), col("s.b"))])),
                clause(None, MergeAction::UpdateAll),
            ],
            not_matched: vec![
                clause(Some(col("s.new")), MergeAction::Insert(vec![(col("id"), col("s.id"))])),
                clause(None, MergeAction::InsertAll),
            ],
            not_matched_by_source: vec![clause(None, MergeAction::Delete)],
            schema_evolution: true,
        },
    );
    let command = proto::Command::decode(command.unwrap().without_call_sites().to_bytes()).unwrap();
    let one = literal(LiteralType::Integer(1));
    let changed = vec![assignment("n", one), assignment("a.b", name("s.b"))];
    let expected = MergeIntoTableCommand {
        target_table_name: "shop.orders".into(),
        source_table_plan: Some(decoded(&source)),
        merge_condition: Some(function("==", vec![name("orders.id"), name("s.id")])),
        match_actions: vec![
            action(merge_action::ActionType::Delete, Some(name("s.gone")), vec![]),
            action(merge_action::ActionType::Update, None, changed),
            action(merge_action::ActionType::UpdateStar, None, vec![]),
        ],
        not_matched_actions: vec![
            action(
                merge_action::ActionType::Insert,
                Some(name("s.new")),
                vec![assignment("id", name("s.id"))],
            ),
            action(merge_action::ActionType::InsertStar, None, vec![]),
        ],
        not_matched_by_source_actions: vec![action(merge_action::ActionType::Delete, None, vec![])],
        with_schema_evolution: true,
    };
    assert_eq!(command.command_type, Some(proto::command::CommandType::MergeIntoTableCommand(expected)));
}
