//! Aggregates and windows on real servers.

use spark_connect_core::{
    dataset::{functions::*, sql_expr},
    expr::FrameBound,
    prelude::*,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::data::{AddressCols, Order, address, data, orders};

on_every_server! {
    async fn aggregates_of_some_rows(server) -> Result<()> {
        let orders = data(server).await?.orders;
        let sums = orders.group_by(|o| o.customer_id).agg(|customer, o| {
            let paid = o.status.eq("paid");
            (
                customer,
                o.amount.sum().filter_where(paid),
                count().filter_where(!paid),
                (o.amount.sum() / o.amount.max()).filter_where(paid),
                // NULL is neither true nor false.
                o.id.count().filter_where(o.note.eq("fast")),
            )
        });
        let expected = [
            (1, Some(10.0), 1, Some(1.0), 1),
            (2, Some(300.0), 0, Some(1.0), 0),
            (9, Some(4.0), 0, Some(1.0), 0),
        ];
        assert_eq!(sums.order_by(|s| s.0).collect().await?, expected);
        let all = orders.agg(|o| {
            let last = max_by(o.note, o.id).filter_where(o.note.is_not_null());
            let none = o.amount.sum().filter_where(o.id.gt(99));
            (last, none, count().filter_where(o.id.gt(99)), o.status.count_distinct().filter_where(o.id.gt(2)))
        });
        assert_eq!(all.collect().await?, [(Some("slow".to_owned()), None, 0, 1)]);
        Ok(())
    }

    async fn first_values_of_some_rows_may_be_null(server) -> Result<()> {
        let one = data(server).await?.orders.filter(|o| o.id.le(2));
        let first = one.agg(|o| (first_value(o.note).filter_where(o.id.eq(2)), any_value_not_null(o.note)));
        assert_eq!(first.collect().await?, [(None, Some("fast".to_owned()))]);
        let first = one.agg(|o| (first_value(o.status).filter_where(o.id.eq(2)), last_value(o.id).filter_where(o.id.eq(1))));
        assert_eq!(first.collect().await?, [(Some("open".to_owned()), Some(1))]);
        Ok(())
    }

    /// What `reduce` does in Spark's Dataset: a state that every row of a group is taken into.
    async fn rows_are_folded(server) -> Result<()> {
        let orders = data(server).await?.orders;
        let folded = orders.group_by(|o| o.status).agg(|status, o| {
            let product = collect_list(o.amount).fold(1.0, |state, amount| state * amount);
            // The largest and its order, in a state of two parts.
            let longest = collect_list((o.amount, o.id))
                .fold((0.0, 0_i64), |state, row| {
                    let is_more = row.0.gt(state.0);
                    (when(is_more, row.0).otherwise(state.0), when(is_more, row.1).otherwise(state.1))
                });
            (status, product, longest)
        });
        let rows = folded.order_by(|row| row.0).collect().await?;
        let expected = [("open".to_owned(), 20.5, (20.5, 2)), ("paid".to_owned(), 12000.0, (300.0, 3))];
        assert_eq!(rows, expected);
        Ok(())
    }

    async fn whole_rows_are_collected(server) -> Result<()> {
        let data = data(server).await?;
        let largest = data.orders.group_by(|o| o.status).agg(|status, o| (status, max_by(o, o.amount)));
        let mut rows = largest.collect().await?;
        rows.sort_by(|left, right| left.0.cmp(&right.0));
        let [open, paid] = rows.as_slice() else { panic!("two groups: {rows:?}") };
        assert_eq!((open.0.as_str(), open.1.as_ref()), ("open", orders().get(1)));
        assert_eq!((paid.0.as_str(), paid.1.as_ref()), ("paid", orders().get(2)));
        let mut ids = largest.select(|(_, order)| order.id).collect().await?;
        ids.sort();
        assert_eq!(ids, [Some(2), Some(3)]);

        let lists = data.orders.group_by(|o| o.customer_id).agg(|_, o| collect_list(o)).collect().await?;
        let mut lists: Vec<Vec<i64>> = lists.iter().map(|list: &Vec<Order>| list.iter().map(|o| o.id).collect()).collect();
        lists.iter_mut().for_each(|list| list.sort());
        lists.sort();
        assert_eq!(lists, [vec![1, 2], vec![3], vec![4]]);
        let cities = data.orders.agg(|o| collect_set(AddressCols { ..o.ship_to })).collect().await?;
        assert_eq!(cities, [vec![address("Lyon", Some("69001"))]]);
        // A struct that is NULL is left out.
        let bills = data.orders.agg(|o| collect_list(o.bill_to)).collect().await?;
        assert_eq!(bills, [vec![address("Zürich", None); 2]]);
        Ok(())
    }

    async fn windows_have_frames(server) -> Result<()> {
        let orders = data(server).await?.orders;
        let running = orders.select(|o| {
            let by_id = || order_by(o.id);
            let two = by_id().rows_between(FrameBound::Preceding(1), FrameBound::CurrentRow);
            let rest = by_id().rows_between(FrameBound::CurrentRow, FrameBound::UnboundedFollowing);
            (
                o.id,
                o.amount.sum().over(two),
                count().over(rest),
                o.id.lag(1).over(by_id()),
                o.status.lead_or(1, "none").over(by_id()),
                (o.id.max() - o.id.min()).over(all_rows()),
            )
        });
        let row = |id: i64, two: f64, rest: i64, lag: Option<i64>, lead: &str| (id, Some(two), rest, lag, lead.to_owned(), Some(3));
        let expected = [
            row(1, 10.0, 4, None, "open"),
            row(2, 30.5, 3, Some(1), "paid"),
            row(3, 320.5, 2, Some(2), "paid"),
            row(4, 304.0, 1, Some(3), "none"),
        ];
        assert_eq!(running.order_by(|r| r.0).collect().await?, expected);
        let ranks = orders.select(|o| {
            let by_status = || order_by(o.status.desc());
            (o.id, rank().over(by_status()), dense_rank().over(by_status()), ntile(2).over(order_by(o.id)))
        });
        assert_eq!(ranks.order_by(|r| r.0).collect().await?, [(1, 1, 1, 1), (2, 4, 2, 1), (3, 1, 1, 2), (4, 1, 1, 2)]);
        let near = orders.select(|o| {
            let range = order_by(o.amount).range_between(FrameBound::distance(-10.0), FrameBound::CurrentRow);
            (o.id, count().over(range))
        });
        assert_eq!(near.order_by(|n| n.0).collect().await?, [(1, 2), (2, 1), (3, 1), (4, 1)]);
        Ok(())
    }

    async fn windows_look_at_groups(server) -> Result<()> {
        let orders = data(server).await?.orders;
        let places = orders.group_by(|o| o.customer_id).agg(|customer, o| {
            (customer, o.amount.sum(), rank().over(order_by(o.amount.sum().desc())), count())
        });
        let expected = [(1, Some(30.5), 2, 2), (2, Some(300.0), 1, 1), (9, Some(4.0), 3, 1)];
        assert_eq!(places.order_by(|p| p.0).collect().await?, expected);
        // The part of each group in the whole.
        let parts = places.select(|p| (p.0, p.3, p.3.sum().over(all_rows())));
        assert_eq!(parts.order_by(|p| p.0).collect().await?, [(1, 2, Some(4)), (2, 1, Some(4)), (9, 1, Some(4))]);
        Ok(())
    }

    async fn statistics(server) -> Result<()> {
        let orders = data(server).await?.orders;
        let all = orders.agg(|o| (o.id.median(), o.id.var_pop(), o.id.corr(o.id), o.id.regr_slope(o.id), mode(o.status)));
        assert_eq!(all.collect().await?, [(Some(2.5), Some(1.25), Some(1.0), Some(1.0), Some("paid".to_owned()))]);
        Ok(())
    }
}

/// Functions that SQL does not have, and sketches of sketches; Sail does not have them.
async fn of_spark_alone(kind: Kind) -> Result<()> {
    let orders = data(kind.server().await).await?.orders;
    assert_eq!(orders.agg(|o| o.id.product()).collect().await?, [Some(24.0)]);
    let sketches = orders
        .group_by(|o| o.customer_id)
        .agg(|_, o| (o.status.hll_sketch_agg(), o.id.bitmap_construct_agg()));
    let all = sketches.agg(|s| (s.0.hll_union_agg(), s.1.bitmap_or_agg()));
    let rows = all.select(|s| {
        (sql_expr::<_, i64>("hll_sketch_estimate(_1)"), sql_expr::<_, i64>("bitmap_count(_2)"), s.0.is_null())
    });
    assert_eq!(rows.collect().await?, [(2, 4, false)]);
    Ok(())
}

#[tokio::test]
async fn spark43_has_more_aggregates() -> Result<()> {
    of_spark_alone(Kind::Spark43).await
}

#[tokio::test]
async fn spark40_has_more_aggregates() -> Result<()> {
    of_spark_alone(Kind::Spark40).await
}

#[tokio::test]
async fn sketches_of_sketches() -> Result<()> {
    let orders = data(Kind::Spark43.server().await).await?.orders;
    let sketches = orders.group_by(|o| o.customer_id).agg(|_, o| {
        (
            o.status.theta_sketch_agg(),
            o.id.kll_sketch_agg_bigint(),
            o.amount.cast::<f32>().kll_sketch_agg_float(),
            o.amount.kll_sketch_agg_double(),
            o.status.tuple_sketch_agg_double(o.amount),
            o.status.tuple_sketch_agg_integer(o.id.cast::<i32>()),
            o.id.bitmap_construct_agg(),
        )
    });
    let all = sketches.agg(|s| {
        let thetas = (s.0.theta_union_agg(), s.0.theta_intersection_agg());
        let klls = (s.1.kll_merge_agg_bigint(), s.2.kll_merge_agg_float(), s.3.kll_merge_agg_double());
        let doubles = (s.4.tuple_union_agg_double(), s.4.tuple_intersection_agg_double());
        let integers = (s.5.tuple_union_agg_integer(), s.5.tuple_intersection_agg_integer());
        (thetas, klls, doubles, integers, s.6.bitmap_and_agg())
    });
    let of = |sql: &str| sql_expr::<_, i64>(sql);
    let counts = all.select(|_| {
        (
            (of("theta_sketch_estimate(_1._1)"), of("theta_sketch_estimate(_1._2)")),
            (
                of("kll_sketch_get_n_bigint(_2._1)"),
                of("kll_sketch_get_n_float(_2._2)"),
                of("kll_sketch_get_n_double(_2._3)"),
            ),
            (
                of("cast(tuple_sketch_estimate_double(_3._1) as bigint)"),
                of("cast(tuple_sketch_estimate_double(_3._2) as bigint)"),
            ),
            (
                of("cast(tuple_sketch_estimate_integer(_4._1) as bigint)"),
                of("cast(tuple_sketch_estimate_integer(_4._2) as bigint)"),
            ),
            of("bitmap_count(_5)"),
        )
    });
    assert_eq!(counts.collect().await?, [((2, 1), (4, 4, 4), (2, 1), (2, 1), 0)]);
    Ok(())
}

#[tokio::test]
async fn a_condition_reaches_the_aggregates_inside_of_a_window() -> Result<()> {
    let orders = data(Kind::Sail.server().await).await?.orders;
    let ranked = orders.agg(|o| rank().over(order_by(o.amount.sum())).filter_where(o.id.gt(1)));
    assert_eq!(ranked.collect().await?, [1]);
    Ok(())
}
